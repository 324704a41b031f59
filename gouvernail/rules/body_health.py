"""How a body fares, and the one thing to do about it."""

from dataclasses import dataclass
from enum import StrEnum

from gouvernail.rules.cadence import Standing

# Below half of those awaited, a body decides without the people it was made for.
ENOUGH = 0.5


class Advice(StrEnum):
    """What to do first for a body."""

    FILL_SEATS = "fill_seats"
    DATE_A_SITTING = "date_a_sitting"
    WRITE_MINUTES = "write_minutes"
    FOLLOW_DECISIONS = "follow_decisions"
    WAKE_ACTIONS = "wake_actions"
    CALL_MEMBERS = "call_members"
    FILL_VACANT = "fill_vacant"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class HealthFacts:
    """What a body is judged from.

    `attendance` is the share of those awaited who came to the last sittings, None when nothing was
    noted; `standing` that of its rhythm, None when the convention sets none.
    """

    seats: int = 0
    vacant: int = 0
    standing: Standing | None = None
    has_sitting_to_come: bool = False
    without_minutes: int = 0
    late_decisions: int = 0
    sleeping_actions: int = 0
    attendance: float | None = None


def advise(facts: HealthFacts) -> Advice:
    """Return the one thing to do first: what binds before what helps.

    Unit: an advice.
    Errors: none.
    Source: CHOICE 0044, the health of a body.
    """
    is_behind = facts.standing in {Standing.AT_RISK, Standing.MISSED}
    found = {
        Advice.FILL_SEATS: facts.vacant >= facts.seats,
        Advice.DATE_A_SITTING: is_behind and not facts.has_sitting_to_come,
        Advice.WRITE_MINUTES: facts.without_minutes > 0,
        Advice.FOLLOW_DECISIONS: facts.late_decisions > 0,
        Advice.WAKE_ACTIONS: facts.sleeping_actions > 0,
        Advice.CALL_MEMBERS: facts.attendance is not None and facts.attendance < ENOUGH,
        Advice.FILL_VACANT: facts.vacant > 0,
    }
    return next((advice for advice, stands in found.items() if stands), Advice.NOTHING)
