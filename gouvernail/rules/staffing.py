"""The posts of the coordinators in full-time equivalents: over a year, on a day, sum and shares.

A rate holds from a day to a day. Nothing is rounded before it is shown: three times 0.333 is
0.999, and a wrong sum is told, never mended.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations

from gouvernail.rules.cadence import Standing
from gouvernail.rules.periods import Period
from gouvernail.rules.year_parts import YearCount, year_part

ZERO, WHOLE = Decimal(0), Decimal(100)
HUNDREDTH, THOUSANDTH = Decimal("0.01"), Decimal("0.001")
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
_DAY = timedelta(days=1)


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


def fte_on(rates: Iterable[Rate], day: date) -> Decimal:
    """Return the sum of the rates that hold on a day.

    Unit: full-time equivalents, not rounded.
    Errors: none.
    Source: PILOTAGE, § 4.1: "Effectif total : 3,8 ETP chargés de coopération (CDC)."
    """
    return sum((rate.fte for rate in rates if rate.holds_on(day)), ZERO)


def left_on(rates: Iterable[Rate], day: date) -> date | None:
    """Return the last day in post of somebody who held a post and holds none on a day.

    None when they hold one, or never did: a partner without a post has not left.

    Unit: a day before `day`.
    Errors: none.
    Source: CHOICE 0072.
    """
    begun = [rate for rate in rates if rate.starts_on <= day]
    if not begun or any(rate.holds_on(day) for rate in begun):
        return None
    return max(rate.ends_on for rate in begun if rate.ends_on)


def exact_fte(rates: Iterable[Rate], count: YearCount) -> Fraction:
    """Return the full-time equivalents of a year, by its rule, without any rounding.

    By days: days held over days of the year. By months: each month is a twelfth, shared by its
    own days. On a day: all of it when it holds on the reference day, nothing otherwise.

    Unit: full-time equivalents, exact.
    Errors: none.
    Source: CHOICE 0065; CHOICE 0068; PILOTAGE, § 4.2 and § 4.3.
    """
    held = [(rate, days) for rate in rates if (days := rate.within(count.period))]
    amounts = (Fraction(rate.fte) * year_part(days, count).value for rate, days in held)
    return sum(amounts, Fraction(0))


def fte_over_year(rates: Iterable[Rate], count: YearCount) -> Decimal:
    """Return the full-time equivalents of a year, by its rule, added up before any rounding.

    Figures that are added are asked for together: the sum of two answers is not exact.

    Unit: full-time equivalents, to the 28th figure, beyond what showing can see.
    Errors: none.
    Source: CHOICE 0065.
    """
    amount = exact_fte(rates, count)
    return Decimal(amount.numerator) / Decimal(amount.denominator)


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


def vacant_rates(
    agreed: Iterable[Rate], actual: Iterable[Rate], period: Period
) -> tuple[Rate, ...]:
    """Return what was agreed of a post and done by nobody, one rate by stretch of a period.

    Two holders who overlap in July do not fill a post that nobody holds in December.

    Unit: rates above 0, in the order of their days.
    Errors: none.
    Source: CHOICE 0065; CHOICE 0066.
    """
    promised, done = tuple(agreed), tuple(actual)
    firsts = turning_days((*promised, *done), period)
    lasts = [*(first - _DAY for first in firsts[1:]), period.end]
    return tuple(
        Rate(gap, first, last)
        for first, last in zip(firsts, lasts, strict=True)
        if (gap := fte_on(promised, first) - fte_on(done, first)) > 0
    )


def vacant_over(agreed: Iterable[Rate], actual: Iterable[Rate], count: YearCount) -> Decimal:
    """Return what was agreed of a post and done by nobody over a year, stretch by stretch.

    Unit: full-time equivalents, not rounded, never below 0.
    Errors: none.
    Source: CHOICE 0065; CHOICE 0066.
    """
    return fte_over_year(vacant_rates(agreed, actual, count.period), count)


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


def first_day_beyond(agreed: Iterable[Rate], actual: Iterable[Rate], period: Period) -> date | None:
    """Return the first day of a period on which the holders do more of a post than it is.

    Unit: a day; None when there is none, or when nothing was agreed of the post at all.
    Errors: none.
    Source: CHOICE 0066.
    """
    promised, done = tuple(agreed), tuple(actual)
    if not promised:
        return None
    for day in turning_days((*promised, *done), period):
        wanted, found = fte_on(promised, day), fte_on(done, day)
        if found > wanted and not same_fte(found, wanted):
            return day
    return None


def beyond_contract(rate: Rate, contract_ends_on: date | None) -> Rate | None:
    """Return what somebody holds of a post after the end of the contract.

    Unit: a rate; None when nothing is held beyond, or when no end is known.
    Errors: none.
    Source: CHOICE 0066.
    """
    if contract_ends_on is None or contract_ends_on == date.max:
        return None
    start = max(rate.starts_on, contract_ends_on + _DAY)
    if rate.ends_on and rate.ends_on < start:
        return None
    return Rate(rate.fte, start, rate.ends_on)


def shown_fte(fte: Decimal) -> Decimal:
    """Return a figure as it is shown and declared: to the hundredth, halves upwards.

    Unit: full-time equivalents, two places.
    Errors: none.
    Source: CHOICE 0065.
    """
    return fte.quantize(HUNDREDTH, ROUND_HALF_UP)


def rounding_gap(parts: Sequence[Decimal]) -> tuple[Decimal, Decimal] | None:
    """Return what the parts add up to as they are shown, and their exact sum as it is shown.

    Unit: full-time equivalents, two places; None when both are the same.
    Errors: none.
    Source: CHOICE 0065.
    """
    lines = sum((shown_fte(part) for part in parts), ZERO)
    total = shown_fte(sum(parts, ZERO))
    return None if lines == total else (lines, total)


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
