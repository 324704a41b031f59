"""The rules of the obligations alone, without the database: five years of one convention."""

import time
from datetime import date, timedelta

from bench.lines import MILLISECONDS, Line, Report
from bench.statistics import Bar, Kind, Series
from gouvernail.rules.cadence import Rhythm, Sittings, assess
from gouvernail.rules.periods import PeriodKind, Term, part_in, periods_of

FIRST = date(2021, 3, 1)
LAST = date(2026, 2, 28)
RHYTHMS = (
    Rhythm(1, 2),
    Rhythm(1),
    Rhythm(1, 1, per_months=1, is_average=True),
    Rhythm(6, 6),
    Rhythm(24, 24),
    Rhythm(3),
)
OBLIGATIONS = 18  # as many as the shipped kit has
YEARLY = (PeriodKind.CALENDAR, PeriodKind.CONVENTION, PeriodKind.SCHOOL)


def measure_rules(report: Report, repeats: int) -> None:
    """Judge every obligation in every year of five, as the page « Engagements » does."""
    days = tuple(FIRST + timedelta(days=step) for step in range(10, 1800, 30))
    held = Sittings(days[:-3], days[-3:])
    term = Term(FIRST, LAST)
    seconds = []
    for _ in range(repeats):
        started = time.perf_counter()
        for rank in range(OBLIGATIONS):
            kind = YEARLY[rank % len(YEARLY)]
            for period in periods_of(kind, term, LAST):
                part = part_in(period, term)
                assess(RHYTHMS[rank % len(RHYTHMS)], period, part, held, LAST)
        seconds.append(time.perf_counter() - started)
    scene = "règles des engagements, cinq ans"
    bar = Bar(Kind.MOST, 0.01)
    report.add(
        Line(scene, f"{OBLIGATIONS} engagements", Series(tuple(seconds)), MILLISECONDS, None, bar)
    )
