"""The circuit of a review: what may follow what, and what stands in the way."""

from datetime import date

import pytest

from gouvernail.rules.adjustments import BodyPart
from gouvernail.rules.reviews import (
    FROZEN,
    OPEN_TO_LEADS,
    STEPS,
    ReviewObstacle,
    ReviewState,
    ReviewStep,
    SatBody,
    review_gaps,
    review_obstacles,
)

TODO, DRAFT, SUBMITTED = ReviewState.TODO, ReviewState.DRAFT, ReviewState.SUBMITTED
SENT_BACK, KEPT = ReviewState.SENT_BACK, ReviewState.KEPT
VALIDATED, PRESENTED = ReviewState.VALIDATED, ReviewState.PRESENTED
JUNE = date(2026, 6, 4)
COTECH = SatBody(BodyPart.EXAMINES, is_open=True, on=JUNE)
COPIL = SatBody(BodyPart.DECIDES, is_open=True, on=JUNE)


@pytest.mark.parametrize(
    ("state", "step", "expected"),
    [
        pytest.param(TODO, ReviewStep(SUBMITTED), (), id="one gesture submits"),
        pytest.param(TODO, ReviewStep(KEPT), ("not_a_step",), id="nothing is kept unsaid"),
        pytest.param(
            DRAFT,
            ReviewStep(SUBMITTED, says_something=False),
            ("nothing_said",),
            id="an empty draft is not submitted",
        ),
        pytest.param(
            TODO, ReviewStep(DRAFT, says_something=False), (), id="an empty draft may be kept"
        ),
        pytest.param(SUBMITTED, ReviewStep(SUBMITTED), (), id="corrected until it is kept"),
        pytest.param(KEPT, ReviewStep(SUBMITTED), ("not_a_step",), id="not after"),
        pytest.param(SUBMITTED, ReviewStep(SENT_BACK), ("no_reason",), id="sent back with a word"),
        pytest.param(KEPT, ReviewStep(VALIDATED, sitting=COTECH), (), id="the Cotech validates"),
        pytest.param(
            SUBMITTED,
            ReviewStep(VALIDATED, sitting=COTECH),
            ("not_a_step",),
            id="only what the team has kept",
        ),
        pytest.param(
            KEPT, ReviewStep(VALIDATED, sitting=COPIL), ("wrong_body",), id="not the Copil"
        ),
        pytest.param(
            KEPT,
            ReviewStep(VALIDATED, sitting=COPIL, has_examiner=False),
            (),
            id="the Copil where there is no Cotech",
        ),
        pytest.param(KEPT, ReviewStep(VALIDATED), ("wrong_body",), id="never outside a sitting"),
        pytest.param(
            KEPT,
            ReviewStep(VALIDATED, sitting=SatBody(BodyPart.EXAMINES, False, JUNE)),
            ("not_sat",),
            id="not before it sits, nor once its minutes are approved",
        ),
        pytest.param(VALIDATED, ReviewStep(PRESENTED, sitting=COPIL), (), id="shown to the Copil"),
        pytest.param(
            VALIDATED, ReviewStep(DRAFT), ("no_reason",), id="a correction says why it corrects"
        ),
        pytest.param(PRESENTED, ReviewStep(DRAFT, reason="Chiffre faux"), (), id="corrected later"),
        pytest.param(
            SENT_BACK,
            ReviewStep(DRAFT, reason="Chiffre faux", is_correction=True),
            ("not_a_step",),
            id="what was never validated is not corrected",
        ),
        pytest.param(PRESENTED, ReviewStep(VALIDATED), ("not_a_step",), id="never twice"),
    ],
)
def test_what_stands_in_the_way(state, step, expected):
    assert review_obstacles(state, step) == tuple(ReviewObstacle(name) for name in expected)


def test_what_was_validated_later_was_not_shown_before():
    step = ReviewStep(PRESENTED, sitting=COPIL)
    assert review_obstacles(VALIDATED, step, date(2026, 6, 5)) == (ReviewObstacle.TOO_EARLY,)
    assert review_obstacles(VALIDATED, step, JUNE) == ()


def test_every_state_has_its_steps_and_frozen_ones_are_closed_to_leads():
    assert set(STEPS) == set(ReviewState)
    assert not FROZEN & OPEN_TO_LEADS


@pytest.mark.parametrize(
    ("state", "empty", "nothing_new", "expected"),
    [
        (TODO, 4, False, ("not_said",)),
        (DRAFT, 4, False, ("not_submitted", "empty_texts")),
        (SUBMITTED, 0, False, ("not_kept",)),
        (SUBMITTED, 2, False, ("not_kept", "empty_texts")),
        (SUBMITTED, 4, True, ("not_kept",)),
        (SENT_BACK, 0, False, ("no_answer",)),
        (KEPT, 1, False, ("not_validated", "empty_texts")),
        (VALIDATED, 1, False, ()),
        (PRESENTED, 4, False, ()),
    ],
)
def test_what_a_review_still_lacks(state, empty, nothing_new, expected):
    assert review_gaps(state, empty_texts=empty, nothing_new=nothing_new) == expected
