"""Months, over the ends of years."""

from datetime import date

import pytest

from gouvernail.rules.months import first_of, month_ends, months_of, next_month, previous_month


@pytest.mark.parametrize(
    ("day", "before", "ends", "after"),
    [
        pytest.param(
            date(2026, 11, 26),
            date(2026, 10, 1),
            (date(2026, 11, 1), date(2026, 11, 30)),
            date(2026, 12, 1),
            id="within a year",
        ),
        pytest.param(
            date(2026, 12, 31),
            date(2026, 11, 1),
            (date(2026, 12, 1), date(2026, 12, 31)),
            date(2027, 1, 1),
            id="December",
        ),
        pytest.param(
            date(2028, 2, 29),
            date(2028, 1, 1),
            (date(2028, 2, 1), date(2028, 2, 29)),
            date(2028, 3, 1),
            id="a leap year",
        ),
        pytest.param(
            date(2026, 1, 1),
            date(2025, 12, 1),
            (date(2026, 1, 1), date(2026, 1, 31)),
            date(2026, 2, 1),
            id="January",
        ),
    ],
)
def test_a_month_knows_its_neighbours(day, before, ends, after):
    assert (previous_month(day), month_ends(day), next_month(day)) == (before, ends, after)
    assert first_of(day) == ends[0]


def test_a_year_has_twelve_months():
    months = months_of(2026)
    assert (len(months), months[0], months[-1]) == (12, date(2026, 1, 1), date(2026, 12, 1))
