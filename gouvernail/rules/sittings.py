"""The life of a sitting: its states, the steps between them, and what each step wants."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SittingState(StrEnum):
    """Where a sitting stands."""

    PREPARING = "preparing"
    CONVENED = "convened"
    HELD = "held"
    APPROVED = "approved"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


COUNTS = frozenset({SittingState.HELD, SittingState.APPROVED})
PLANNED = frozenset({SittingState.PREPARING, SittingState.CONVENED})

_GIVEN_UP = frozenset({SittingState.CANCELLED, SittingState.POSTPONED})
STEPS: dict[SittingState, frozenset[SittingState]] = {
    SittingState.PREPARING: frozenset({SittingState.CONVENED, SittingState.HELD}) | _GIVEN_UP,
    SittingState.CONVENED: frozenset({SittingState.PREPARING, SittingState.HELD}) | _GIVEN_UP,
    SittingState.HELD: frozenset({SittingState.APPROVED, SittingState.CONVENED}),
    SittingState.APPROVED: frozenset(),
    SittingState.CANCELLED: frozenset({SittingState.PREPARING}),
    SittingState.POSTPONED: frozenset(),
}
_MAIN: dict[SittingState, SittingState] = {
    SittingState.PREPARING: SittingState.CONVENED,
    SittingState.CONVENED: SittingState.HELD,
    SittingState.HELD: SittingState.APPROVED,
    SittingState.CANCELLED: SittingState.PREPARING,
}


class Obstacle(StrEnum):
    """Why a step cannot be taken yet."""

    NOT_A_STEP = "not_a_step"
    NO_REASON = "no_reason"
    NO_PLACE = "no_place"
    EMPTY_AGENDA = "empty_agenda"
    IN_THE_PAST = "in_the_past"
    IN_THE_FUTURE = "in_the_future"
    NO_ATTENDANCE = "no_attendance"
    NO_MINUTES = "no_minutes"
    OPEN_REMARKS = "open_remarks"


@dataclass(frozen=True, slots=True)
class SittingFacts:
    """What the steps of a sitting are judged from."""

    state: SittingState
    starts_on: date
    has_place: bool = False
    agenda_items: int = 0
    attendances: int = 0
    has_minutes: bool = False
    open_remarks: int = 0
    reason: str = ""


def obstacles(facts: SittingFacts, to: SittingState, today: date) -> tuple[Obstacle, ...]:
    """Return what stands in the way of a step; nothing when it may be taken.

    Unit: obstacles, in the order in which they are told.
    Errors: none.
    Source: CHOICE 0039, the life of a sitting.
    """
    if to not in STEPS[facts.state]:
        return (Obstacle.NOT_A_STEP,)
    found: dict[Obstacle, bool] = {}
    if to in _GIVEN_UP:
        found = {Obstacle.NO_REASON: not facts.reason}
    elif to is SittingState.CONVENED and facts.state is SittingState.PREPARING:
        found = {
            Obstacle.IN_THE_PAST: facts.starts_on < today,
            Obstacle.NO_PLACE: not facts.has_place,
            Obstacle.EMPTY_AGENDA: not facts.agenda_items,
        }
    elif to is SittingState.HELD:
        found = {Obstacle.IN_THE_FUTURE: facts.starts_on > today}
    elif to is SittingState.APPROVED:
        found = {
            Obstacle.NO_ATTENDANCE: not facts.attendances,
            Obstacle.NO_MINUTES: not facts.has_minutes,
            Obstacle.OPEN_REMARKS: facts.open_remarks > 0,
        }
    return tuple(obstacle for obstacle, stands in found.items() if stands)


def is_live(state: SittingState, starts_on: date, today: date) -> bool:
    """Tell whether what is said in a sitting may be written: from its day until it is approved.

    Unit: yes or no.
    Errors: none.
    Source: CHOICE 0048, minutes that several people write.
    """
    return starts_on <= today and (state in PLANNED or state is SittingState.HELD)


def takes_sign_ins(state: SittingState, starts_on: date, today: date) -> bool:
    """Tell whether people may sign in to a sitting by themselves: on its day only.

    Unit: yes or no.
    Errors: none.
    Source: CHOICE 0049, signing in by oneself.
    """
    return starts_on == today and is_live(state, starts_on, today)


def next_step(state: SittingState) -> SittingState | None:
    """Return the step that a sitting usually takes next, or None at its end.

    Unit: a state.
    Errors: none.
    Source: CHOICE 0039, the life of a sitting.
    """
    return _MAIN.get(state)
