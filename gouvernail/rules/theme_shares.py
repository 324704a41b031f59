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
from gouvernail.rules.staffing import WHOLE, Rate
from gouvernail.rules.year_parts import YearCount, YearPart, year_part

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
