"""Days proposed for a sitting."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouvernail.rules.free_days import proposed_days

MONDAY = date(2026, 6, 1)


def is_open(_day):
    return False


def days(*numbers):
    return [MONDAY + timedelta(days=number) for number in numbers]


@pytest.mark.parametrize(
    ("latest", "taken", "found"),
    [
        pytest.param(27, (), days(22, 23, 24), id="midweek, three weeks ahead"),
        pytest.param(27, days(23), days(21, 24, 25), id="a day taken: the whole week opens"),
        pytest.param(48, (), days(24, 36, 44), id="spread over the weeks"),
        pytest.param(10, (), days(2, 8, 10), id="sooner when there is no time"),
        pytest.param(1, (), days(1), id="one day left"),
        pytest.param(0, (), [], id="today is too late"),
        pytest.param(-5, (), [], id="the latest day is gone"),
    ],
)
def test_days_are_proposed(latest, taken, found):
    assert proposed_days(*days(latest), MONDAY, is_open, taken) == found


def test_closed_days_are_left_out():
    closed = set(days(22, 23, 24))
    assert proposed_days(*days(27), MONDAY, closed.__contains__, (), count=2) == days(21, 25)


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(-10, 200),
    st.sets(st.integers(0, 200)),
    st.integers(1, 6),
)
def test_proposed_days_are_free_and_in_order(today, length, closed, count):
    latest = today + timedelta(days=length)
    shut = {today + timedelta(days=number) for number in closed}
    found = proposed_days(latest, today, shut.__contains__, (), count)
    assert found == sorted(set(found))
    assert len(found) <= count
    assert all(today < day <= latest and day.weekday() < 5 and day not in shut for day in found)
