"""Whether each sitting of a body was prepared by a sitting of another: no Copil without Cotech."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gouvernail.rules.cadence import Sittings, Standing
from gouvernail.rules.periods import Period


@dataclass(frozen=True, slots=True)
class Precedence:
    """A sitting, and the one that prepared it; `by` is None when none did."""

    on: date
    by: date | None


def preceded(
    sittings: Sequence[date], before: Sequence[date], whole: Period
) -> tuple[Precedence, ...]:
    """Return, for each sitting of a period, the latest one before it that prepared it.

    It stands on the same day or earlier, after the previous sitting, or in the same period for
    the first one. Two sittings on one day are prepared by the same.

    Unit: one line for each sitting of the period, in order.
    Errors: none.
    Source: PILOTAGE, § 2.2.3: "Valider les éléments : résultats, facteurs de réussite, difficultés
        et perspectives à présenter au comité de pilotage."; CHOICE 0038.
    """
    found = []
    days = sorted(day for day in sittings if day in whole)
    for day in days:
        previous = max((other for other in days if other < day), default=None)
        useful = (
            other
            for other in before
            if whole.start <= other <= day and (previous is None or other > previous)
        )
        found.append(Precedence(day, max(useful, default=None)))
    return tuple(found)


def assess_precedence(
    sittings: Sittings, before: Sittings, whole: Period, today: date
) -> tuple[Standing, tuple[Precedence, ...]]:
    """Return where the preparation of a period's sittings stands, and each of them.

    Missed: one was held without. At risk: one is planned without. On course: those planned have
    theirs, held or planned. Held: all were held with theirs. A sitting held is never prepared by
    one that is only planned.

    Unit: a standing, not applicable when no sitting is held or planned; one line for each sitting.
    Errors: none.
    Source: PILOTAGE, § 2.2.3; CHOICE 0038.
    """
    kept, useful = sittings.within(whole, today), before.within(whole, today)
    done = preceded(kept.held, useful.held, whole)
    both = preceded(kept.held + kept.planned, useful.held + useful.planned, whole)
    ahead = both[len(done) :]
    return _standing(done, ahead), done + ahead


def _standing(done: Sequence[Precedence], ahead: Sequence[Precedence]) -> Standing:
    if any(sitting.by is None for sitting in done):
        return Standing.MISSED
    if any(sitting.by is None for sitting in ahead):
        return Standing.AT_RISK
    if ahead:
        return Standing.ON_COURSE
    return Standing.HELD if done else Standing.NOT_APPLICABLE
