"""When an action is due: the columns of deadline, of start and of « en continu » together."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from gouvernail.imports.readers.types import Cell, ErrorCell
from gouvernail.imports.sheets import messages
from gouvernail.imports.sheets.text import text_of
from gouvernail.imports.sheets.values import read_yes
from gouvernail.rules.deadlines import Deadline, DeadlineKind, UnclearReason, read_deadline

_OPEN_ENDED = frozenset({DeadlineKind.NONE, DeadlineKind.UNCLEAR, DeadlineKind.ONGOING})
# Sheets count days from here; the likely ones go from 2009 to 2064.
_FIRST_DAY, _LIKELY_DAYS = date(1899, 12, 30), range(40_000, 60_000)
_Said = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Term:
    """The deadline, what to say about the three cells, and a start that found no end.

    `problems`: field, sentence, kind.
    """

    deadline: Deadline
    problems: tuple[_Said, ...] = ()
    unused_start: str = ""


def read_term(due: Cell, starts: Cell, ongoing: Cell) -> Term:
    """Return the deadline that three cells make together; what contradicts is asked."""
    term = _with_start(_read_due(due), starts)
    said = text_of(ongoing)
    is_ongoing = read_yes(said)
    if is_ongoing is None:
        return _with(term, ("ongoing", messages.ONGOING_UNKNOWN, "ask"))
    if not is_ongoing or term.deadline.kind is DeadlineKind.UNCLEAR:
        return term
    if term.deadline.kind in _OPEN_ENDED:
        return replace(term, deadline=Deadline(DeadlineKind.ONGOING, None, None, "en continu"))
    return _with(term, ("ongoing", messages.ONGOING_WITH_END, "ask"))


def _read_due(due: Cell) -> Term:
    deadline = read_deadline(None if isinstance(due, ErrorCell) else due)
    day = _day_number(due)
    if day and deadline.reason:
        return Term(deadline, (("deadline", messages.day_number(day), "ask"),))
    if deadline.reason:
        return Term(deadline, (("deadline", messages.DEADLINES[deadline.reason], "ask"),))
    return Term(deadline)


def _day_number(due: Cell) -> date | None:
    """Return the day that a number counts, as sheets count days, when it is a likely one."""
    text = text_of(due)
    days = int(text) if text.isdecimal() and len(text) == len("45000") else 0
    return _FIRST_DAY + timedelta(days=days) if days in _LIKELY_DAYS else None


def _with_start(term: Term, starts: Cell) -> Term:
    """Make a range of a start and an end; a start alone is kept aside."""
    start = read_deadline(None if isinstance(starts, ErrorCell) else starts)
    first, end = start.start or start.end, term.deadline.end or term.deadline.start
    if start.kind is DeadlineKind.NONE or term.deadline.kind is DeadlineKind.RANGE:
        return term
    if first and end:
        return _from_to(term, start.text, first, end)
    kept = replace(term, unused_start=start.text)
    if first is None:
        return _with(kept, ("starts", messages.START_UNCLEAR, "ask"))
    is_silent = term.deadline.kind is DeadlineKind.NONE
    return _with(kept, ("starts", messages.START_WITHOUT_END, "info")) if is_silent else kept


def _from_to(term: Term, start_text: str, first: date, end: date) -> Term:
    text = f"{start_text} - {term.deadline.text}"
    if first <= end:
        return replace(term, deadline=Deadline(DeadlineKind.RANGE, first, end, text))
    reason = UnclearReason.CONTRADICTORY_DATES
    unclear = Deadline(DeadlineKind.UNCLEAR, None, None, text, reason)
    return _with(Term(unclear), ("deadline", messages.DEADLINES[reason], "ask"))


def _with(term: Term, problem: _Said) -> Term:
    return replace(term, problems=(*term.problems, problem))
