"""The circuit by which the plan changes: proposed, examined, decided, applied."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class BodyPart(StrEnum):
    """What a body does in the circuit of adjustments (annexe 4, § 2.1.1 et 2.2.1)."""

    PROPOSES = "proposes"
    EXAMINES = "examines"
    DECIDES = "decides"


class AdjustmentKind(StrEnum):
    """What an adjustment does to the plan."""

    ADD = "add"
    REWORD = "reword"
    RESCHEDULE = "reschedule"
    REDIRECT = "redirect"
    SUSPEND = "suspend"
    DROP = "drop"
    NEW_LEAD = "new_lead"
    NEW_MEANS = "new_means"


class AdjustmentState(StrEnum):
    """How far an adjustment has gone in its circuit."""

    PROPOSED = "proposed"
    EXAMINED = "examined"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    APPLIED = "applied"
    WITHDRAWN = "withdrawn"


class Opinion(StrEnum):
    """What the examining body thinks of an adjustment."""

    FAVOURABLE = "favourable"
    WITH_CHANGES = "with_changes"
    UNFAVOURABLE = "unfavourable"


class CircuitObstacle(StrEnum):
    """Why a step of the circuit cannot be taken yet."""

    NOT_A_STEP = "not_a_step"
    NOT_EXAMINED = "not_examined"
    WRONG_BODY = "wrong_body"
    NOT_HELD = "not_held"
    TOO_EARLY = "too_early"
    NO_REASON = "no_reason"


STEPS: dict[AdjustmentState, frozenset[AdjustmentState]] = {
    AdjustmentState.PROPOSED: frozenset(
        {
            AdjustmentState.EXAMINED,
            AdjustmentState.ADOPTED,
            AdjustmentState.REJECTED,
            AdjustmentState.WITHDRAWN,
        }
    ),
    AdjustmentState.EXAMINED: frozenset(
        {
            AdjustmentState.EXAMINED,
            AdjustmentState.ADOPTED,
            AdjustmentState.REJECTED,
            AdjustmentState.WITHDRAWN,
        }
    ),
    AdjustmentState.ADOPTED: frozenset({AdjustmentState.APPLIED}),
    AdjustmentState.REJECTED: frozenset(),
    AdjustmentState.APPLIED: frozenset(),
    AdjustmentState.WITHDRAWN: frozenset(),
}
# Until the Copil has spoken, what is proposed may still be written better.
REVISABLE = frozenset({AdjustmentState.PROPOSED, AdjustmentState.EXAMINED})
WAITING = REVISABLE | {AdjustmentState.ADOPTED}
_DECIDED = frozenset({AdjustmentState.ADOPTED, AdjustmentState.REJECTED})


@dataclass(frozen=True, slots=True)
class CircuitStep:
    """A step that somebody wants to take: in which sitting, with which opinion, why.

    `part` is that of the body that sat, None when it has none or when the step needs no sitting.
    """

    to: AdjustmentState
    part: BodyPart | None = None
    is_held: bool = False
    on: date | None = None
    opinion: Opinion | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Circuit:
    """Where an adjustment stands. `since` is the day of the last step.

    `has_examiner` tells whether the territory has a body that examines: some have one committee.
    """

    state: AdjustmentState
    since: date
    has_examiner: bool = True


def circuit_obstacles(circuit: Circuit, step: CircuitStep) -> tuple[CircuitObstacle, ...]:
    """Return what stands in the way of a step of the circuit; nothing when it may be taken.

    The examining body gives its opinion in a sitting that was held, then the deciding body
    decides in one of its own, not before. Without an examining body the second is enough.

    Unit: obstacles, in the order in which they are told.
    Errors: none.
    Source: PILOTAGE § 2.1.1 and § 2.2.1, the Cotech proposes the adjustments, the Copil validates.
    """
    if step.to not in STEPS[circuit.state]:
        return (CircuitObstacle.NOT_A_STEP,)
    return tuple(obstacle for obstacle, is_there in _stands(circuit, step).items() if is_there)


def _stands(circuit: Circuit, step: CircuitStep) -> dict[CircuitObstacle, bool]:
    if step.to is AdjustmentState.APPLIED:
        return {}
    if step.to is AdjustmentState.WITHDRAWN:
        return {CircuitObstacle.NO_REASON: not step.reason}
    skipped = circuit.has_examiner and circuit.state is AdjustmentState.PROPOSED
    if step.to in _DECIDED and skipped:
        return {CircuitObstacle.NOT_EXAMINED: True}
    wanted = BodyPart.EXAMINES if step.to is AdjustmentState.EXAMINED else BodyPart.DECIDES
    return {
        CircuitObstacle.WRONG_BODY: step.part is not wanted,
        CircuitObstacle.NOT_HELD: not step.is_held,
        CircuitObstacle.TOO_EARLY: step.on is not None and step.on < circuit.since,
        CircuitObstacle.NO_REASON: _wants_reason(step) and not step.reason,
    }


def _wants_reason(step: CircuitStep) -> bool:
    if step.to is AdjustmentState.EXAMINED:
        return step.opinion is not Opinion.FAVOURABLE
    return step.to is AdjustmentState.REJECTED


# What the signed sheets promise; state, progress, news and remarks are the daily life of the plan.
_PROMISED = frozenset(
    {
        "node",
        "title",
        "objective",
        "description",
        "context",
        "expected_results",
        "publics",
        "communes",
        "deadline",
        "leads",
        "partners",
        "budget",
        "means",
        "indicators",
        "targets",
    }
)
_ALWAYS = frozenset({"action.created", "action.archived", "action.moved", "action.imported"})


def is_contractual(verb: str, changed: Iterable[str]) -> bool:
    """Tell whether a change of the plan touches what was signed, and so asks for the circuit.

    `changed` are the keys of the fields that changed.

    Unit: yes or no.
    Errors: none.
    Source: CHOICE 0045, what the circuit of adjustments covers.
    """
    return verb in _ALWAYS or not _PROMISED.isdisjoint(changed)
