"""The one thing to do for a body, case by case."""

from dataclasses import replace

import pytest

from gouvernail.rules.body_health import Advice, HealthFacts, advise
from gouvernail.rules.cadence import Standing

WELL = HealthFacts(seats=4, standing=Standing.HELD, has_sitting_to_come=True, attendance=0.9)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, Advice.NOTHING),
        ({"seats": 0}, Advice.FILL_SEATS),
        ({"vacant": 4}, Advice.FILL_SEATS),
        ({"vacant": 1}, Advice.FILL_VACANT),
        ({"standing": Standing.AT_RISK}, Advice.NOTHING),
        ({"standing": Standing.AT_RISK, "has_sitting_to_come": False}, Advice.DATE_A_SITTING),
        ({"standing": Standing.MISSED, "has_sitting_to_come": False}, Advice.DATE_A_SITTING),
        ({"standing": None, "has_sitting_to_come": False}, Advice.NOTHING),
        ({"without_minutes": 1, "late_decisions": 3}, Advice.WRITE_MINUTES),
        ({"late_decisions": 3, "sleeping_actions": 2}, Advice.FOLLOW_DECISIONS),
        ({"sleeping_actions": 2, "attendance": 0.1}, Advice.WAKE_ACTIONS),
        ({"attendance": 0.49, "vacant": 1}, Advice.CALL_MEMBERS),
        ({"attendance": 0.5}, Advice.NOTHING),
        ({"attendance": None}, Advice.NOTHING),
    ],
)
def test_what_binds_comes_before_what_helps(changed, expected):
    assert advise(replace(WELL, **changed)) is expected
