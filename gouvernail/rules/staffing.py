"""Whether the posts that a convention promises are filled."""

from collections.abc import Sequence
from decimal import Decimal

from gouvernail.rules.cadence import Standing


def staffing_gap(target: Decimal, parts: Sequence[Decimal]) -> Decimal:
    """Return what is still missing to reach the posts promised.

    Unit: full-time equivalents, below 0 when there are more than promised.
    Errors: none.
    Source: PILOTAGE, § 4.1: "Effectif total : 3,8 ETP chargés de coopération (CDC) cofinancés par
        la Caf."
    """
    return target - sum(parts, Decimal(0))


def assess_staffing(target: Decimal, actual: Decimal | None) -> Standing:
    """Return whether the posts filled reach those promised, to the hundredth and beyond.

    Unit: a standing: held, at risk below the target, not applicable when nobody told the figure.
    Errors: none.
    Source: PILOTAGE, § 4.1; CHOICE 0038.
    """
    if actual is None:
        return Standing.NOT_APPLICABLE
    return Standing.HELD if actual >= target else Standing.AT_RISK
