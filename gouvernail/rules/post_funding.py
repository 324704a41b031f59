"""What the Caf pays of a post: the least of what the settings of a year allow for."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Terms:
    """What a year says of one full-time post: euros, and percents for `rate`; None is not said."""

    amount: Decimal | None = None
    ceiling: Decimal | None = None
    rate: Decimal | None = None
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PostFunding:
    """What some posts cost in a year: in all, for the Caf, for the employer; None is not known."""

    cost: Fraction | None
    share: Fraction | None
    remainder: Fraction | None


def share_of_a_post(terms: Terms) -> Fraction | None:
    """Return what the Caf pays of one full-time post.

    The least of what is known: the amount; the rate of the cost, itself held under the ceiling;
    the cost, since nobody is paid more than a post costs. Without an amount, and without a rate
    and a cost, nothing can be said. A ceiling holds the cost back, and says nothing by itself.

    Unit: euros a year, exact; None when the settings do not tell.
    Errors: none.
    Source: CHOICE 0069; PILOTAGE, § 4.1: "cofinancés par la Caf".
    """
    bounds = []
    if terms.amount is not None:
        bounds.append(Fraction(terms.amount))
    if terms.rate is not None and terms.cost is not None:
        base = terms.cost if terms.ceiling is None else min(terms.cost, terms.ceiling)
        bounds.append(Fraction(base) * Fraction(terms.rate) / _HUNDRED)
    if not bounds:
        return None
    return min(*bounds, Fraction(terms.cost)) if terms.cost is not None else min(bounds)


def fund_posts(fte: Fraction, terms: Terms) -> PostFunding:
    """Return what some full-time equivalents cost in a year, and who pays.

    Unit: euros, exact; what is not known stays so, and the remainder needs both others.
    Errors: none.
    Source: CHOICE 0069.
    """
    one = share_of_a_post(terms)
    cost = None if terms.cost is None else fte * Fraction(terms.cost)
    share = None if one is None else fte * one
    remainder = cost - share if cost is not None and share is not None else None
    return PostFunding(cost, share, remainder)
