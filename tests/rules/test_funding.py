"""Money, from hope to proof: states, sums, gaps, alerts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gouvernail.rules.funding import (
    Funding,
    FundingState,
    Measure,
    financing,
    funding_state,
    gap,
    measured,
    to_justify,
    total,
)
from gouvernail.rules.funding_alerts import AlertKind, funding_alerts, paper_alert

TODAY = date(2026, 11, 24)
SIGNED = date(2026, 3, 1)


def line(year=2026, **said):
    """Return a line; amounts are written as whole euros."""
    dates = {key: value for key, value in said.items() if isinstance(value, date | bool)}
    amounts = {key: Decimal(value) for key, value in said.items() if key not in dates}
    return Funding(year, **amounts, **dates)


STATES = [
    ("nothing is said", line(), FundingState.UNSAID),
    ("hoped for", line(planned=100), FundingState.PLANNED),
    ("asked", line(planned=100, requested=90), FundingState.REQUESTED),
    ("asked, the amount is not said", line(requested_on=SIGNED), FundingState.REQUESTED),
    ("granted", line(requested=90, granted=80), FundingState.UNSIGNED),
    ("granted and signed", line(granted=80, signed_on=SIGNED), FundingState.SIGNED),
    ("signed, the amount is not said", line(signed_on=SIGNED), FundingState.SIGNED),
    ("granted nothing", line(requested=90, granted=0), FundingState.REFUSED),
    ("a first payment", line(granted=80, signed_on=SIGNED, paid=30), FundingState.PART_PAID),
    ("a payment of 0 is none", line(granted=80, signed_on=SIGNED, paid=0), FundingState.SIGNED),
    ("paid in full", line(granted=80, paid=80), FundingState.TO_JUSTIFY),
    ("paid, no grant is written", line(paid=80), FundingState.TO_JUSTIFY),
    ("paid and proved in part", line(granted=80, paid=80, justified=79), FundingState.TO_JUSTIFY),
    ("paid and proved", line(granted=80, paid=80, justified=80), FundingState.JUSTIFIED),
    ("more proved than paid", line(granted=80, paid=80, justified=95), FundingState.JUSTIFIED),
    (
        "nothing to prove",
        line(granted=80, paid=80, needs_justification=False),
        FundingState.PAID,
    ),
    ("own share hoped for", line(planned=50, is_own_share=True), FundingState.PLANNED),
    ("own share voted", line(granted=50, is_own_share=True), FundingState.SIGNED),
    ("own share refused", line(granted=0, is_own_share=True), FundingState.REFUSED),
    ("own share spent", line(granted=50, paid=50, is_own_share=True), FundingState.PAID),
]


@pytest.mark.parametrize(("said", "state"), [pytest.param(*row[1:], id=row[0]) for row in STATES])
def test_state(said, state):
    assert funding_state(said) is state


def test_every_state_has_its_case():
    assert {state for _, _, state in STATES} == set(FundingState)


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        (line(granted=80), None),
        (line(paid=80), 80),
        (line(paid=80, justified=30), 50),
        (line(paid=80, justified=100), 0),
        (line(paid=80, is_own_share=True), None),
        (line(paid=80, needs_justification=False), None),
    ],
)
def test_to_justify(said, amount):
    assert to_justify(said) == amount
    assert measured(said, Measure.TO_JUSTIFY) == amount


def test_each_measure_is_an_amount_of_the_line():
    said = line(planned=6, requested=5, granted=4, paid=3, justified=1)
    assert [measured(said, measure) for measure in Measure] == [6, 5, 4, 3, 1, 2]


def test_a_sum_of_nothing_said_is_not_zero():
    assert total([None, None]) is None
    assert total([None, Decimal(0)]) == 0
    assert total([Decimal("0.10"), None, Decimal("0.20")]) == Decimal("0.30")


def test_a_gap_needs_both_amounts():
    assert gap(Decimal(100), Decimal(80)) == 20
    assert gap(Decimal(100), None) is None
    assert gap(None, Decimal(80)) is None


def test_what_is_left_to_find_counts_only_what_is_firm():
    lines = [
        line(requested=500, granted=400),
        line(2027, requested=300),
        line(2027, planned=200),
        line(requested=999, granted=0),
        line(paid=50),
        line(granted=100, is_own_share=True),
    ]
    found = financing(Decimal(1000), lines)
    assert (found.acquired, found.own_share, found.pending) == (450, 100, 500)
    assert found.missing == 450
    assert financing(None, lines).missing is None
    assert financing(Decimal(500), lines).missing == -50


END = date(2026, 12, 31)
PAID = line(granted=80, signed_on=SIGNED, paid=80)
ALERTS = [
    ("planned for a year to come", line(2027, planned=100), []),
    ("planned, not asked", line(planned=100), [("not_requested", 100, END, False)]),
    (
        "planned last year, never asked",
        line(2025, planned=100),
        [("not_requested", 100, date(2025, 12, 31), True)],
    ),
    ("asked lately", line(requested=90, requested_on=date(2026, 9, 1)), []),
    (
        "asked long ago",
        line(requested=90, requested_on=date(2026, 8, 20)),
        [("no_answer", 90, END, False)],
    ),
    ("asked, nobody wrote when", line(requested=90), []),
    ("granted, not signed", line(granted=80), [("unsigned", 80, END, False)]),
    (
        "granted, not signed within its year",
        line(2025, granted=80),
        [("unsigned", 80, date(2025, 12, 31), True)],
    ),
    ("signed lately", line(granted=80, signed_on=date(2026, 9, 1)), []),
    ("signed long ago", line(granted=80, signed_on=SIGNED), [("unpaid", 80, END, False)]),
    (
        "not paid on the day said",
        line(granted=80, signed_on=SIGNED, pay_by=date(2026, 10, 1)),
        [("unpaid", 80, date(2026, 10, 1), True)],
    ),
    (
        "the day of payment is to come",
        line(granted=80, signed_on=SIGNED, pay_by=date(2026, 12, 1)),
        [],
    ),
    ("paid in part, the year runs", line(granted=80, signed_on=SIGNED, paid=50), []),
    (
        "paid in part, the year is over",
        line(2025, granted=80, paid=50, justified=50),
        [("balance", 30, date(2025, 12, 31), True)],
    ),
    ("paid, the proof is for next June", PAID, []),
    (
        "the proof is due soon",
        replace(PAID, justify_by=date(2027, 1, 15)),
        [("to_justify", 80, date(2027, 1, 15), False)],
    ),
    (
        "the proof is late",
        replace(PAID, justify_by=date(2026, 11, 23)),
        [("to_justify", 80, date(2026, 11, 23), True)],
    ),
    (
        "nobody wrote when the proof is due",
        replace(PAID, year=2025),
        [("to_justify", 80, date(2026, 6, 30), True)],
    ),
    (
        "a balance that waits for a proof",
        line(2025, granted=80, paid=50),
        [
            ("balance", 30, date(2025, 12, 31), True),
            ("to_justify", 50, date(2026, 6, 30), True),
        ],
    ),
    ("refused", line(requested=90, granted=0), []),
    ("nothing is said", line(2025), []),
    ("own share not voted", line(planned=50, is_own_share=True), [("not_voted", 50, END, False)]),
    ("own share voted", line(2025, granted=50, is_own_share=True), []),
]


@pytest.mark.parametrize(("said", "told"), [pytest.param(*row[1:], id=row[0]) for row in ALERTS])
def test_alerts(said, told):
    found = funding_alerts(said, TODAY)
    assert [(alert.kind.value, alert.amount, alert.due, alert.is_late) for alert in found] == told


def test_every_alert_of_a_line_has_its_case():
    told = {kind for _, _, alerts in ALERTS for kind, *_ in alerts}
    assert told == set(AlertKind) - {AlertKind.PAPER}


@pytest.mark.parametrize(
    ("due_on", "is_late"),
    [
        (date(2026, 12, 25), None),
        (date(2026, 12, 24), False),
        (TODAY, False),
        (date(2026, 11, 23), True),
    ],
)
def test_a_document_is_told_a_month_before(due_on, is_late):
    alert = paper_alert(due_on, TODAY)
    assert (alert.is_late if alert else None) == is_late
