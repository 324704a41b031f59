"""The years in which obligations are counted."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouvernail.rules.periods import (
    Period,
    PeriodKind,
    Term,
    part_in,
    period_at,
    periods_of,
    years_of,
)

AUTUMN = Term(date(2025, 10, 15), date(2029, 12, 31))
LEAP = Term(date(2024, 2, 29), None)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("kind", "term", "day", "start", "end"),
    [
        pytest.param(
            PeriodKind.CALENDAR, AUTUMN, date(2025, 3, 1), date(2025, 1, 1), date(2025, 12, 31),
            id="the calendar year, whole, even before the convention",
        ),
        pytest.param(
            PeriodKind.CONVENTION, AUTUMN, date(2026, 10, 14), date(2025, 10, 15),
            date(2026, 10, 14), id="the eve of the anniversary closes the first year",
        ),
        pytest.param(
            PeriodKind.CONVENTION, AUTUMN, date(2026, 10, 15), date(2026, 10, 15),
            date(2027, 10, 14), id="the anniversary opens the second year",
        ),
        pytest.param(
            PeriodKind.CONVENTION, Term(), date(2026, 5, 4), date(2026, 1, 1), date(2026, 12, 31),
            id="without a first day, the calendar year",
        ),
        pytest.param(
            PeriodKind.CONVENTION, LEAP, date(2025, 2, 28), date(2024, 2, 29), date(2025, 2, 28),
            id="from 29 February, the first year ends with February",
        ),
        pytest.param(
            PeriodKind.CONVENTION, LEAP, date(2028, 2, 28), date(2027, 3, 1), date(2028, 2, 28),
            id="a common year begins on 1 March",
        ),
        pytest.param(
            PeriodKind.CONVENTION, LEAP, date(2028, 2, 29), date(2028, 2, 29), date(2029, 2, 28),
            id="the next leap year begins on 29 February again",
        ),
        pytest.param(
            PeriodKind.SCHOOL, AUTUMN, date(2026, 8, 31), date(2025, 9, 1), date(2026, 8, 31),
            id="the last day of August closes the school year",
        ),
        pytest.param(
            PeriodKind.SCHOOL, AUTUMN, date(2026, 9, 1), date(2026, 9, 1), date(2027, 8, 31),
            id="the first of September opens the next",
        ),
        pytest.param(
            PeriodKind.SLIDING, AUTUMN, date(2026, 5, 10), date(2025, 5, 11), date(2026, 5, 10),
            id="the twelve months up to the day",
        ),
        pytest.param(
            PeriodKind.SLIDING, AUTUMN, date(2024, 2, 29), date(2023, 3, 1), date(2024, 2, 29),
            id="the twelve months up to 29 February",
        ),
        pytest.param(
            PeriodKind.SLIDING, AUTUMN, date(2025, 2, 28), date(2024, 3, 1), date(2025, 2, 28),
            id="the twelve months from 1 March",
        ),
    ],
)  # fmt: skip
def test_a_day_has_its_year(kind, term, day, start, end):
    assert period_at(kind, term, day) == Period(start, end)


def test_a_sliding_year_counts_the_leap_day_it_holds():
    lengths = [
        period_at(PeriodKind.SLIDING, AUTUMN, day).days
        for day in (date(2024, 2, 28), date(2024, 2, 29), date(2025, 2, 27), date(2025, 2, 28))
    ]
    assert lengths == [365, 366, 366, 365]


@pytest.mark.parametrize(
    ("term", "part"),
    [
        pytest.param(AUTUMN, Period(date(2025, 10, 15), date(2025, 12, 31)), id="signed late"),
        pytest.param(
            Term(None, date(2025, 6, 30)), Period(date(2025, 1, 1), date(2025, 6, 30)),
            id="ended early",
        ),
        pytest.param(Term(), Period(date(2025, 1, 1), date(2025, 12, 31)), id="no dates known"),
        pytest.param(Term(date(2026, 1, 1), None), None, id="not begun"),
        pytest.param(Term(None, date(2024, 12, 31)), None, id="ended the day before"),
        pytest.param(
            Term(date(2025, 12, 31), date(2025, 12, 31)),
            Period(date(2025, 12, 31), date(2025, 12, 31)), id="a single day",
        ),
    ],
)  # fmt: skip
def test_a_year_is_cut_by_the_life_of_the_convention(term, part):
    assert part_in(Period(date(2025, 1, 1), date(2025, 12, 31)), term) == part


@pytest.mark.parametrize(
    ("kind", "term", "until", "starts"),
    [
        pytest.param(
            PeriodKind.CALENDAR, AUTUMN, date(2027, 3, 1), [(2025, 1), (2026, 1), (2027, 1)],
            id="calendar years",
        ),
        pytest.param(
            PeriodKind.CONVENTION, AUTUMN, date(2027, 3, 1), [(2025, 10), (2026, 10)],
            id="convention years",
        ),
        pytest.param(
            PeriodKind.SCHOOL, AUTUMN, date(2026, 9, 1), [(2025, 9), (2026, 9)], id="school years"
        ),
        pytest.param(PeriodKind.SLIDING, AUTUMN, date(2027, 3, 1), [(2026, 3)], id="sliding: one"),
        pytest.param(PeriodKind.CALENDAR, Term(), date(2027, 3, 1), [(2027, 1)], id="no start"),
        pytest.param(PeriodKind.CALENDAR, AUTUMN, date(2024, 3, 1), [], id="before it begins"),
    ],
)  # fmt: skip
def test_the_years_of_a_convention(kind, term, until, starts):
    found = periods_of(kind, term, until)
    assert [(period.start.year, period.start.month) for period in found] == starts


@given(st.sampled_from(PeriodKind), DAYS, DAYS)
def test_every_day_is_in_its_year(kind, first, day):
    period = period_at(kind, Term(first, None), day)
    assert day in period
    assert period.days in {365, 366}


@given(st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.SLIDING]), DAYS, DAYS)
def test_years_follow_each_other_without_a_hole(kind, first, until):
    found = periods_of(kind, Term(first, None), until)
    for one, other in pairwise(found):
        assert one.end + timedelta(days=1) == other.start
    if first <= until:
        assert first in found[0]
        assert until in found[-1]


@pytest.mark.parametrize(
    ("term", "today", "ahead", "years"),
    [
        pytest.param(AUTUMN, date(2027, 5, 4), 0, [2025, 2026, 2027], id="those it lived"),
        pytest.param(AUTUMN, date(2027, 5, 4), 1, [2025, 2026, 2027, 2028], id="and the next one"),
        pytest.param(AUTUMN, date(2029, 5, 4), 1, [*range(2025, 2030)], id="its last year"),
        pytest.param(AUTUMN, date(2032, 5, 4), 1, [*range(2025, 2030)], id="it has ended"),
        pytest.param(AUTUMN, date(2023, 5, 4), 0, [2023], id="it begins later"),
        pytest.param(AUTUMN, date(2023, 5, 4), 1, [2023, 2024], id="later, and the next one"),
        pytest.param(Term(), date(2026, 5, 4), 0, [2026], id="nothing is known"),
        pytest.param(Term(), date(2026, 5, 4), 1, [2026, 2027], id="nothing, and the next one"),
        pytest.param(
            Term(None, date(2024, 12, 31)), date(2026, 5, 4), 1, [2024],
            id="it has ended, nobody said when it began",
        ),
    ],
)  # fmt: skip
def test_the_years_that_are_offered(term, today, ahead, years):
    assert years_of(term, today, ahead) == years
