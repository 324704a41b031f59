"""Money from the moment it is hoped for to the moment its use is proved.

A line is one funder, one year, one purpose. An amount that nobody said is None, never 0; a grant
of 0 was refused. The state and the gaps follow from the amounts and the dates alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

ZERO = Decimal(0)


class FundingState(StrEnum):
    """How far a line is, from words to proof."""

    UNSAID = "unsaid"
    PLANNED = "planned"
    REQUESTED = "requested"
    UNSIGNED = "unsigned"
    SIGNED = "signed"
    PART_PAID = "part_paid"
    PAID = "paid"
    TO_JUSTIFY = "to_justify"
    JUSTIFIED = "justified"
    REFUSED = "refused"


class Measure(StrEnum):
    """The amounts of a line that are summed."""

    PLANNED = "planned"
    REQUESTED = "requested"
    GRANTED = "granted"
    PAID = "paid"
    JUSTIFIED = "justified"
    TO_JUSTIFY = "to_justify"


@dataclass(frozen=True, slots=True)
class Funding:
    """What is known of a line. Own share is the money of whoever carries the action."""

    year: int
    planned: Decimal | None = None
    requested: Decimal | None = None
    granted: Decimal | None = None
    paid: Decimal | None = None
    justified: Decimal | None = None
    requested_on: date | None = None
    signed_on: date | None = None
    pay_by: date | None = None
    justify_by: date | None = None
    is_own_share: bool = False
    needs_justification: bool = True

    @property
    def last_day(self) -> date:
        """The end of its year."""
        return date(self.year, 12, 31)


@dataclass(frozen=True, slots=True)
class Financing:
    """A cost and what pays for it, in euros; `missing` is None when the cost is not said.

    Below zero, `missing` is money in excess. `pending` is asked or planned, not yet granted.
    """

    cost: Decimal | None
    acquired: Decimal
    own_share: Decimal
    pending: Decimal
    missing: Decimal | None

    @property
    def surplus(self) -> Decimal | None:
        """What came beyond the cost, if anything did."""
        return -self.missing if self.missing is not None and self.missing < 0 else None


def funding_state(line: Funding) -> FundingState:
    """Return how far a line is.

    What came last wins: paid over granted, granted over requested. A grant of 0 is a refusal.
    Own share is neither signed nor justified.

    Unit: a state.
    Errors: none.
    Source: CHOICE 0020; PILOTAGE, § 2.2.2: "veiller aux moyens financiers".
    """
    if line.paid:
        return _paid_state(line)
    if line.granted == ZERO:
        return FundingState.REFUSED
    if line.granted is not None or line.signed_on:
        is_firm = line.signed_on or line.is_own_share
        return FundingState.SIGNED if is_firm else FundingState.UNSIGNED
    return _hoped_state(line)


def _paid_state(line: Funding) -> FundingState:
    if line.granted is not None and line.paid is not None and line.paid < line.granted:
        return FundingState.PART_PAID
    if line.is_own_share or not line.needs_justification:
        return FundingState.PAID
    return FundingState.TO_JUSTIFY if to_justify(line) else FundingState.JUSTIFIED


def _hoped_state(line: Funding) -> FundingState:
    if line.requested is not None or line.requested_on:
        return FundingState.REQUESTED
    return FundingState.PLANNED if line.planned is not None else FundingState.UNSAID


def to_justify(line: Funding) -> Decimal | None:
    """Return what was paid and whose use is not proved yet.

    Unit: euros, never below 0; None when nothing was paid or nothing has to be justified.
    Errors: none.
    Source: CHOICE 0020; PILOTAGE, § 2.2.2.
    """
    if line.paid is None or line.is_own_share or not line.needs_justification:
        return None
    return max(line.paid - (line.justified or ZERO), ZERO)


def gap(wanted: Decimal | None, got: Decimal | None) -> Decimal | None:
    """Return what is missing between two amounts: requested and granted, granted and paid.

    Unit: euros, below 0 when more came than was wanted; None when either is not said.
    Errors: none.
    Source: CHOICE 0020.
    """
    return None if wanted is None or got is None else wanted - got


def measured(line: Funding, measure: Measure) -> Decimal | None:
    """Return one amount of a line.

    Unit: euros; None when it is not said.
    Errors: none.
    Source: CHOICE 0020.
    """
    amounts = {
        Measure.PLANNED: line.planned,
        Measure.REQUESTED: line.requested,
        Measure.GRANTED: line.granted,
        Measure.PAID: line.paid,
        Measure.JUSTIFIED: line.justified,
        Measure.TO_JUSTIFY: to_justify(line),
    }
    return amounts[measure]


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of the amounts that are said.

    Unit: euros; None when none is said, so that nothing known never reads as 0.
    Errors: none.
    Source: CHOICE 0020.
    """
    said = [amount for amount in amounts if amount is not None]
    return sum(said, ZERO) if said else None


def acquired_amount(line: Funding) -> Decimal | None:
    """Return what a line brings for sure: what was granted, or paid where no grant is written.

    Unit: euros; None while nothing is sure.
    Errors: none.
    Source: CHOICE 0020.
    """
    return line.granted if line.granted is not None else line.paid


def hoped_amount(line: Funding) -> Decimal | None:
    """Return what a line hopes for: what was asked, or planned before anything is asked.

    Unit: euros; None when nobody said it.
    Errors: none.
    Source: CHOICE 0020.
    """
    return line.requested if line.requested is not None else line.planned


def financing(cost: Decimal | None, lines: Iterable[Funding]) -> Financing:
    """Return what pays for an action and what is left to find.

    Acquired is what was granted, or paid where no grant is written. What is only asked or planned
    pays for nothing yet. All years count: the cost of an action is that of its whole life.

    Unit: euros.
    Errors: none.
    Source: CHOICE 0020; PILOTAGE, § 2.4.2: "la planification des actions et des moyens".
    """
    acquired = own_share = pending = ZERO
    for line in lines:
        firm = acquired_amount(line)
        if firm is None:
            pending += hoped_amount(line) or ZERO
        elif line.is_own_share:
            own_share += firm
        else:
            acquired += firm
    missing = None if cost is None else cost - acquired - own_share
    return Financing(cost, acquired, own_share, pending, missing)
