"""What a process worked out of a convention, kept as long as its journal says nothing new.

Every operation writes to the journal in its own transaction: without a new line, and on the same
day, what was worked out still holds (docs/decisions/0073).
"""

from collections.abc import Callable
from datetime import date
from typing import Generic, TypeVar

from gouvernail.history.queries import journal_extent

Kept = TypeVar("Kept")
MOST_CONVENTIONS = 200
_EVERY: "list[JournalMemory[object]]" = []


class JournalMemory(Generic[Kept]):
    """One thing worked out of each convention, with the journal and the day that it holds for."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._known: dict[int, tuple[tuple[int, int], date, Kept]] = {}
        _EVERY.append(self)  # type: ignore[arg-type]  # forgotten with the others, never read there

    def of(self, convention_id: int, today: date, make: Callable[[], Kept]) -> Kept:
        """Return what was worked out of a convention, or what `make` works out now.

        One query while its journal has no new line, besides those of `make` otherwise.
        """
        mark = journal_extent(convention_id)
        known = self._known.get(convention_id)
        if known and known[:2] == (mark, today):
            return known[2]
        found = make()
        if len(self._known) >= MOST_CONVENTIONS:
            self._known.clear()
        self._known[convention_id] = (mark, today, found)
        return found

    def forget(self) -> None:
        """Forget every convention."""
        self._known.clear()


def forget_all() -> None:
    """Forget all that was worked out, of every convention."""
    for memory in _EVERY:
        memory.forget()
