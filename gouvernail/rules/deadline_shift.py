"""Putting a deadline off, in the grain in which it is known."""

import calendar
from dataclasses import replace
from datetime import date

from gouvernail.rules.deadlines import Deadline, DeadlineKind, canonical_text

# A half moves by halves, a year by years: by less it would become another kind of deadline.
_GRAINS = {
    DeadlineKind.DATE: 1,
    DeadlineKind.RANGE: 1,
    DeadlineKind.MONTH: 1,
    DeadlineKind.QUARTER: 3,
    DeadlineKind.HALF: 6,
    DeadlineKind.YEAR: 12,
    DeadlineKind.SCHOOL_YEAR: 12,
}


def put_off(deadline: Deadline, months: int) -> Deadline | None:
    """Return a deadline later by some months, or earlier when they are negative.

    The last day of a month stays a last day: 28 February put off by one month is 31 March.

    Unit: months; the text is written anew.
    Errors: none; None when the deadline has no day, or when its grain does not allow it.
    Source: CHOICE 0033.
    """
    grain = _GRAINS.get(deadline.kind)
    if grain is None or months % grain:
        return None
    moved = replace(
        deadline, start=_later(deadline.start, months), end=_later(deadline.end, months)
    )
    return replace(moved, text=canonical_text(moved))


def _later(day: date | None, months: int) -> date | None:
    if day is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_last else min(day.day, last))
