"""The life of a sitting."""

from datetime import date

import pytest

from gouvernail.rules.sittings import (
    STEPS,
    Obstacle,
    SittingFacts,
    SittingState,
    next_step,
    obstacles,
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
