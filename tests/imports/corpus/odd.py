"""One odd file and its verdict."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from gouvernail.imports.readers.limits import UnreadableFile


@dataclass(frozen=True)
class Odd:
    """`wants` goes from what is compared to what a person reads, one value for each action.

    `asked` are the rows and columns to ask about; `refused` the refusal expected instead.
    """

    name: str
    filename: str
    make: Callable[[], bytes]
    wants: dict[str, list[Any]] = field(default_factory=dict)
    asked: tuple[tuple[int, str], ...] = ()
    refused: type[UnreadableFile] | None = None

    def __str__(self) -> str:
        return self.name


def seen(action, name):
    """Return one thing that was read of an action, as the verdicts write it."""
    readers = {
        "title": lambda: action.title,
        "number": lambda: action.number,
        "path": lambda: " > ".join(action.path),
        "lead": lambda: action.lead_text,
        "leads": lambda: list(action.leads),
        "partners": lambda: list(action.partners),
        "communes": lambda: list(action.communes),
        "due": lambda: str(action.deadline.end or action.deadline.start or action.deadline.kind),
        "kind": lambda: action.deadline.kind.value,
        "family": lambda: action.status_family.value if action.status_family else None,
        "progress": lambda: action.progress,
        "budget": lambda: str(action.budget) if action.budget is not None else None,
        "refused": lambda: action.refused,
        "notes": lambda: action.notes,
        "description": lambda: action.texts.get("description", ""),
    }
    return readers[name]()
