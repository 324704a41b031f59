"""The cycles that are proposed: years as each counts them, and up to a Cotech."""

from datetime import date

import pytest

from gouvernail.rules.periods import PeriodKind, Term
from gouvernail.rules.review_cycles import proposed_towards, proposed_years

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
