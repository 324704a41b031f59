"""What a month is told with: lines, groups of lines, and from when to when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

SENTENCES_LENGTH = 15_000


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One object and what became of it; `address` is its page, nothing without one."""

    title: str
    detail: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class NewsGroup:
    """What changed of one kind. `title` is the point that it makes of an agenda."""

    key: str
    name: str
    title: str
    lines: tuple[NewsLine, ...]
    action_ids: tuple[int, ...] = ()
    is_there: bool = False

    @property
    def sentences(self) -> str:
        """The lines as the minutes of the point take them."""
        told = "\n".join(f"– {line.title}\u202f: {line.detail}" for line in self.lines)
        if len(told) <= SENTENCES_LENGTH:
            return told
        return told[:SENTENCES_LENGTH].rsplit("\n", 1)[0] + "\n– …"


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when the news are told, both moments and days."""

    start: datetime
    end: datetime

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day, where people live."""
        return timezone.localtime(self.start).date(), timezone.localtime(self.end).date()
