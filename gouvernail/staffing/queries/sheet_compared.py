"""A sheet beside what was declared a year before, line by line."""

from dataclasses import dataclass
from fractions import Fraction

from gouvernail.staffing.queries.deadlines import DeclarationLine
from gouvernail.staffing.queries.sheet_content import SheetContent, SheetLine


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line of the sheet and what it said a year before; None when it was not there."""

    line: SheetLine
    before: Fraction | None

    @property
    def change(self) -> Fraction | None:
        """What changed since."""
        return None if self.before is None else self.line.amount - self.before


@dataclass(frozen=True, slots=True)
class ComparedSheet:
    """What a sheet says, and what was frozen a year before; `before` is None without it."""

    declaration: DeclarationLine
    content: SheetContent
    before: SheetContent | None
    before_name: str

    @property
    def lines(self) -> tuple[ComparedLine, ...]:
        """The lines of the portal, each beside what it said."""
        pairs = ((line, _same_line(line, self.before)) for line in self.content.lines)
        return tuple(ComparedLine(line, old.amount if old else None) for line, old in pairs)

    @property
    def gone(self) -> tuple[SheetLine, ...]:
        """The lines of last year that the portal has no more."""
        kept = [_same_line(line, self.before) for line in self.content.lines]
        return tuple(old for old in (self.before.lines if self.before else ()) if old not in kept)


def _same_line(line: SheetLine, before: SheetContent | None) -> SheetLine | None:
    """Return what a line was a year before: the one of its number, or else of its words.

    Words alone pair what was frozen before lines had a number.
    """
    lines = before.lines if before else ()
    by_number = (old for old in lines if old.theme_id and old.theme_id == line.theme_id)
    unnumbered = (old for old in lines if None in (old.theme_id, line.theme_id))
    by_words = (old for old in unnumbered if old.label == line.label)
    return next(by_number, None) or next(by_words, None)
