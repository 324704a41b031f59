"""How often a body must meet, and where it stands in a period: held, on course, at risk, missed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from gouvernail.rules.periods import DAY, Period

MONTHS = 12
HALF = Fraction(1, 2)


class Standing(StrEnum):
    """Where an obligation stands."""

    HELD = "held"
    ON_COURSE = "on_course"
    AT_RISK = "at_risk"
    MISSED = "missed"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A number of sittings in so many months: 12 for a year, 1 for each month, 2 for every other.

    An average is judged on the year as a whole. `notice_days` is how long before the latest day a
    sitting that nobody planned is told.
    """

    at_least: int
    at_most: int | None = None
    per_months: int = MONTHS
    is_average: bool = False
    notice_days: int = 90


@dataclass(frozen=True, slots=True)
class Expected:
    """How many sittings a period asks for, and how many it allows for."""

    least: int
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Sittings:
    """The days of the sittings held and planned; one that was cancelled is in neither."""

    held: tuple[date, ...] = ()
    planned: tuple[date, ...] = ()

    def within(self, part: Period | None, today: date) -> "Sittings":
        """Return those of a period, in order: held up to today, planned from today on."""
        if part is None:
            return Sittings()
        return Sittings(
            tuple(sorted(day for day in self.held if day in part and day <= today)),
            tuple(sorted(day for day in self.planned if day in part and day >= today)),
        )


@dataclass(frozen=True, slots=True)
class Assessment:
    """Where a rhythm stands in a period, and what tells why.

    `missing` sittings are neither held nor planned; the next must happen by `latest_date`.
    `is_over` says that more were held than the text allows for.
    """

    standing: Standing
    expected: Expected
    held: tuple[date, ...]
    planned: tuple[date, ...]
    missing: int
    latest_date: date | None
    is_over: bool


def expected_in(rhythm: Rhythm, whole: Period, part: Period | None) -> Expected:
    """Return how many sittings are asked for in the part of a year that a convention lives.

    The number of a whole year is multiplied by the days lived over the days of the year. The
    minimum is rounded to the nearest whole, a half upwards; the maximum is rounded up, and is
    never below the minimum.

    Unit: sittings; 0 when no day of the year is lived.
    Errors: ZeroDivisionError when the rhythm counts in 0 months.
    Source: CHOICE 0038; PILOTAGE, § 2.2.5: "Se réunit 1 à 2 fois par an."
    """
    share = Fraction(part.days, whole.days) if part else Fraction(0)
    least = floor(_per_year(rhythm.at_least, rhythm) * share + HALF)
    if rhythm.at_most is None:
        return Expected(least)
    return Expected(least, max(least, ceil(_per_year(rhythm.at_most, rhythm) * share)))


def assess(
    rhythm: Rhythm, whole: Period, part: Period | None, sittings: Sittings, today: date
) -> Assessment:
    """Return where a rhythm stands, on a day, in a year or the part of it a convention lives.

    Held: the minimum is reached, even beyond the maximum. Missed: the period is over without it.
    On course: what is held and planned makes the minimum; or, for an average, as many are held as
    were due by yesterday; otherwise, the latest day for the next one is still far. At risk: the
    rest. Not applicable: a period to come, or one that asks for nothing. Two sittings on one day
    are two sittings; one said to be held after today is not counted.

    Unit: an assessment; the notice never exceeds the time between two sittings.
    Errors: those of `expected_in`.
    Source: CHOICE 0038; PILOTAGE, § 2.1.5: "Se réunit a minima 1 fois par an.";
        PILOTAGE, § 2.3.7: "Se réunit 1 fois tous les mois en moyenne avec la Caf."
    """
    expected = expected_in(rhythm, whole, part)
    kept = sittings.within(part, today)
    is_over = expected.most is not None and len(kept.held) > expected.most
    if part is None or today < part.start or not expected.least:
        standing = Standing.NOT_APPLICABLE
        return Assessment(standing, expected, kept.held, kept.planned, 0, None, is_over)
    missing = max(0, expected.least - len(kept.held) - len(kept.planned))
    latest = _latest(expected.least, missing, part, today)
    if len(kept.held) >= expected.least:
        standing = Standing.HELD
    elif today > part.end:
        standing = Standing.MISSED
    elif latest is None or _keeps_up(rhythm, whole, part, len(kept.held), today):
        standing = Standing.ON_COURSE
    else:
        standing = _unplanned(rhythm, _step(expected.least, part), latest, today)
    return Assessment(standing, expected, kept.held, kept.planned, missing, latest, is_over)


def empty_stretches(
    rhythm: Rhythm, part: Period | None, held: Iterable[date], today: date
) -> tuple[Period, ...]:
    """Return the months, or groups of months, gone by without a single sitting.

    They are civil: a rhythm of two months counts January and February together. One that the
    part cuts, or that is not over, is not judged.

    Unit: periods, oldest first; none for an average or a yearly rhythm.
    Errors: ZeroDivisionError when the rhythm counts in 0 months.
    Source: CHOICE 0038; PILOTAGE, § 2.3.8: "Rencontre CDC (chargés de coopération) bimensuelle."
    """
    if part is None or rhythm.is_average or rhythm.per_months >= MONTHS:
        return ()
    days = tuple(held)
    first, last = (_month(day) // rhythm.per_months for day in (part.start, part.end))
    stretches = (_stretch(rank, rhythm.per_months) for rank in range(first, last + 1))
    return tuple(
        stretch
        for stretch in stretches
        if part.start <= stretch.start
        and stretch.end <= part.end
        and stretch.end < today
        and not any(day in stretch for day in days)
    )


def _per_year(times: int, rhythm: Rhythm) -> Fraction:
    return Fraction(times * MONTHS, rhythm.per_months)


def _step(least: int, part: Period) -> timedelta:
    return timedelta(days=part.days // least)


def _latest(least: int, missing: int, part: Period, today: date) -> date | None:
    """Return the day of the next missing one when the last is held on the last day."""
    if not missing or today > part.end:
        return None
    return max(today, part.end - (missing - 1) * _step(least, part))


def _keeps_up(rhythm: Rhythm, whole: Period, part: Period, held: int, today: date) -> bool:
    if not rhythm.is_average:
        return False
    gone = Fraction((today - part.start).days, whole.days)
    return held >= floor(_per_year(rhythm.at_least, rhythm) * gone)


def _unplanned(rhythm: Rhythm, step: timedelta, latest: date, today: date) -> Standing:
    notice = min(timedelta(days=rhythm.notice_days), step)
    if rhythm.is_average or latest <= today + notice:
        return Standing.AT_RISK
    return Standing.ON_COURSE


def _month(day: date) -> int:
    return day.year * MONTHS + day.month - 1


def _stretch(rank: int, months: int) -> Period:
    return Period(_first_day(rank * months), _first_day((rank + 1) * months) - DAY)


def _first_day(month: int) -> date:
    return date(month // MONTHS, month % MONTHS + 1, 1)
