"""The life of a decision: its states, the steps between them, and when it is late."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DecisionState(StrEnum):
    """Where a decision stands."""

    PROPOSED = "proposed"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


_CLOSED = frozenset({DecisionState.REJECTED, DecisionState.DONE, DecisionState.DROPPED})
OPEN = frozenset(DecisionState) - _CLOSED
# What was adopted is to be carried out: these are followed from sitting to sitting.
TO_CARRY_OUT = frozenset({DecisionState.ADOPTED, DecisionState.RUNNING})

# What nobody decided, or decided not to do: every other decision was taken.
NOT_TAKEN = frozenset({DecisionState.PROPOSED, DecisionState.REJECTED})

STEPS: dict[DecisionState, frozenset[DecisionState]] = {
    DecisionState.PROPOSED: frozenset(
        {DecisionState.ADOPTED, DecisionState.REJECTED, DecisionState.DROPPED}
    ),
    DecisionState.ADOPTED: frozenset(
        {DecisionState.RUNNING, DecisionState.DONE, DecisionState.DROPPED}
    ),
    DecisionState.RUNNING: frozenset({DecisionState.DONE, DecisionState.DROPPED}),
    DecisionState.REJECTED: frozenset({DecisionState.PROPOSED}),
    DecisionState.DONE: frozenset({DecisionState.RUNNING}),
    DecisionState.DROPPED: frozenset({DecisionState.RUNNING}),
}
_WANT_A_REASON = frozenset({DecisionState.REJECTED, DecisionState.DROPPED})


class DecisionObstacle(StrEnum):
    """Why a step cannot be taken yet."""

    NOT_A_STEP = "not_a_step"
    NO_REASON = "no_reason"
    NOT_HELD = "not_held"
    NO_PROOF = "no_proof"


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What the steps of a decision are judged from.

    `is_held` is about its sitting; a decision taken outside any sitting counts as held.
    """

    state: DecisionState
    is_held: bool = True
    has_proof: bool = False
    reason: str = ""


def decision_obstacles(facts: DecisionFacts, to: DecisionState) -> tuple[DecisionObstacle, ...]:
    """Return what stands in the way of a step; nothing when it may be taken.

    Going back on what was closed wants a reason, and so does giving up; what is said done shows
    its proof.

    Unit: obstacles, in the order in which they are told.
    Errors: none.
    Source: CHOICE 0042, the life of a decision.
    """
    if to not in STEPS[facts.state]:
        return (DecisionObstacle.NOT_A_STEP,)
    is_settled = to in {DecisionState.ADOPTED, DecisionState.REJECTED}
    wants_reason = to in _WANT_A_REASON or facts.state in _CLOSED
    stands = {
        DecisionObstacle.NOT_HELD: is_settled and not facts.is_held,
        DecisionObstacle.NO_REASON: wants_reason and not facts.reason,
        DecisionObstacle.NO_PROOF: to is DecisionState.DONE and not facts.has_proof,
    }
    return tuple(obstacle for obstacle, is_there in stands.items() if is_there)


def days_late(state: DecisionState, due_on: date | None, today: date) -> int:
    """Return for how many days a decision has been late; nothing for what is not to carry out.

    Unit: days, 0 when it is not late.
    Errors: none.
    Source: PILOTAGE § 3.1.1, following the decisions of the Copil.
    """
    if state not in TO_CARRY_OUT or due_on is None:
        return 0
    return max(0, (today - due_on).days)


def wants_review(state: DecisionState, review_on: date | None, today: date) -> bool:
    """Tell whether the day to look at a decision again has come.

    Unit: yes or no.
    Errors: none.
    Source: PILOTAGE § 3.1.1, following the decisions of the Copil.
    """
    return state in TO_CARRY_OUT and review_on is not None and review_on <= today
