"""Shares that make 100 % at every day, and what they bring to a year."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouvernail.rules.periods import Period
from gouvernail.rules.staffing import Rate
from gouvernail.rules.theme_shares import (
    Share,
    counted_shares,
    rounded_fte,
    rounding_gap,
    uneven_stretches,
)
from gouvernail.rules.year_parts import YearCount, YearRule, year_part

D = Decimal
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
DAYS, MONTHS = YearCount(2026), YearCount(2026, YearRule.MONTHS)
LEAP = YearCount(2028)
LAST_DAY, IN_JUNE = YearCount(2026, YearRule.ON_A_DAY), YearCount(2026, YearRule.ON_A_DAY, 6, 30)
BABIES, YOUTH = 1, 2
JUNE_30, JULY_1 = date(2026, 6, 30), date(2026, 7, 1)
SINCE = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("shares", "gaps"),
    [
        pytest.param([Share(BABIES, D(100), SINCE)], [], id="one theme, all the time"),
        pytest.param(
            [Share(BABIES, D(60), SINCE), Share(YOUTH, D(40), SINCE)], [], id="two themes"
        ),
        pytest.param([], [(1, 1, 12, 31, D(100))], id="nothing said"),
        pytest.param(
            [
                Share(BABIES, D(70), SINCE, date(2026, 3, 31)),
                Share(BABIES, D(100), date(2026, 4, 1)),
            ],
            [(1, 1, 3, 31, D(30))],
            id="a quarter not whole",
        ),
        pytest.param(
            [
                Share(BABIES, D(100), SINCE, date(2026, 2, 11)),
                Share(YOUTH, D(100), date(2026, 3, 1)),
            ],
            [(2, 12, 2, 28, D(100))],
            id="17 days between two splits",
        ),
        pytest.param(
            [Share(BABIES, D(100), SINCE, JULY_1), Share(YOUTH, D(100), JULY_1)],
            [(7, 1, 7, 1, D(-100))],
            id="a day said twice",
        ),
        pytest.param(
            [Share(BABIES, D("33.33"), SINCE), Share(YOUTH, D("66.66"), SINCE)],
            [(1, 1, 12, 31, D("0.01"))],
            id="a hundredth is a gap too",
        ),
        pytest.param(
            [Share(BABIES, D(50), SINCE, JUNE_30), Share(YOUTH, D(50), JULY_1)],
            [(1, 1, 12, 31, D(50))],
            id="the same sum goes on over a change",
        ),
        pytest.param(
            [Share(BABIES, D(100), date(2027, 1, 1))],
            [(1, 1, 12, 31, D(100))],
            id="shares of next year say nothing of this one",
        ),
    ],
)
def test_days_that_do_not_make_100(shares, gaps):
    found = uneven_stretches(shares, YEAR)
    told = [
        (row.period.start.month, row.period.start.day, row.period.end.month, row.period.end.day)
        for row in found
    ]
    assert told == [gap[:4] for gap in gaps]
    assert [row.gap for row in found] == [gap[4] for gap in gaps]


@pytest.mark.parametrize(
    ("count", "first", "last", "value", "formula"),
    [
        pytest.param(DAYS, (1, 1), (12, 31), Fraction(1), "", id="the whole year"),
        pytest.param(DAYS, (1, 1), (6, 30), Fraction(181, 365), "181/365", id="half of it"),
        pytest.param(DAYS, (2, 28), (2, 28), Fraction(1, 365), "1/365", id="one day"),
        pytest.param(LEAP, (2, 29), (2, 29), Fraction(1, 366), "1/366", id="29 February"),
        pytest.param(MONTHS, (1, 1), (12, 31), Fraction(1), "", id="twelve months"),
        pytest.param(MONTHS, (1, 1), (6, 30), Fraction(1, 2), "6/12", id="six months"),
        pytest.param(
            MONTHS,
            (1, 1),
            (3, 12),
            Fraction(2 * 31 + 12, 31 * 12),
            "(2 + 12/31)/12",
            id="mid-month",
        ),
        pytest.param(
            MONTHS, (2, 12), (2, 28), Fraction(17, 28 * 12), "(17/28)/12", id="17 days of February"
        ),
        pytest.param(LAST_DAY, (7, 1), (12, 31), Fraction(1), "", id="there on the day"),
        pytest.param(LAST_DAY, (1, 1), (6, 30), Fraction(0), "0", id="gone before the day"),
        pytest.param(IN_JUNE, (1, 1), (6, 30), Fraction(1), "", id="another day of reference"),
    ],
)
def test_the_part_of_a_year(count, first, last, value, formula):
    year = count.year
    part = year_part(Period(date(year, *first), date(year, *last)), count)
    assert (part.value, part.formula) == (value, formula)


def test_days_of_another_year_count_for_nothing():
    assert year_part(Period(date(2025, 1, 1), date(2025, 12, 31)), DAYS).value == 0


@pytest.mark.parametrize(
    ("rate", "shares", "count", "rows"),
    [
        pytest.param(
            Rate(D(1), SINCE),
            [Share(BABIES, D(70), SINCE), Share(YOUTH, D(30), SINCE)],
            DAYS,
            [(BABIES, Fraction(7, 10)), (YOUTH, Fraction(3, 10))],
            id="a whole year",
        ),
        pytest.param(
            Rate(D("0.8"), SINCE, JUNE_30),
            [Share(BABIES, D(100), SINCE)],
            DAYS,
            [(BABIES, Fraction(8, 10) * Fraction(181, 365))],
            id="somebody who leaves on 30 June",
        ),
        pytest.param(
            Rate(D(1), SINCE),
            [Share(BABIES, D(100), SINCE, JUNE_30), Share(YOUTH, D(100), JULY_1)],
            DAYS,
            [(BABIES, Fraction(181, 365)), (YOUTH, Fraction(184, 365))],
            id="another split from July on",
        ),
        pytest.param(
            Rate(D("0.5"), SINCE),
            [Share(BABIES, D(70), SINCE)],
            DAYS,
            [(BABIES, Fraction(35, 100)), (None, Fraction(15, 100))],
            id="0.15 without a theme",
        ),
        pytest.param(
            Rate(D(1), SINCE),
            [Share(BABIES, D(60), SINCE), Share(YOUTH, D(60), SINCE)],
            DAYS,
            [(BABIES, Fraction(6, 10)), (YOUTH, Fraction(6, 10)), (None, Fraction(-2, 10))],
            id="too much is taken back, and seen",
        ),
        pytest.param(
            Rate(D(1), SINCE, JUNE_30), [Share(BABIES, D(100), SINCE)], LAST_DAY, [],
            id="nobody there on the day of reference",
        ),
        pytest.param(
            Rate(D(1), date(2027, 1, 1)), [Share(BABIES, D(100), SINCE)], DAYS, [],
            id="somebody who comes next year",
        ),
    ],
)  # fmt: skip
def test_what_shares_bring_to_a_year(rate, shares, count, rows):
    found = counted_shares(rate, shares, count)
    assert [(row.theme, row.amount) for row in found] == rows


_days = st.dates(date(2025, 6, 1), date(2027, 6, 30))
_shares = st.builds(
    lambda theme, percent, first, length: Share(
        theme, D(percent) / 4, first, date.fromordinal(first.toordinal() + length)
    ),
    st.integers(1, 4),
    st.integers(0, 400),
    _days,
    st.integers(0, 500),
)


@given(
    st.integers(1, 1000),
    _days,
    st.integers(0, 700),
    st.lists(_shares, max_size=5),
    st.sampled_from([DAYS, MONTHS, LAST_DAY, IN_JUNE]),
)
def test_the_rows_always_add_up_to_the_rate_over_the_year(fte, first, length, shares, count):
    rate = Rate(D(fte) / 1000, first, date.fromordinal(first.toordinal() + length))
    held = rate.within(count.period)
    whole = Fraction(rate.fte) * year_part(held, count).value if held else Fraction(0)
    assert sum((row.amount for row in counted_shares(rate, shares, count)), Fraction(0)) == whole


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        pytest.param(Fraction(1, 3), "0.33", id="down"),
        pytest.param(Fraction(2, 3), "0.67", id="up"),
        pytest.param(Fraction(1, 8), "0.13", id="a half goes up"),
        pytest.param(Fraction(0), "0.00", id="nothing"),
        pytest.param(Fraction(-1, 5), "-0.20", id="too much said"),
    ],
)
def test_what_is_shown(amount, shown):
    assert str(rounded_fte(amount)) == shown


@pytest.mark.parametrize(
    ("amounts", "gap"),
    [
        pytest.param([Fraction(1, 2), Fraction(1, 4)], "0.00", id="nothing to round"),
        pytest.param([Fraction(1, 3)] * 3, "-0.01", id="three thirds make 0.99"),
        pytest.param([Fraction(1, 8)] * 2, "0.01", id="two eighths make 0.26"),
    ],
)
def test_what_rounding_adds(amounts, gap):
    assert str(rounding_gap(amounts)) == gap
