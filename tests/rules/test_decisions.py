"""The life of a decision, read as a table."""

from datetime import date

import pytest

from gouvernail.rules.decisions import (
    STEPS,
    DecisionFacts,
    DecisionObstacle,
    DecisionState,
    days_late,
    decision_obstacles,
    wants_review,
)

S, Why = DecisionState, DecisionObstacle


@pytest.mark.parametrize(
    ("facts", "to", "expected"),
    [
        (DecisionFacts(S.PROPOSED), S.ADOPTED, ()),
        (DecisionFacts(S.PROPOSED, is_held=False), S.ADOPTED, (Why.NOT_HELD,)),
        (DecisionFacts(S.PROPOSED), S.REJECTED, (Why.NO_REASON,)),
        (DecisionFacts(S.PROPOSED, is_held=False), S.REJECTED, (Why.NOT_HELD, Why.NO_REASON)),
        (DecisionFacts(S.PROPOSED), S.DONE, (Why.NOT_A_STEP,)),
        (DecisionFacts(S.ADOPTED), S.RUNNING, ()),
        (DecisionFacts(S.ADOPTED), S.DONE, (Why.NO_PROOF,)),
        (DecisionFacts(S.RUNNING, has_proof=True), S.DONE, ()),
        (DecisionFacts(S.RUNNING), S.DROPPED, (Why.NO_REASON,)),
        (DecisionFacts(S.RUNNING, reason="sans objet"), S.DROPPED, ()),
        (DecisionFacts(S.DONE), S.RUNNING, (Why.NO_REASON,)),
        (DecisionFacts(S.DONE, reason="mal fait"), S.RUNNING, ()),
        (DecisionFacts(S.REJECTED, reason="à revoir"), S.PROPOSED, ()),
        (DecisionFacts(S.REJECTED), S.ADOPTED, (Why.NOT_A_STEP,)),
    ],
)
def test_a_step_says_what_it_wants(facts, to, expected):
    assert decision_obstacles(facts, to) == expected


def test_every_state_has_a_way_out_and_none_leads_to_itself():
    assert set(STEPS) == set(DecisionState)
    assert all(steps and state not in steps for state, steps in STEPS.items())


@pytest.mark.parametrize(
    ("state", "due_on", "expected"),
    [
        (S.ADOPTED, date(2026, 11, 20), 4),
        (S.RUNNING, date(2024, 2, 29), 999),
        (S.ADOPTED, date(2026, 11, 24), 0),
        (S.ADOPTED, date(2026, 12, 1), 0),
        (S.ADOPTED, None, 0),
        (S.PROPOSED, date(2026, 1, 1), 0),
        (S.DONE, date(2026, 1, 1), 0),
    ],
)
def test_only_what_is_to_carry_out_is_late(state, due_on, expected):
    assert days_late(state, due_on, date(2026, 11, 24)) == expected


def test_a_review_is_wanted_from_its_day_on():
    on = date(2026, 11, 24)
    assert wants_review(S.RUNNING, on, on)
    assert not wants_review(S.RUNNING, date(2026, 11, 25), on)
    assert not wants_review(S.DONE, on, on)
    assert not wants_review(S.RUNNING, None, on)
