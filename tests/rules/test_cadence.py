"""Where the rhythms of the annex stand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouvernail.rules.cadence import (
    Expected,
    Rhythm,
    Sittings,
    Standing,
    assess,
    empty_stretches,
    expected_in,
)
from gouvernail.rules.periods import Period, PeriodKind, Term, part_in, period_at

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
COPIL = Rhythm(1)
COTECH = Rhythm(1, 2)
GROUP = Rhythm(1, per_months=1, is_average=True)
TWICE_A_MONTH = Rhythm(2, per_months=1)
EVERY_OTHER_MONTH = Rhythm(1, per_months=2)
SIGNED_IN_OCTOBER = Term(date(2025, 10, 15), date(2029, 12, 31))


def day(month, number=15):
    return date(2026, month, number)


def told(rhythm, held=(), planned=(), today=None, part=YEAR):
    today = today or day(6)
    return assess(rhythm, YEAR, part, Sittings(tuple(held), tuple(planned)), today)


@pytest.mark.parametrize(
    ("rhythm", "start", "end", "expected"),
    [
        pytest.param(COPIL, (1, 1), (12, 31), Expected(1), id="a Copil in a whole year"),
        pytest.param(COTECH, (1, 1), (12, 31), Expected(1, 2), id="one or two Cotech"),
        pytest.param(GROUP, (1, 1), (12, 31), Expected(12), id="each month"),
        pytest.param(TWICE_A_MONTH, (1, 1), (12, 31), Expected(24), id="bimensuelle: 24"),
        pytest.param(EVERY_OTHER_MONTH, (1, 1), (12, 31), Expected(6), id="bimestrielle: 6"),
        pytest.param(COPIL, (10, 15), (12, 31), Expected(0), id="no Copil in under half a year"),
        pytest.param(COPIL, (7, 3), (12, 31), Expected(0), id="a day under half: 182 of 365"),
        pytest.param(COPIL, (7, 2), (12, 31), Expected(1), id="just over half: 183 of 365"),
        pytest.param(COTECH, (10, 15), (12, 31), Expected(0, 1), id="none needed, one allowed"),
        pytest.param(GROUP, (10, 15), (12, 31), Expected(3), id="78 days: 2.56 months, so three"),
        pytest.param(Rhythm(2, 1), (1, 1), (12, 31), Expected(2, 2), id="a maximum slipped below"),
    ],
)
def test_a_part_of_a_year_asks_for_its_share(rhythm, start, end, expected):
    part = Period(date(2026, *start), date(2026, *end))
    assert expected_in(rhythm, YEAR, part) == expected


def test_exactly_half_a_leap_year_asks_for_the_yearly_sitting():
    leap = Period(date(2028, 1, 1), date(2028, 12, 31))
    half = Period(date(2028, 7, 2), date(2028, 12, 31))
    assert (half.days, leap.days) == (183, 366)
    assert expected_in(COPIL, leap, half) == Expected(1)


def test_a_year_the_convention_does_not_live_asks_for_nothing():
    assert expected_in(COTECH, YEAR, None) == Expected(0, 0)
    found = told(COPIL, held=[day(3)], part=None)
    assert (found.standing, found.held) == (Standing.NOT_APPLICABLE, ())


@pytest.mark.parametrize(
    ("held", "planned", "today", "standing", "missing", "latest"),
    [
        pytest.param([], [], day(6), Standing.ON_COURSE, 1, day(12, 31), id="time enough"),
        pytest.param([], [], day(10, 1), Standing.ON_COURSE, 1, day(12, 31), id="91 days left"),
        pytest.param([], [], day(10, 2), Standing.AT_RISK, 1, day(12, 31), id="90 days left"),
        pytest.param([], [], day(12, 31), Standing.AT_RISK, 1, day(12, 31), id="the last day"),
        pytest.param([], [day(12)], day(11), Standing.ON_COURSE, 0, None, id="planned"),
        pytest.param([], [day(11)], day(11), Standing.ON_COURSE, 0, None, id="planned today"),
        pytest.param(
            [], [day(11)], day(12), Standing.AT_RISK, 1, day(12, 31), id="planned, never held"
        ),
        pytest.param([day(12, 31)], [], day(12, 31), Standing.HELD, 0, None, id="held at last"),
        pytest.param([day(3)], [], day(6), Standing.HELD, 0, None, id="held"),
        pytest.param([day(3)], [], date(2027, 2, 1), Standing.HELD, 0, None, id="held, year over"),
        pytest.param([], [], date(2027, 1, 1), Standing.MISSED, 1, None, id="year over, none"),
        pytest.param(
            [date(2025, 12, 31)], [date(2027, 1, 4)], day(11), Standing.AT_RISK, 1, day(12, 31),
            id="those of other years do not count",
        ),
        pytest.param(
            [day(11)], [], day(6), Standing.ON_COURSE, 1, day(12, 31),
            id="said to be held in the future",
        ),
        pytest.param([], [], date(2025, 12, 31), Standing.NOT_APPLICABLE, 0, None, id="to come"),
    ],
)  # fmt: skip
def test_the_yearly_copil(held, planned, today, standing, missing, latest):
    found = told(COPIL, held, planned, today)
    assert (found.standing, found.missing, found.latest_date) == (standing, missing, latest)


def test_a_cancelled_copil_leaves_the_year_without_one():
    before = told(COPIL, planned=[day(12)], today=day(11))
    after = told(COPIL, planned=[], today=day(11))
    assert (before.standing, after.standing) == (Standing.ON_COURSE, Standing.AT_RISK)


@pytest.mark.parametrize(
    ("held", "is_over"),
    [
        pytest.param([day(3)], False, id="one"),
        pytest.param([day(3), day(9)], False, id="two"),
        pytest.param([day(3), day(5), day(9)], True, id="three where one or two are said"),
    ],
)
def test_more_cotech_than_said_are_told_and_not_blamed(held, is_over):
    found = told(COTECH, held, today=day(11))
    assert (found.standing, found.is_over) == (Standing.HELD, is_over)


def test_two_sittings_on_one_day_are_two():
    assert told(Rhythm(2), [day(3), day(3)]).standing is Standing.HELD


def test_several_missing_are_spread_back_from_the_end():
    assert told(Rhythm(2), today=day(1)).latest_date == date(2026, 7, 2)
    assert told(Rhythm(2), [day(2)], today=day(3)).latest_date == day(12, 31)
    late = told(Rhythm(2), today=day(9))
    assert (late.standing, late.latest_date) == (Standing.AT_RISK, day(9))


def test_a_convention_signed_in_october_owes_its_copil_from_the_next_year():
    whole = period_at(PeriodKind.CALENDAR, SIGNED_IN_OCTOBER, date(2025, 11, 1))
    part = part_in(whole, SIGNED_IN_OCTOBER)
    found = assess(COPIL, whole, part, Sittings(), date(2026, 1, 5))
    assert found.standing is Standing.NOT_APPLICABLE

    first = period_at(PeriodKind.CONVENTION, SIGNED_IN_OCTOBER, date(2025, 11, 1))
    found = assess(COPIL, first, part_in(first, SIGNED_IN_OCTOBER), Sittings(), date(2026, 1, 5))
    assert found.latest_date == date(2026, 10, 14)


def test_a_school_year_holds_the_sittings_of_two_civil_years():
    whole = period_at(PeriodKind.SCHOOL, SIGNED_IN_OCTOBER, day(1))
    sittings = Sittings((date(2025, 11, 3), day(3), day(9)))
    found = assess(Rhythm(2), whole, whole, sittings, date(2026, 10, 1))
    assert (found.standing, found.held) == (Standing.HELD, (date(2025, 11, 3), day(3)))


def test_a_sliding_year_is_at_risk_on_the_day_the_last_copil_leaves_it():
    sittings = Sittings((date(2025, 3, 10),))
    standings = []
    for today in (date(2026, 3, 9), date(2026, 3, 10)):
        whole = period_at(PeriodKind.SLIDING, SIGNED_IN_OCTOBER, today)
        standings.append(assess(COPIL, whole, whole, sittings, today).standing)
    assert standings == [Standing.HELD, Standing.AT_RISK]


@pytest.mark.parametrize(
    ("months", "planned", "today", "standing"),
    [
        pytest.param([], 0, day(1, 1), Standing.ON_COURSE, id="nothing is due on the first day"),
        pytest.param([], 0, day(1, 31), Standing.ON_COURSE, id="30 days gone: not yet one"),
        pytest.param([], 0, day(2, 1), Standing.AT_RISK, id="a month gone without one"),
        pytest.param([1, 1, 3, 4, 5], 0, day(6), Standing.ON_COURSE, id="a hole made up for"),
        pytest.param([1, 2, 3, 4], 0, day(6), Standing.AT_RISK, id="one behind"),
        pytest.param([1, 2, 3, 4], 8, day(6), Standing.ON_COURSE, id="behind, the rest planned"),
        pytest.param([1, 2, 3, 4], 7, day(6), Standing.AT_RISK, id="behind, one not planned"),
        pytest.param([*range(1, 12), 11], 0, day(12), Standing.HELD, id="twelve by November"),
        pytest.param(range(1, 12), 0, date(2027, 1, 1), Standing.MISSED, id="eleven, year over"),
    ],
)
def test_an_average_is_judged_on_what_was_due_so_far(months, planned, today, standing):
    held = [day(month, 10) for month in months]
    assert told(GROUP, held, [day(12)] * planned, today).standing is standing


@pytest.mark.parametrize(
    ("rhythm", "standing"),
    [
        pytest.param(TWICE_A_MONTH, Standing.AT_RISK, id="twice a month: six of 24"),
        pytest.param(EVERY_OTHER_MONTH, Standing.HELD, id="every other month: six of six"),
    ],
)
def test_bimensuelle_is_told_in_either_reading(rhythm, standing):
    held = [day(month) for month in range(1, 7)]
    assert told(rhythm, held, today=day(7)).standing is standing


def test_a_monthly_sitting_is_not_pressed_for_a_whole_quarter():
    monthly = Rhythm(1, per_months=1)
    held = [day(month) for month in range(1, 6)]
    assert told(monthly, held, today=day(6)).latest_date == date(2026, 7, 4)
    assert told(monthly, held, today=day(6, 3)).standing is Standing.ON_COURSE
    assert told(monthly, held, today=day(6, 4)).standing is Standing.AT_RISK


@pytest.mark.parametrize(
    ("rhythm", "part", "today", "starts"),
    [
        pytest.param(Rhythm(1, per_months=1), YEAR, day(6, 30), [2, 4, 5], id="months gone"),
        pytest.param(Rhythm(1, per_months=1), YEAR, day(7, 1), [2, 4, 5, 6], id="June is over"),
        pytest.param(EVERY_OTHER_MONTH, YEAR, day(7, 1), [5], id="two months together"),
        pytest.param(
            Rhythm(1, per_months=1), Period(day(2, 10), day(5, 20)), day(12), [4],
            id="months that the part cuts are not judged",
        ),
        pytest.param(GROUP, YEAR, day(7, 1), [], id="an average has no empty month"),
        pytest.param(COPIL, YEAR, date(2027, 1, 1), [], id="a yearly rhythm neither"),
        pytest.param(EVERY_OTHER_MONTH, None, day(7, 1), [], id="no day lived"),
    ],
)  # fmt: skip
def test_the_months_gone_without_a_sitting(rhythm, part, today, starts):
    found = empty_stretches(rhythm, part, [day(1), day(3, 31)], today)
    assert [stretch.start for stretch in found] == [day(month, 1) for month in starts]


def test_two_months_end_with_a_leap_february():
    part = Period(date(2028, 1, 1), date(2028, 12, 31))
    found = empty_stretches(EVERY_OTHER_MONTH, part, [], date(2028, 3, 1))
    assert found == (Period(date(2028, 1, 1), date(2028, 2, 29)),)


RANKS = (Standing.MISSED, Standing.AT_RISK, Standing.ON_COURSE, Standing.HELD)
AROUND = st.dates(date(2025, 10, 1), date(2027, 3, 1))
LIVED = st.tuples(st.dates(YEAR.start, YEAR.end), st.dates(YEAR.start, YEAR.end)).map(
    lambda days: Period(min(days), max(days))
)
RHYTHMS = st.builds(
    Rhythm,
    at_least=st.integers(0, 3),
    at_most=st.none() | st.integers(0, 4),
    per_months=st.sampled_from([1, 2, 3, 5, 6, 12, 24]),
    is_average=st.booleans(),
)
HELD = st.lists(AROUND, max_size=15).map(tuple)


@given(RHYTHMS, LIVED, HELD, HELD, AROUND, AROUND)
def test_one_more_sitting_never_makes_it_worse(rhythm, part, held, planned, more, today):
    one = assess(rhythm, YEAR, part, Sittings(held, planned), today).standing
    other = assess(rhythm, YEAR, part, Sittings((*held, more), planned), today).standing
    if one is Standing.NOT_APPLICABLE:
        assert other is one
    else:
        assert RANKS.index(other) >= RANKS.index(one)


@given(RHYTHMS, LIVED, HELD, HELD, AROUND, st.randoms())
def test_the_order_of_the_dates_does_not_matter(rhythm, part, held, planned, today, random):
    mixed = Sittings(
        tuple(random.sample(held, len(held))), tuple(random.sample(planned, len(planned)))
    )
    one = assess(rhythm, YEAR, part, Sittings(held, planned), today)
    assert assess(rhythm, YEAR, part, mixed, today) == one


@given(RHYTHMS, LIVED, HELD, HELD, AROUND)
def test_nothing_is_missed_before_its_period_is_over(rhythm, part, held, planned, today):
    found = assess(rhythm, YEAR, part, Sittings(held, planned), today)
    if found.standing is Standing.MISSED:
        assert today > part.end
    assert found.latest_date is None or (
        found.latest_date in part and found.latest_date >= today and found.missing
    )
    assert found.expected.most is None or found.expected.least <= found.expected.most
