"""The posts promised and filled."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouvernail.rules.cadence import Standing
from gouvernail.rules.periods import Period
from gouvernail.rules.staffing import (
    Rate,
    assess_staffing,
    exact_fte,
    fte_at,
    fte_on,
    fte_over_year,
    left_on,
    overlapping,
    rounding_gap,
    same_fte,
    shown_fte,
    turning_days,
    vacant_over,
    without,
)
from gouvernail.rules.theme_shares import rounded_fte
from gouvernail.rules.year_parts import YearCount, YearRule

DAYS, MONTHS, ON_A_DAY = YearRule.DAYS, YearRule.MONTHS, YearRule.ON_A_DAY


def rate(fte, starts_on, ends_on=None):
    return Rate(Decimal(fte), starts_on, ends_on)


@pytest.mark.parametrize(
    ("actual", "standing"),
    [
        pytest.param(None, Standing.NOT_APPLICABLE, id="nobody told"),
        pytest.param(Decimal("3.79"), Standing.AT_RISK, id="a hundredth below"),
        pytest.param(Decimal("3.80"), Standing.HELD, id="written with another zero"),
        pytest.param(Decimal("4"), Standing.HELD, id="above"),
        pytest.param(Decimal(0), Standing.AT_RISK, id="none is a figure"),
    ],
)
def test_the_posts_have_their_standing(actual, standing):
    assert assess_staffing(Decimal("3.8"), actual) is standing


THIRD = [rate("0.333", date(2020, 1, 1))] * 3


@pytest.mark.parametrize(
    ("rates", "count", "shown"),
    [
        pytest.param([rate("1", date(2020, 1, 1))], YearCount(2026), "1.00", id="a whole year"),
        pytest.param(
            [rate("1", date(2024, 1, 1), date(2024, 2, 29))],
            YearCount(2024),
            "0.16",
            id="60 days of 366 in a leap year",
        ),
        pytest.param(
            [rate("1", date(2025, 1, 1), date(2025, 2, 28))],
            YearCount(2025),
            "0.16",
            id="59 days of 365 in a common one",
        ),
        pytest.param(
            [
                rate("1", date(2020, 1, 1), date(2025, 6, 13)),
                rate("1", date(2025, 7, 1)),
            ],
            YearCount(2025),
            "0.95",
            id="a vacancy of 17 days: 348 of 365",
        ),
        pytest.param(
            [
                rate("0.5", date(2020, 1, 1), date(2025, 4, 15)),
                rate("0.8", date(2025, 4, 16)),
            ],
            YearCount(2025),
            "0.71",
            id="a change of share in mid-month: 105 days at 0.5, 260 at 0.8",
        ),
        pytest.param(
            [
                rate("0.5", date(2020, 1, 1), date(2025, 4, 15)),
                rate("0.8", date(2025, 4, 16)),
            ],
            YearCount(2025, MONTHS),
            "0.71",
            id="by months: 3.5 twelfths at 0.5, 8.5 at 0.8",
        ),
        pytest.param(
            [rate("1", date(2025, 2, 1), date(2025, 2, 28))],
            YearCount(2025, MONTHS),
            "0.08",
            id="February is a twelfth as any month",
        ),
        pytest.param(
            [rate("1", date(2025, 2, 1), date(2025, 2, 14))],
            YearCount(2025, MONTHS),
            "0.04",
            id="14 days of its 28 are half a twelfth",
        ),
        pytest.param(THIRD, YearCount(2026), "1.00", id="three thirds show 1.00"),
        pytest.param(
            [rate("0.5", date(2025, 12, 31))],
            YearCount(2025, ON_A_DAY),
            "0.50",
            id="in place on 31 December",
        ),
        pytest.param(
            [rate("0.5", date(2020, 1, 1), date(2025, 12, 30))],
            YearCount(2025, ON_A_DAY),
            "0.00",
            id="gone the day before",
        ),
        pytest.param(
            [rate("0.5", date(2025, 2, 28), date(2025, 2, 28))],
            YearCount(2025, ON_A_DAY, month=2, day=29),
            "0.50",
            id="29 February is the 28th in a common year",
        ),
        pytest.param([rate("1", date(2027, 1, 1))], YearCount(2026), "0.00", id="not there yet"),
        pytest.param([], YearCount(2026), "0.00", id="nobody"),
    ],
)
def test_a_year_is_made_of_the_rates_that_held_in_it(rates, count, shown):
    assert str(shown_fte(fte_over_year(rates, count))) == shown


def test_three_thirds_are_not_one():
    assert fte_over_year(THIRD, YearCount(2026)) == Decimal("0.999")


LATE = [rate("1.26", date(2026, 4, 21), date(2026, 12, 31))]
# Each is 0.13833… by months, which has no end in decimals; together they are 0.415.
TRIO = [rate("0.498", date(2026, 9, 21))] * 3


@pytest.mark.parametrize(
    ("rates", "exact", "shown"),
    [
        pytest.param(LATE, Fraction(7, 8), "0.88", id="8 months and 10/30 of 1.26"),
        pytest.param(TRIO, Fraction(415, 1000), "0.42", id="three posts, added before rounding"),
    ],
)
def test_a_half_is_a_half_however_it_was_made(rates, exact, shown):
    by_months = YearCount(2026, MONTHS)
    assert exact_fte(rates, by_months) == exact
    assert str(shown_fte(fte_over_year(rates, by_months))) == shown


@given(
    st.lists(
        st.builds(
            lambda fte, first, length: Rate(
                Decimal(fte) / 1000, first, first + timedelta(days=length)
            ),
            st.integers(1, 2000),
            st.dates(date(2025, 6, 1), date(2027, 1, 31)),
            st.integers(0, 700),
        ),
        max_size=6,
    ),
    st.sampled_from(YearRule),
)
def test_the_page_and_the_declared_sheet_round_alike(rates, rule):
    count = YearCount(2026, rule)
    assert shown_fte(fte_over_year(rates, count)) == rounded_fte(exact_fte(rates, count))


@pytest.mark.parametrize(
    ("day", "fte"),
    [
        pytest.param(date(2025, 12, 31), "3.1", id="the posts of 2025"),
        pytest.param(date(2026, 9, 1), "3.3", id="with Fos-sur-Mer, on its first day"),
        pytest.param(date(2026, 8, 31), "3.1", id="the day before"),
    ],
)
def test_the_sum_on_a_day(day, fte):
    ledger = [rate("3.1", date(2020, 1, 1)), rate("0.2", date(2026, 9, 1))]
    assert fte_on(ledger, day) == Decimal(fte)


@pytest.mark.parametrize(
    ("actual", "rule", "vacant"),
    [
        pytest.param([], DAYS, "1", id="nobody all year"),
        pytest.param([rate("1", date(2020, 1, 1))], DAYS, "0", id="somebody all year"),
        pytest.param(
            [
                rate("1", date(2020, 1, 1), date(2026, 7, 31)),
                rate("1", date(2026, 7, 1), date(2026, 11, 30)),
            ],
            MONTHS,
            1 / Decimal(12),
            id="two in July do not fill December",
        ),
        pytest.param(
            [
                rate("1", date(2020, 1, 1), date(2026, 7, 31)),
                rate("1", date(2026, 7, 1), date(2026, 11, 30)),
            ],
            ON_A_DAY,
            "1",
            id="nobody on the day looked at",
        ),
        pytest.param([rate("2", date(2020, 1, 1))], DAYS, "0", id="never below nothing"),
        pytest.param([rate("1", date(2020, 1, 1), date.max)], DAYS, "0", id="the end of time"),
    ],
)
def test_a_vacancy_is_counted_stretch_by_stretch(actual, rule, vacant):
    agreed = [rate("1", date(2025, 1, 1))]
    assert vacant_over(agreed, actual, YearCount(2026, rule)) == Decimal(vacant)


def test_what_never_ends_has_no_next_day():
    forever = rate("1", date(2026, 3, 1), date.max)
    year = Period(date(2026, 1, 1), date.max)
    assert turning_days([forever], year) == [date(2026, 1, 1), date(2026, 3, 1)]
    assert without(forever, date(2026, 4, 1), date.max) == [
        rate("1", date(2026, 3, 1), date(2026, 3, 31))
    ]


def test_rates_that_hold_on_a_same_day_are_told():
    long, short = rate("1", date(2025, 1, 1)), rate("1", date(2025, 6, 1), date(2025, 6, 2))
    after = rate("1", date(2026, 1, 1))
    assert overlapping([after, long, short]) == [(long, short), (long, after)]
    closed = rate("1", date(2025, 1, 1), date(2025, 12, 31))
    assert overlapping([closed, after]) == []


def test_a_day_and_a_year_are_asked_in_the_same_way():
    rates = [rate("1", date(2025, 7, 1))]
    assert fte_at(rates, date(2025, 12, 31)) == 1
    assert fte_at(rates, YearCount(2025)) == Decimal(184) / Decimal(365)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [("0.9999", "1", True), ("0.999", "1", False), ("0.5", "0.50", True)],
)
def test_figures_are_compared_to_the_thousandth(one, other, is_same):
    assert same_fte(Decimal(one), Decimal(other)) is is_same


def test_the_days_on_which_a_sum_may_change():
    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    rates = [rate("1", date(2024, 1, 1), date(2025, 6, 13)), rate("1", date(2025, 7, 1))]
    assert turning_days(rates, year) == [date(2025, 1, 1), date(2025, 6, 14), date(2025, 7, 1)]


@pytest.mark.parametrize(
    ("since", "until", "left"),
    [
        pytest.param(
            date(2025, 3, 1),
            date(2025, 3, 31),
            [(date(2025, 1, 1), date(2025, 2, 28)), (date(2025, 4, 1), date(2025, 6, 30))],
            id="in the middle",
        ),
        pytest.param(
            date(2025, 3, 1), None, [(date(2025, 1, 1), date(2025, 2, 28))], id="from a day on"
        ),
        pytest.param(date(2024, 1, 1), None, [], id="all of it"),
        pytest.param(
            date(2024, 1, 1),
            date(2024, 6, 30),
            [(date(2025, 1, 1), date(2025, 6, 30))],
            id="before it began",
        ),
        pytest.param(
            date(2026, 1, 1), None, [(date(2025, 1, 1), date(2025, 6, 30))], id="after its end"
        ),
    ],
)
def test_what_is_left_of_a_rate(since, until, left):
    held = rate("0.5", date(2025, 1, 1), date(2025, 6, 30))
    parts = without(held, since, until)
    assert [(part.starts_on, part.ends_on) for part in parts] == left
    assert all(part.fte == held.fte for part in parts)


def test_a_rate_that_goes_on_goes_on_after_what_is_taken_out():
    parts = without(rate("0.5", date(2025, 1, 1)), date(2025, 3, 1), date(2025, 3, 31))
    assert [part.ends_on for part in parts] == [date(2025, 2, 28), None]


@pytest.mark.parametrize(
    ("parts", "gap"),
    [
        pytest.param(["0.25", "0.5"], None, id="nothing to round"),
        pytest.param(["0.333", "0.333", "0.333"], ("0.99", "1.00"), id="a hundredth is lost"),
        pytest.param(["0.336", "0.336"], ("0.68", "0.67"), id="a hundredth is won"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_parts_shown_may_not_add_up_to_their_sum(parts, gap):
    wanted = tuple(Decimal(one) for one in gap) if gap else None
    assert rounding_gap([Decimal(part) for part in parts]) == wanted


@pytest.mark.parametrize(
    ("spans", "last"),
    [
        ([], None),
        ([(1, None)], None),
        ([(1, 9)], None),
        ([(1, 8)], 8),
        ([(1, 3), (4, 8)], 8),
        ([(1, 8), (2, None)], None),
        ([(10, None)], None),
        ([(1, 8), (10, None)], 8),
    ],
    ids=[
        "never in post", "in post", "last day", "left", "left twice", "another post",
        "not there yet", "left, and comes back",
    ],
)  # fmt: skip
def test_who_held_a_post_and_holds_none_has_left(spans, last):
    def day(number):
        return date(2026, 3, number) if number else None

    rates = [Rate(Decimal("0.5"), day(start), day(end)) for start, end in spans]
    assert left_on(rates, date(2026, 3, 9)) == day(last)
