"""The months that reviews may speak of: the year that runs, the one before, up to a Cotech."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gouvernail.rules.periods import DAY, Period, PeriodKind, Term, part_in, period_at

# A sliding year has no name of its own: reviews never speak of one.
YEARS = (PeriodKind.CALENDAR, PeriodKind.CONVENTION, PeriodKind.SCHOOL)


@dataclass(frozen=True, slots=True)
class ProposedCycle:
    """A cycle that could be opened. `year` ranks the years of a convention, from 1; else 0.

    `kind` is None when the cycle goes up to a sitting.
    """

    kind: PeriodKind | None
    period: Period
    year: int = 0


def proposed_years(term: Term, today: date) -> tuple[ProposedCycle, ...]:
    """Return, for each way of counting, the year that runs and the one before.

    A school year or a calendar year is cut to what the convention lives of it; one that it does
    not live at all is not proposed.

    Unit: proposals, the year that runs first for each way of counting.
    Errors: none.
    Source: CHOICE 0057; PILOTAGE, § 2.3.6: the report is yearly.
    """
    found = []
    for kind in YEARS:
        now = period_at(kind, term, today)
        for whole in (now, period_at(kind, term, now.start - DAY)):
            lived = part_in(whole, term)
            if lived is not None:
                found.append(ProposedCycle(kind, lived, _rank(kind, term, whole)))
    return tuple(found)


def proposed_towards(on: date, earlier: Sequence[date], term: Term) -> ProposedCycle:
    """Return the cycle that goes up to a sitting, from the day after the one before it.

    Without a sitting before, it begins with the convention, or a year earlier.

    Unit: one proposal.
    Errors: none.
    Source: CHOICE 0057; PILOTAGE, § 2.2.3.
    """
    before = max((day for day in earlier if day < on), default=None)
    start = before + DAY if before else term.starts_on
    if start is None or start > on:
        start = period_at(PeriodKind.SLIDING, term, on).start
    return ProposedCycle(None, Period(start, on))


def day_of_the_year_told(spoken: Period, *, goes_up_to_sitting: bool) -> date:
    """Return the day whose year a cycle belongs to.

    A cycle that is a year belongs to the one that it ends in. One that goes up to a sitting of
    January speaks of the months before: it belongs to the year that holds the middle of its days.

    Unit: a day of the cycle.
    Errors: none.
    Source: CHOICE 0057; PILOTAGE, § 2.3.6: the report is yearly.
    """
    if not goes_up_to_sitting:
        return spoken.end
    return spoken.start + (spoken.end - spoken.start) // 2


def _rank(kind: PeriodKind, term: Term, whole: Period) -> int:
    if kind is not PeriodKind.CONVENTION or term.starts_on is None:
        return 0
    return whole.start.year - term.starts_on.year + 1
