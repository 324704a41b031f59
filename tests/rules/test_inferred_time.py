"""Guessing somebody's time: what counts, what is typed already, how it is shared."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from gouvernail.rules.inferred_time import (
    MadeChange,
    SatSitting,
    ShareGap,
    Trace,
    TypedTime,
    Yardstick,
    guessed_time,
    kept_since,
    percents_of,
    share_gaps,
    sitting_minutes,
    split_minutes,
)

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
EARLY, LATE = 1, 2  # two lines of the declaration
COTECH = SatSitting(7, MONDAY, 120, (EARLY, LATE))
COPIL = SatSitting(8, TUESDAY, 90)


def change(action, hour=10, day=MONDAY, minute=0, themes=(EARLY,)):
    return MadeChange(
        action, datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC), day, themes
    )


@pytest.mark.parametrize(
    ("duration", "preparation", "minutes"),
    [
        pytest.param(120, "1", 240, id="as long to prepare as to hold"),
        pytest.param(120, "0", 120, id="nothing to prepare"),
        pytest.param(90, "0.5", 135, id="half as long"),
        pytest.param(45, "0.7", 77, id="halves go upwards: 76.5"),
        pytest.param(0, "1", 0, id="a sitting without a length"),
    ],
)
def test_a_sitting_takes_its_length_and_its_preparation(duration, preparation, minutes):
    assert sitting_minutes(duration, Decimal(preparation)) == minutes


@pytest.mark.parametrize(
    ("minutes", "themes", "parts"),
    [
        pytest.param(60, (), [(None, 60)], id="without a theme, all for none"),
        pytest.param(60, (EARLY,), [(EARLY, 60)], id="one theme"),
        pytest.param(100, (EARLY, LATE, 3), [(EARLY, 34), (LATE, 33), (3, 33)], id="left over"),
        pytest.param(1, (EARLY, LATE), [(EARLY, 1), (LATE, 0)], id="one minute is not cut"),
    ],
)
def test_minutes_are_shared_and_none_is_lost(minutes, themes, parts):
    assert split_minutes(minutes, themes) == parts
    assert sum(part for _, part in parts) == minutes


@pytest.mark.parametrize(
    ("sittings", "changes", "typed", "total"),
    [
        pytest.param([COTECH], [], [], 240, id="a sitting and its preparation"),
        pytest.param([COTECH, COTECH], [], [], 240, id="attended and organised: counted once"),
        pytest.param([COTECH, COPIL], [], [], 420, id="two sittings"),
        pytest.param([COTECH], [], [TypedTime(MONDAY, sitting=7)], 0, id="typed already"),
        pytest.param([COTECH], [], [TypedTime(TUESDAY, sitting=7)], 0, id="typed on another day"),
        pytest.param([COTECH], [], [TypedTime(MONDAY, sitting=8)], 240, id="another one typed"),
        pytest.param([COTECH], [], [TypedTime(MONDAY)], 240, id="typed about nothing"),
        pytest.param([], [change(1)], [], 10, id="one change"),
        pytest.param([], [change(1), change(1, 11)], [], 10, id="saved twice that day"),
        pytest.param([], [change(1), change(1, day=TUESDAY)], [], 20, id="on two days"),
        pytest.param([], [change(1), change(2, 11)], [], 20, id="two actions one by one"),
        pytest.param([], [change(1), change(2), change(3)], [], 10, id="many in one gesture"),
        pytest.param([], [change(1)], [TypedTime(MONDAY, action=1)], 0, id="action typed that day"),
        pytest.param([], [change(1)], [TypedTime(TUESDAY, action=1)], 10, id="typed another day"),
        pytest.param(
            [], [change(1), change(2)], [TypedTime(MONDAY, action=1)], 10, id="part of a gesture"
        ),
        pytest.param([], [], [], 0, id="nothing done, nothing guessed"),
    ],
)
def test_nothing_is_counted_twice(sittings, changes, typed, total):
    assert sum(row.minutes for row in guessed_time(sittings, changes, typed, Yardstick())) == total


def test_a_gesture_on_many_actions_is_shared_by_their_themes():
    changes = [change(1, themes=(EARLY,)), change(2, themes=(LATE,)), change(3, themes=(LATE,))]
    rows = guessed_time([], changes, [], Yardstick(minutes_per_change=20))
    assert [(row.theme, row.minutes) for row in rows] == [(EARLY, 10), (LATE, 10)]


def test_a_guess_tells_what_it_comes_from_in_the_order_of_the_days():
    rows = guessed_time([COPIL], [change(1)], [], Yardstick(Decimal(0), 15))
    told = [(row.trace, row.key, row.day, row.minutes, row.theme) for row in rows]
    assert told == [
        (Trace.CHANGE, 1, MONDAY, 15, EARLY),
        (Trace.SITTING, 8, TUESDAY, 90, None),
    ]


def test_a_yardstick_of_nothing_guesses_nothing_of_the_changes():
    assert guessed_time([], [change(1)], [], Yardstick(minutes_per_change=0)) == []


def test_percents_are_of_the_whole_time():
    assert percents_of({EARLY: 60, LATE: 120, None: 0}) == {
        EARLY: Decimal("33.33"),
        LATE: Decimal("66.67"),
    }
    assert percents_of({EARLY: 0}) == {}


@pytest.mark.parametrize(
    ("declared", "minutes", "gaps"),
    [
        pytest.param({EARLY: 70, LATE: 30}, {EARLY: 70, LATE: 30}, [], id="the same"),
        pytest.param({EARLY: 70, LATE: 30}, {EARLY: 65, LATE: 35}, [], id="near enough"),
        pytest.param(
            {EARLY: 70, LATE: 30},
            {EARLY: 50, LATE: 50},
            [(EARLY, "70", "50.00"), (LATE, "30", "50.00")],
            id="far from it",
        ),
        pytest.param({EARLY: 100}, {EARLY: 60, None: 600}, [], id="what has no theme is left out"),
        pytest.param(
            {EARLY: 100}, {LATE: 60}, [(EARLY, "100", "0"), (LATE, "0", "100.00")], id="elsewhere"
        ),
        pytest.param({}, {EARLY: 60}, [], id="nothing declared"),
        pytest.param({EARLY: 100}, {}, [], id="nothing noted"),
    ],
)
def test_the_declared_split_is_compared_with_the_time(declared, minutes, gaps):
    shares = {theme: Decimal(percent) for theme, percent in declared.items()}
    wanted = [ShareGap(theme, Decimal(said), Decimal(noted)) for theme, said, noted in gaps]
    assert share_gaps(shares, minutes, Decimal(10)) == wanted


@pytest.mark.parametrize(
    ("today", "months", "first"),
    [
        pytest.param(date(2026, 11, 26), 24, date(2024, 11, 1), id="two years"),
        pytest.param(date(2026, 11, 1), 24, date(2024, 11, 1), id="on the first day"),
        pytest.param(date(2026, 10, 31), 24, date(2024, 10, 1), id="the day before"),
        pytest.param(date(2026, 1, 15), 1, date(2025, 12, 1), id="over the new year"),
        pytest.param(date(2026, 1, 15), 0, date(2025, 12, 1), id="never less than a month"),
    ],
)
def test_whole_months_are_kept(today, months, first):
    assert kept_since(today, months) == first
