"""When a declaration is in time, near, or late; the days proposed by default."""

from datetime import date

import pytest

from gouvernail.rules.cadence import Standing
from gouvernail.rules.declarations import (
    Due,
    assess_declaration,
    assess_declarations,
    proposed_windows,
)

CLOSES = date(2027, 3, 31)


@pytest.mark.parametrize(
    ("declared", "today", "standing"),
    [
        pytest.param(CLOSES, date(2027, 4, 2), Standing.HELD, id="on the last day"),
        pytest.param(date(2027, 4, 1), date(2027, 4, 2), Standing.MISSED, id="a day late"),
        pytest.param(None, date(2027, 2, 28), Standing.ON_COURSE, id="31 days left"),
        pytest.param(None, date(2027, 3, 1), Standing.AT_RISK, id="30 days left"),
        pytest.param(None, CLOSES, Standing.AT_RISK, id="the last day is not over"),
        pytest.param(None, date(2027, 4, 1), Standing.MISSED, id="over"),
    ],
)
def test_one_declaration(declared, today, standing):
    assert assess_declaration(Due(CLOSES, 30, declared), today) is standing


@pytest.mark.parametrize(
    ("declared", "standing"),
    [
        pytest.param([], Standing.NOT_APPLICABLE, id="nothing is due"),
        pytest.param([CLOSES, CLOSES], Standing.HELD, id="every employer"),
        pytest.param([CLOSES, None], Standing.AT_RISK, id="one employer of two"),
        pytest.param([date(2027, 4, 2), None], Standing.MISSED, id="one was late"),
    ],
)
def test_those_of_a_year_stand_as_the_most_worrying(declared, standing):
    dues = [Due(CLOSES, 30, day) for day in declared]
    assert assess_declarations(dues, date(2027, 3, 15)) is standing


def test_the_days_proposed_follow_one_another_and_the_actual_comes_the_year_after():
    windows = proposed_windows(2026)
    assert [window.closes_on for window in windows] == [
        date(2026, 2, 13), date(2026, 7, 10), date(2026, 10, 12), CLOSES,
    ]  # fmt: skip
