"""What money and its documents wait for, and by when.

Each line has at most two things to do: its next step, and the proof of what was paid.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from gouvernail.rules.funding import (
    Funding,
    FundingState,
    funding_state,
    gap,
    hoped_amount,
    to_justify,
)

DAYS_FOR_AN_ANSWER = 90
DAYS_FOR_A_PAYMENT = 90
NOTICE_OF_JUSTIFICATION = timedelta(days=60)
NOTICE_OF_A_PAPER = timedelta(days=30)


class AlertKind(StrEnum):
    """What a line waits for."""

    NOT_REQUESTED = "not_requested"
    NOT_VOTED = "not_voted"
    NO_ANSWER = "no_answer"
    UNSIGNED = "unsigned"
    UNPAID = "unpaid"
    BALANCE = "balance"
    TO_JUSTIFY = "to_justify"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to do, and by when; `is_late` once that day is past."""

    kind: AlertKind
    amount: Decimal | None
    due: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """What comes next for a line, from the day it is worth saying to the day it is due."""

    kind: AlertKind
    amount: Decimal | None
    since: date
    due: date


def funding_alerts(line: Funding, today: date) -> tuple[Alert, ...]:
    """Return what a line waits for on a day: its next step, and the proof of what was paid.

    Unit: alerts, none when nothing presses.
    Errors: none.
    Source: CHOICE 0021; PILOTAGE, § 2.2.2: "veiller aux moyens financiers et techniques mobilisés".
    """
    steps = (_next_step(line), _justification(line))
    return tuple(
        Alert(step.kind, step.amount, step.due, step.due < today)
        for step in steps
        if step and step.since <= today
    )


def paper_alert(due_on: date, today: date) -> Alert | None:
    """Return the alert of a document that is still to be received or sent.

    Unit: an alert, None when its day is more than a month away.
    Errors: none.
    Source: CHOICE 0021.
    """
    if today < due_on - NOTICE_OF_A_PAPER:
        return None
    return Alert(AlertKind.PAPER, None, due_on, due_on < today)


def _next_step(line: Funding) -> _Step | None:
    steps = _STEPS_OF_OWN_SHARE if line.is_own_share else _STEPS
    state = funding_state(line)
    return steps[state](line) if state in steps else None


def _first_day(line: Funding) -> date:
    return date(line.year, 1, 1)


def _vote(line: Funding) -> _Step:
    return _Step(AlertKind.NOT_VOTED, hoped_amount(line), _first_day(line), line.last_day)


def _request(line: Funding) -> _Step:
    return _Step(AlertKind.NOT_REQUESTED, line.planned, _first_day(line), line.last_day)


def _answer(line: Funding) -> _Step:
    return _Step(AlertKind.NO_ANSWER, hoped_amount(line), _answer_day(line), line.last_day)


def _signature(line: Funding) -> _Step:
    return _Step(AlertKind.UNSIGNED, line.granted, date.min, line.last_day)


def _payment(line: Funding) -> _Step:
    return _Step(AlertKind.UNPAID, line.granted, _payment_day(line), line.pay_by or line.last_day)


def _balance(line: Funding) -> _Step:
    due = line.pay_by or line.last_day
    return _Step(AlertKind.BALANCE, gap(line.granted, line.paid), _after(due), due)


_STEPS: dict[FundingState, Callable[[Funding], _Step]] = {
    FundingState.PLANNED: _request,
    FundingState.REQUESTED: _answer,
    FundingState.UNSIGNED: _signature,
    FundingState.SIGNED: _payment,
    FundingState.PART_PAID: _balance,
}
_STEPS_OF_OWN_SHARE = {FundingState.PLANNED: _vote, FundingState.REQUESTED: _vote}


def _justification(line: Funding) -> _Step | None:
    amount = to_justify(line)
    if not amount:
        return None
    due = line.justify_by or date(line.year + 1, 6, 30)
    return _Step(AlertKind.TO_JUSTIFY, amount, due - NOTICE_OF_JUSTIFICATION, due)


def _answer_day(line: Funding) -> date:
    if line.requested_on:
        return line.requested_on + timedelta(days=DAYS_FOR_AN_ANSWER)
    return _after(line.last_day)


def _payment_day(line: Funding) -> date:
    if line.pay_by:
        return _after(line.pay_by)
    if line.signed_on:
        return line.signed_on + timedelta(days=DAYS_FOR_A_PAYMENT)
    return _after(line.last_day)


def _after(day: date) -> date:
    return day + timedelta(days=1)
