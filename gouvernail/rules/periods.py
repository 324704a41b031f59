"""The years in which an obligation is counted, and what a convention's life leaves of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAY = timedelta(days=1)
SEPTEMBER = 9


class PeriodKind(StrEnum):
    """From when to when a year is counted."""

    CALENDAR = "calendar"
    CONVENTION = "convention"
    SCHOOL = "school"
    SLIDING = "sliding"


@dataclass(frozen=True, slots=True)
class Period:
    """Days in a row, the first and the last included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.end - self.start).days + 1

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Term:
    """The life of a convention, as far as it is known."""

    starts_on: date | None = None
    ends_on: date | None = None


def period_at(kind: PeriodKind, term: Term, day: date) -> Period:
    """Return the whole year that holds a day, whatever the convention's life leaves of it.

    A convention year begins on the anniversary of the first day; one that began on 29 February
    begins its common years on 1 March, so that each year ends on the last day of February.
    Without a first day, it is the calendar year. A sliding year ends on the day itself.

    Unit: 365 or 366 days.
    Errors: ValueError in the first and last years of the calendar (1 and 9999).
    Source: CHOICE 0038; PILOTAGE, § 2.1.5.
    """
    return _WHOLE[kind](term, day)


def part_in(period: Period, term: Term) -> Period | None:
    """Return the days of a period that the convention lives.

    Unit: a period, None when the convention lives none of its days.
    Errors: none; an unknown first or last day cuts nothing.
    Source: CHOICE 0038.
    """
    start = max(period.start, term.starts_on or period.start)
    end = min(period.end, term.ends_on or period.end)
    return Period(start, end) if start <= end else None


def periods_of(kind: PeriodKind, term: Term, until: date) -> list[Period]:
    """Return the whole years from the convention's first day to the one that holds a day.

    Unit: periods in a row, oldest first; one alone when the year slides or no first day is known;
        none when the convention begins later.
    Errors: those of `period_at`.
    Source: CHOICE 0038.
    """
    found = [period_at(kind, term, until)]
    if kind is PeriodKind.SLIDING or term.starts_on is None:
        return found
    while found[-1].start > term.starts_on:
        found.append(period_at(kind, term, found[-1].start - DAY))
    return [period for period in reversed(found) if period.end >= term.starts_on]


def years_of(term: Term, today: date, ahead: int = 0) -> list[int]:
    """Return the years that a convention has lived, and some of those to come.

    Unit: years in a row, oldest first, at least one; from this year when the convention begins
        later, never past the year of its last day.
    Errors: none; an unknown first day is in this year, an unknown last day cuts nothing.
    Source: CHOICE, a page of a year offers the years of the convention alone.
    """
    last = today.year + ahead
    if term.ends_on:
        last = min(last, term.ends_on.year)
    first = min(term.starts_on.year if term.starts_on else last, today.year, last)
    return list(range(first, last + 1))


def _calendar_year(_term: Term, day: date) -> Period:
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def _convention_year(term: Term, day: date) -> Period:
    first = term.starts_on
    if first is None:
        return _calendar_year(term, day)
    year = day.year if day >= _same_day(first, day.year) else day.year - 1
    return Period(_same_day(first, year), _same_day(first, year + 1) - DAY)


def _school_year(_term: Term, day: date) -> Period:
    year = day.year if day.month >= SEPTEMBER else day.year - 1
    return Period(date(year, SEPTEMBER, 1), date(year + 1, SEPTEMBER, 1) - DAY)


def _sliding_year(_term: Term, day: date) -> Period:
    tomorrow = day + DAY
    return Period(_same_day(tomorrow, tomorrow.year - 1), day)


def _same_day(day: date, year: int) -> date:
    if (day.month, day.day) == (2, 29):
        return date(year, 2, 28) + DAY
    return day.replace(year=year)


_WHOLE: dict[PeriodKind, Callable[[Term, date], Period]] = {
    PeriodKind.CALENDAR: _calendar_year,
    PeriodKind.CONVENTION: _convention_year,
    PeriodKind.SCHOOL: _school_year,
    PeriodKind.SLIDING: _sliding_year,
}
