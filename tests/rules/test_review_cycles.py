"""The cycles that are proposed: years as each counts them, and up to a Cotech."""

from datetime import date

import pytest

from gouvernail.rules.periods import Period, PeriodKind, Term
from gouvernail.rules.review_cycles import (
    day_of_the_year_told,
    proposed_towards,
    proposed_years,
)

TODAY = date(2026, 11, 26)
SIGNED = Term(date(2025, 3, 1), date(2029, 12, 31))


@pytest.mark.parametrize(
    ("term", "kind", "expected"),
    [
        (Term(), PeriodKind.CALENDAR, [("2026-01-01", "2026-12-31"), ("2025-01-01", "2025-12-31")]),
        (SIGNED, PeriodKind.CALENDAR, [("2026-01-01", "2026-12-31"), ("2025-03-01", "2025-12-31")]),
        (
            SIGNED,
            PeriodKind.CONVENTION,
            [("2026-03-01", "2027-02-28"), ("2025-03-01", "2026-02-28")],
        ),
        (SIGNED, PeriodKind.SCHOOL, [("2026-09-01", "2027-08-31"), ("2025-09-01", "2026-08-31")]),
        (Term(date(2026, 9, 1)), PeriodKind.SCHOOL, [("2026-09-01", "2027-08-31")]),
    ],
)
def test_the_year_that_runs_and_the_one_before(term, kind, expected):
    found = [
        (one.period.start.isoformat(), one.period.end.isoformat())
        for one in proposed_years(term, TODAY)
        if one.kind is kind
    ]
    assert found == expected


def test_years_of_a_convention_are_ranked():
    ranks = [one.year for one in proposed_years(SIGNED, TODAY) if one.kind == "convention"]
    assert ranks == [2, 1]


@pytest.mark.parametrize(
    ("earlier", "term", "start"),
    [
        ([date(2025, 5, 22), date(2026, 6, 4)], SIGNED, date(2026, 6, 5)),
        ([date(2026, 12, 3), date(2027, 1, 1)], SIGNED, date(2025, 3, 1)),
        ([], Term(), date(2025, 12, 4)),
        ([], Term(date(2027, 1, 1)), date(2025, 12, 4)),
    ],
)
def test_up_to_a_sitting_from_the_one_before(earlier, term, start):
    on = date(2026, 12, 3)
    found = proposed_towards(on, earlier, term)
    assert (found.kind, found.period.start, found.period.end) == (None, start, on)


@pytest.mark.parametrize(
    ("start", "end", "goes_up_to_sitting", "year"),
    [
        pytest.param(date(2026, 1, 1), date(2026, 12, 31), False, 2026, id="a calendar year"),
        pytest.param(date(2025, 9, 1), date(2026, 8, 31), False, 2026, id="a school year"),
        pytest.param(date(2026, 1, 23), date(2027, 1, 21), True, 2026, id="a sitting of January"),
        pytest.param(date(2026, 5, 22), date(2026, 12, 3), True, 2026, id="a sitting of December"),
        pytest.param(date(2026, 12, 1), date(2027, 6, 1), True, 2027, id="a sitting of June"),
        pytest.param(date(2027, 1, 1), date(2027, 1, 1), True, 2027, id="one day"),
    ],
)
def test_the_year_that_a_cycle_belongs_to(start, end, goes_up_to_sitting, year):
    told = day_of_the_year_told(Period(start, end), goes_up_to_sitting=goes_up_to_sitting)
    assert told.year == year
