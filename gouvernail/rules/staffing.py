"""The posts of the coordinators in full-time equivalents: over a year, on a day, sum and shares.

A rate holds from a day to a day. Nothing is rounded before it is shown: three times 0.333 is
0.999, and a wrong sum is told, never mended.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import combinations

from gouvernail.rules.cadence import Standing
from gouvernail.rules.periods import Period

ZERO, WHOLE = Decimal(0), Decimal(100)
HUNDREDTH, THOUSANDTH = Decimal("0.01"), Decimal("0.001")
MONTHS = 12
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
_DAY = timedelta(days=1)


class YearRule(StrEnum):
    """How a year is made of the rates that held in it."""

    DAYS = "days"
    MONTHS = "months"
    ON_A_DAY = "on_a_day"


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in full-time equivalents, from its first day to its last; None when it goes on."""

    fte: Decimal
    starts_on: date
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def within(self, period: Period) -> Period | None:
        """Return the days of a period on which it holds."""
        start = max(self.starts_on, period.start)
        end = min(self.ends_on or period.end, period.end)
        return Period(start, end) if start <= end else None


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
class CountedRate:
    """What one rate brings to a year: the part of the year that it holds, and the product."""

    rate: Rate
    part: Decimal
    fte: Decimal


def fte_on(rates: Iterable[Rate], day: date) -> Decimal:
    """Return the sum of the rates that hold on a day.

    Unit: full-time equivalents, not rounded.
    Errors: none.
    Source: PILOTAGE, § 4.1: "Effectif total : 3,8 ETP chargés de coopération (CDC)."
    """
    return sum((rate.fte for rate in rates if rate.holds_on(day)), ZERO)


def counted_rates(rates: Iterable[Rate], count: YearCount) -> list[CountedRate]:
    """Return what each rate brings to a year; those that bring nothing are left out.

    By days: days held over days of the year. By months: each month is a twelfth, shared by its
    own days. On a day: all of it when it holds on the reference day, nothing otherwise.

    Unit: a part from 0 to 1, full-time equivalents; not rounded.
    Errors: none.
    Source: CHOICE 0065; PILOTAGE, § 4.2 and § 4.3.
    """
    found = []
    for rate in rates:
        part = _PARTS[count.rule](rate, count)
        if part:
            found.append(CountedRate(rate, part, rate.fte * part))
    return found


def fte_over_year(rates: Iterable[Rate], count: YearCount) -> Decimal:
    """Return the full-time equivalents of a year, by its rule.

    Unit: full-time equivalents, not rounded.
    Errors: none.
    Source: CHOICE 0065.
    """
    return sum((counted.fte for counted in counted_rates(rates, count)), ZERO)


def fte_at(rates: Iterable[Rate], at: date | YearCount) -> Decimal:
    """Return the full-time equivalents of a day, or of a year by its rule.

    Unit: full-time equivalents, not rounded.
    Errors: none.
    Source: CHOICE 0065.
    """
    return fte_over_year(rates, at) if isinstance(at, YearCount) else fte_on(rates, at)


def same_fte(one: Decimal, other: Decimal) -> bool:
    """Tell whether two figures are the same to the thousandth, the finest that people type.

    Unit: yes or no.
    Errors: none.
    Source: CHOICE 0066.
    """
    return one.quantize(THOUSANDTH, ROUND_HALF_UP) == other.quantize(THOUSANDTH, ROUND_HALF_UP)


def turning_days(rates: Iterable[Rate], period: Period) -> list[date]:
    """Return the days of a period on which a sum may change: its first, each start, each end.

    Unit: days, in order, once each.
    Errors: none.
    Source: CHOICE 0066.
    """
    days = {period.start}
    for rate in rates:
        days.add(rate.starts_on)
        # 31/12/9999 means that nothing ends, and has no next day.
        if rate.ends_on and rate.ends_on < date.max:
            days.add(rate.ends_on + _DAY)
    return sorted(day for day in days if day in period)


def vacant_over(agreed: Iterable[Rate], actual: Iterable[Rate], count: YearCount) -> Decimal:
    """Return what was agreed of a post and done by nobody over a year, stretch by stretch.

    Two holders who overlap in July do not fill a post that nobody holds in December.

    Unit: full-time equivalents, not rounded, never below 0.
    Errors: none.
    Source: CHOICE 0065; CHOICE 0066.
    """
    promised, done = tuple(agreed), tuple(actual)
    firsts = turning_days((*promised, *done), count.period)
    lasts = [*(first - _DAY for first in firsts[1:]), count.period.end]
    gaps = (
        Rate(gap, first, last)
        for first, last in zip(firsts, lasts, strict=True)
        if (gap := fte_on(promised, first) - fte_on(done, first)) > 0
    )
    return fte_over_year(gaps, count)


def without(rate: Rate, since: date, until: date | None) -> list[Rate]:
    """Return what is left of a rate once the days from `since` to `until` are taken out.

    Unit: rates, none, one or two; `until` is None when nothing is left after `since`.
    Errors: none.
    Source: CHOICE 0067.
    """
    left = []
    if rate.starts_on < since:
        end = since - _DAY
        left.append(Rate(rate.fte, rate.starts_on, min(rate.ends_on or end, end)))
    if until and until < date.max and (rate.ends_on is None or rate.ends_on > until):
        left.append(Rate(rate.fte, max(rate.starts_on, until + _DAY), rate.ends_on))
    return left


def shown_fte(fte: Decimal) -> Decimal:
    """Return a figure as it is shown and declared: to the hundredth, halves upwards.

    Unit: full-time equivalents, two places.
    Errors: none.
    Source: CHOICE 0065.
    """
    return fte.quantize(HUNDREDTH, ROUND_HALF_UP)


def overlapping(rates: Iterable[Rate]) -> list[tuple[Rate, Rate]]:
    """Return the pairs that hold on a same day, for rates that should follow one another.

    Unit: pairs, in the order of their first days.
    Errors: none.
    Source: CHOICE 0065.
    """
    ordered = sorted(rates, key=lambda rate: rate.starts_on)
    pairs = combinations(ordered, 2)
    return [(first, second) for first, second in pairs if first.holds_on(second.starts_on)]


def assess_staffing(target: Decimal, actual: Decimal | None) -> Standing:
    """Return whether the posts filled reach those promised, to the hundredth and beyond.

    Unit: a standing: held, at risk below the target, not applicable when nobody told the figure.
    Errors: none.
    Source: PILOTAGE, § 4.1; CHOICE 0038.
    """
    if actual is None:
        return Standing.NOT_APPLICABLE
    return Standing.HELD if actual >= target else Standing.AT_RISK


def _by_days(rate: Rate, count: YearCount) -> Decimal:
    held = rate.within(count.period)
    return Decimal(held.days) / Decimal(count.period.days) if held else ZERO


def _by_months(rate: Rate, count: YearCount) -> Decimal:
    parts = ZERO
    for month in range(1, MONTHS + 1):
        first = date(count.year, month, 1)
        next_first = date(count.year + month // MONTHS, month % MONTHS + 1, 1)
        whole = Period(first, next_first - _DAY)
        held = rate.within(whole)
        if held:
            parts += Decimal(held.days) / Decimal(whole.days)
    return parts / MONTHS


def _on_a_day(rate: Rate, count: YearCount) -> Decimal:
    return Decimal(1) if rate.holds_on(count.reference_day) else ZERO


_PARTS = {
    YearRule.DAYS: _by_days,
    YearRule.MONTHS: _by_months,
    YearRule.ON_A_DAY: _on_a_day,
}
