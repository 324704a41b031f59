"""One obligation over one period: where it stands and what proves it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gouvernail.governance.models import Obligation
from gouvernail.rules.cadence import Expected, Standing
from gouvernail.rules.periods import Period


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sitting or a document that proves something, or is to prove it."""

    on: date
    label: str
    sitting_id: int | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class ObligationLine:
    """One obligation over one period. `sentence` tells where it stands, in words.

    `filled` is what a staffing obligation finds, in full-time equivalents; None without posts.
    """

    obligation: Obligation
    period: Period
    standing: Standing
    expected: Expected | None = None
    held: tuple[Evidence, ...] = ()
    planned: tuple[Evidence, ...] = ()
    missing: int = 0
    latest_date: date | None = None
    is_over: bool = False
    lacks: tuple[str, ...] = ()
    filled: Decimal | None = None
    sentence: str = ""
