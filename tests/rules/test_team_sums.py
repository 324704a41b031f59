"""The sums of a team tell the time of nobody, however they are subtracted."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouvernail.rules.team_sums import (
    TOGETHER,
    Noted,
    grouped_together,
    hides_people,
    told_sums,
)

AWA, LUC, INES, NOE = 1, 2, 3, 4
EARLY, YOUNG = 11, 12
MARCH, APRIL, MAY = 3, 4, 5
FEWEST = 3


@pytest.mark.parametrize(("people", "hides"), [(0, False), (1, True), (2, True), (3, False)])
def test_a_sum_of_two_would_tell_the_time_of_one(people, hides):
    assert hides_people(people, 3) is hides


@pytest.mark.parametrize(
    ("people", "grouped"),
    [
        pytest.param({"a": "xyz", "b": "wxyz"}, "", id="enough of them on every line"),
        pytest.param({"a": "x", "b": "xyz", "c": "wxyz"}, "ab", id="one line alone takes another"),
        pytest.param({"a": "x", "b": "y", "c": "z", "d": "xyz"}, "abc", id="three lines of one"),
        pytest.param({"a": "x", "b": "y", "c": "xy"}, "abc", id="too few in all"),
        pytest.param({}, "", id="nobody"),
    ],
)
def test_small_lines_are_told_as_one(people, grouped):
    said = {key: frozenset(who) for key, who in people.items()}
    assert grouped_together(said, 3) == set(grouped)


def each(people, line, month, minutes=30):
    return [Noted(person, line, month, minutes) for person in people]


def test_a_year_of_two_tells_nothing():
    told = told_sums(each((AWA, LUC), EARLY, MARCH), FEWEST)
    assert (told.lines, told.year, told.months) == ({}, {}, {})


def test_a_month_that_three_noted_is_told_by_line():
    rows = each((AWA, LUC, INES), EARLY, MARCH) + each((AWA, LUC, INES), EARLY, APRIL, 60)
    told = told_sums(rows, FEWEST)
    assert told.year == {EARLY: 270}
    assert told.months == {MARCH: {EARLY: 90}, APRIL: {EARLY: 180}}


def test_a_month_of_one_takes_another_with_it_into_the_year():
    everybody = (AWA, LUC, INES)
    rows = each(everybody, EARLY, MARCH) + each(everybody, EARLY, APRIL) + each((LUC,), EARLY, MAY)
    told = told_sums(rows, FEWEST)
    # The year less March and April would give the time of Luc in May.
    assert told.year == {EARLY: 210}
    assert len(told.months) == 1
    assert MAY not in told.months


def test_months_of_too_few_are_told_by_the_year_when_they_are_enough_together():
    rows = each((AWA, LUC, INES), EARLY, MARCH) + each((AWA, LUC), EARLY, APRIL)
    told = told_sums(rows + each((INES,), EARLY, MAY), FEWEST)
    assert told.months == {MARCH: {EARLY: 90}}


def test_the_lines_that_too_few_noted_have_their_months_together():
    rows = each((AWA, LUC), EARLY, MARCH) + each((INES, NOE), None, MARCH)
    told = told_sums(rows, FEWEST)
    assert told.lines == {EARLY: TOGETHER, None: TOGETHER}
    assert told.months == {MARCH: {TOGETHER: 120}}


noted = st.builds(
    Noted,
    person=st.integers(1, 6),
    line=st.sampled_from([None, EARLY, YOUNG, 13]),
    month=st.integers(1, 12),
    minutes=st.integers(1, 600),
)


@given(st.lists(noted, max_size=60), st.integers(1, 4))
def test_every_part_that_is_told_was_made_by_enough_persons(rows, fewest):
    told = told_sums(rows, fewest)
    if not told.year:
        assert len({row.person for row in rows}) < fewest
        return
    assert sum(told.year.values()) == sum(row.minutes for row in rows)
    parts, people = defaultdict(int), defaultdict(set)
    for row in rows:
        line = told.lines[row.line]
        month = row.month if line in told.months.get(row.month, {}) else None
        parts[line, month] += row.minutes
        people[line, month].add(row.person)
    assert all(len(who) >= fewest for who in people.values())
    assert {key: minutes for key, minutes in parts.items() if key[1]} == {
        (line, month): minutes
        for month, found in told.months.items()
        for line, minutes in found.items()
    }
