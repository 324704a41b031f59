"""The life of a sitting."""

from datetime import date

import pytest

from gouvernail.rules.sittings import (
    STEPS,
    Obstacle,
    SittingFacts,
    SittingState,
    is_live,
    next_step,
    obstacles,
    takes_sign_ins,
)

TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 24)
READY = {"has_place": True, "agenda_items": 3}


def test_every_state_is_in_the_table_and_the_usual_step_is_allowed():
    assert set(STEPS) == set(SittingState)
    for state in SittingState:
        assert next_step(state) is None or next_step(state) in STEPS[state]


@pytest.mark.parametrize(
    ("state", "to", "on", "facts", "expected"),
    [
        ("preparing", "convened", TOMORROW, READY, ()),
        ("preparing", "convened", TODAY, READY, ()),
        ("preparing", "convened", YESTERDAY, READY, (Obstacle.IN_THE_PAST,)),
        ("preparing", "convened", TOMORROW, {}, (Obstacle.NO_PLACE, Obstacle.EMPTY_AGENDA)),
        ("convened", "held", TODAY, {}, ()),
        ("convened", "held", TOMORROW, {}, (Obstacle.IN_THE_FUTURE,)),
        ("preparing", "held", YESTERDAY, {}, ()),
        ("held", "convened", YESTERDAY, {}, ()),
        ("held", "approved", YESTERDAY, {}, (Obstacle.NO_ATTENDANCE, Obstacle.NO_MINUTES)),
        ("held", "approved", YESTERDAY, {"attendances": 4, "has_minutes": True}, ()),
        ("held", "cancelled", YESTERDAY, {"reason": "erreur"}, (Obstacle.NOT_A_STEP,)),
        ("convened", "cancelled", TOMORROW, {}, (Obstacle.NO_REASON,)),
        ("convened", "postponed", TOMORROW, {"reason": "élections"}, ()),
        ("approved", "held", YESTERDAY, {}, (Obstacle.NOT_A_STEP,)),
        ("cancelled", "preparing", TOMORROW, {}, ()),
    ],
)
def test_what_stands_in_the_way_of_a_step(state, to, on, facts, expected):
    known = SittingFacts(SittingState(state), on, **facts)
    assert obstacles(known, SittingState(to), TODAY) == expected


@pytest.mark.parametrize(
    ("state", "starts_on", "live", "signs"),
    [
        pytest.param(SittingState.CONVENED, TODAY, True, True, id="convened, today"),
        pytest.param(SittingState.PREPARING, TODAY, True, True, id="never convened, today"),
        pytest.param(SittingState.HELD, TODAY, True, True, id="closed, today"),
        pytest.param(SittingState.HELD, YESTERDAY, True, False, id="closed, minutes to finish"),
        pytest.param(SittingState.CONVENED, TOMORROW, False, False, id="tomorrow"),
        pytest.param(SittingState.APPROVED, TODAY, False, False, id="approved"),
        pytest.param(SittingState.CANCELLED, TODAY, False, False, id="cancelled"),
        pytest.param(SittingState.POSTPONED, TODAY, False, False, id="postponed"),
    ],
)
def test_a_sitting_is_written_from_its_day_on_and_signed_on_its_day(state, starts_on, live, signs):
    assert is_live(state, starts_on, TODAY) is live
    assert takes_sign_ins(state, starts_on, TODAY) is signs
