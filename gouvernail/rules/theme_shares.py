"""What the time of the coordinators goes to: shares that must make 100 %, ETP by theme of a year.

Everything is a fraction until it is shown, so that what is declared can be made again by hand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor

from gouvernail.rules.periods import Period
from gouvernail.rules.staffing import MONTHS, WHOLE, Rate, YearCount, YearRule

_DAY = timedelta(days=1)
_HALF = Fraction(1, 2)
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Share:
    """A part of somebody's time, in percents, from a day to a day; None when it goes on."""

    theme: int
    percent: Decimal
    starts_on: date
    ends_on: date | None = None

    def within(self, period: Period) -> Period | None:
        """Return the days of a period on which it holds."""
        start = max(self.starts_on, period.start)
        end = min(self.ends_on or period.end, period.end)
        return Period(start, end) if start <= end else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row on which the shares make the same sum."""

    period: Period
    percent: Decimal

    @property
    def gap(self) -> Decimal:
        """What is missing to make 100, below 0 when the shares say more."""
        return WHOLE - self.percent


@dataclass(frozen=True, slots=True)
class YearPart:
    """The part of a year that some days are, and how it is written: « 181/365 ».

    `formula` is empty for a whole year, which multiplies by nothing.
    """

    value: Fraction
    formula: str


@dataclass(frozen=True, slots=True)
class CountedShare:
    """What one share brings to a year. `theme` is None for the time that no theme takes."""

    theme: int | None
    fte: Decimal
    percent: Decimal
    period: Period
    part: YearPart

    @property
    def amount(self) -> Fraction:
        """Full-time equivalents, exact."""
        return Fraction(self.fte) * Fraction(self.percent) / _HUNDRED * self.part.value


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


def uneven_stretches(shares: Iterable[Share], held: Period) -> list[Stretch]:
    """Return the days on which the shares of a holder do not make 100 %, grouped by sum.

    Unit: stretches, oldest first; none when every day is whole.
    Errors: none.
    Source: PILOTAGE, § 4.2: "L'affectation thématique de chaque CDC sera à préciser."
    """
    kept = [(share.percent, held_days) for share in shares if (held_days := share.within(held))]
    firsts = {held.start, *(days.start for _, days in kept)}
    firsts |= {days.end + _DAY for _, days in kept if days.end < held.end}
    found: list[Stretch] = []
    ordered = sorted(firsts)
    for rank, first in enumerate(ordered):
        last = ordered[rank + 1] - _DAY if rank + 1 < len(ordered) else held.end
        percent = sum((share for share, days in kept if first in days), Decimal(0))
        if found and found[-1].percent == percent:
            found[-1] = Stretch(Period(found[-1].period.start, last), percent)
        else:
            found.append(Stretch(Period(first, last), percent))
    return [stretch for stretch in found if stretch.gap]


def counted_shares(rate: Rate, shares: Sequence[Share], count: YearCount) -> list[CountedShare]:
    """Return what each share of one holder brings to a year, then what no theme takes.

    A change inside the year, of the rate or of the shares, makes another row. Their amounts add up
    to the rate over the year, whatever is missing; what is said beyond 100 % is taken back.

    Unit: rows in the order of their days; those that bring nothing are left out.
    Errors: none.
    Source: CHOICE 0068; PILOTAGE, § 4.2.
    """
    held = rate.within(count.period)
    if held is None:
        return []
    found = [
        CountedShare(share.theme, rate.fte, share.percent, days, year_part(days, count))
        for share in sorted(shares, key=lambda share: share.starts_on)
        if (days := share.within(held))
    ]
    found += [
        CountedShare(None, rate.fte, stretch.gap, stretch.period, year_part(stretch.period, count))
        for stretch in uneven_stretches(shares, held)
    ]
    return [row for row in found if row.amount]


def exact_fte(rates: Iterable[Rate], count: YearCount) -> Fraction:
    """Return the full-time equivalents of a year, by its rule, without any rounding.

    Unit: full-time equivalents, exact.
    Errors: none.
    Source: CHOICE 0065; CHOICE 0068.
    """
    held = [(rate, days) for rate in rates if (days := rate.within(count.period))]
    amounts = (Fraction(rate.fte) * year_part(days, count).value for rate, days in held)
    return sum(amounts, Fraction(0))


def rounded_fte(amount: Fraction) -> Decimal:
    """Return a figure as it is shown and declared: to the hundredth, halves upwards.

    Unit: full-time equivalents, two places.
    Errors: none.
    Source: CHOICE 0065.
    """
    return Decimal(floor(amount * _HUNDRED + _HALF)).scaleb(-2)


def rounding_gap(amounts: Iterable[Fraction]) -> Decimal:
    """Return how much the rounded figures make more than their exact sum, rounded.

    Unit: full-time equivalents, below 0 when they make less.
    Errors: none.
    Source: CHOICE 0068.
    """
    rows = list(amounts)
    shown = sum((rounded_fte(amount) for amount in rows), Decimal(0))
    return shown - rounded_fte(sum(rows, Fraction(0)))


def _by_days(period: Period, count: YearCount) -> YearPart:
    days, year = period.days, count.period.days
    return YearPart(Fraction(days, year), "" if days == year else f"{days}/{year}")


def _by_months(period: Period, count: YearCount) -> YearPart:
    whole, parts = 0, []
    for month in range(1, MONTHS + 1):
        first = date(count.year, month, 1)
        last = date(count.year + month // MONTHS, month % MONTHS + 1, 1) - _DAY
        start, end = max(period.start, first), min(period.end, last)
        if start > end:
            continue
        if (start, end) == (first, last):
            whole += 1
        else:
            parts.append(((end - start).days + 1, last.day))
    value = (whole + sum((Fraction(*part) for part in parts), Fraction(0))) / MONTHS
    terms = ([str(whole)] if whole else []) + [f"{days}/{most}" for days, most in parts]
    words = terms[0] if terms == [str(whole)] else f"({' + '.join(terms)})"
    return YearPart(value, "" if value == 1 else f"{words}/{MONTHS}")


def _on_a_day(period: Period, count: YearCount) -> YearPart:
    is_there = count.reference_day in period
    return YearPart(Fraction(1), "") if is_there else YearPart(Fraction(0), "0")


_PARTS = {
    YearRule.DAYS: _by_days,
    YearRule.MONTHS: _by_months,
    YearRule.ON_A_DAY: _on_a_day,
}
