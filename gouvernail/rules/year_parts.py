"""The part of a year that some days are, by the rule of the territory.

Everything is a fraction: a twelfth shared by thirty days has no end in decimals, and what is cut
from it moves a half to the other side of the hundredth.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from gouvernail.rules.periods import Period

_MONTHS = 12
_DAY = timedelta(days=1)


class YearRule(StrEnum):
    """How a year is made of the days that are held in it."""

    DAYS = "days"
    MONTHS = "months"
    ON_A_DAY = "on_a_day"


@dataclass(frozen=True, slots=True)
class YearCount:
    """A calendar year, and the rule by which it is counted.

    `month` and `day` name the day that `ON_A_DAY` looks at: 31 December unless said otherwise.
    """

    year: int
    rule: YearRule = YearRule.DAYS
    month: int = 12
    day: int = 31

    @property
    def period(self) -> Period:
        """The days of the year."""
        return Period(date(self.year, 1, 1), date(self.year, 12, 31))

    @property
    def reference_day(self) -> date:
        """The day that `ON_A_DAY` looks at; 29 February is the 28th in a common year."""
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return date(self.year, self.month + 1, 1) - _DAY


@dataclass(frozen=True, slots=True)
class YearPart:
    """The part of a year that some days are, and how it is written: « 181/365 ».

    `formula` is empty for a whole year, which multiplies by nothing.
    """

    value: Fraction
    formula: str


def year_part(period: Period, count: YearCount) -> YearPart:
    """Return the part of a year that some days are, by the rule of the year.

    By days: « 181/365 ». By months: whole months and parts of months over 12, « (2 + 12/31)/12 ».
    On a day: all when the day is among them, nothing otherwise.

    Unit: a fraction from 0 to 1.
    Errors: none; days of other years count for nothing.
    Source: CHOICE 0065.
    """
    start, end = max(period.start, count.period.start), min(period.end, count.period.end)
    if start > end:
        return YearPart(Fraction(0), "0")
    return _PARTS[count.rule](Period(start, end), count)


def _by_days(period: Period, count: YearCount) -> YearPart:
    days, year = period.days, count.period.days
    return YearPart(Fraction(days, year), "" if days == year else f"{days}/{year}")


def _by_months(period: Period, count: YearCount) -> YearPart:
    whole, parts = 0, []
    for month in range(1, _MONTHS + 1):
        first = date(count.year, month, 1)
        last = date(count.year + month // _MONTHS, month % _MONTHS + 1, 1) - _DAY
        start, end = max(period.start, first), min(period.end, last)
        if start > end:
            continue
        if (start, end) == (first, last):
            whole += 1
        else:
            parts.append(((end - start).days + 1, last.day))
    value = (whole + sum((Fraction(*part) for part in parts), Fraction(0))) / _MONTHS
    terms = ([str(whole)] if whole else []) + [f"{days}/{most}" for days, most in parts]
    words = terms[0] if terms == [str(whole)] else f"({' + '.join(terms)})"
    return YearPart(value, "" if value == 1 else f"{words}/{_MONTHS}")


def _on_a_day(period: Period, count: YearCount) -> YearPart:
    is_there = count.reference_day in period
    return YearPart(Fraction(1), "") if is_there else YearPart(Fraction(0), "0")


_PARTS = {
    YearRule.DAYS: _by_days,
    YearRule.MONTHS: _by_months,
    YearRule.ON_A_DAY: _on_a_day,
}
