"""The circuit of a review: said by its lead, kept by the team, validated by the Cotech, shown."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gouvernail.rules.adjustments import BodyPart


class ReviewState(StrEnum):
    """How far a review has gone. Nothing is written yet of one that is to do."""

    TODO = "todo"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    KEPT = "kept"
    VALIDATED = "validated"
    PRESENTED = "presented"


class ReviewObstacle(StrEnum):
    """Why a step of a review cannot be taken."""

    NOT_A_STEP = "not_a_step"
    NOTHING_SAID = "nothing_said"
    NO_REASON = "no_reason"
    WRONG_BODY = "wrong_body"
    NOT_SAT = "not_sat"
    TOO_EARLY = "too_early"


class ReviewGap(StrEnum):
    """What a review still lacks before the Copil can read it."""

    NOT_SAID = "not_said"
    NOT_SUBMITTED = "not_submitted"
    NOT_KEPT = "not_kept"
    NO_ANSWER = "no_answer"
    NOT_VALIDATED = "not_validated"
    EMPTY_TEXTS = "empty_texts"


STEPS: dict[ReviewState, frozenset[ReviewState]] = {
    ReviewState.TODO: frozenset({ReviewState.DRAFT, ReviewState.SUBMITTED}),
    ReviewState.DRAFT: frozenset({ReviewState.DRAFT, ReviewState.SUBMITTED}),
    ReviewState.SUBMITTED: frozenset(
        {ReviewState.SUBMITTED, ReviewState.SENT_BACK, ReviewState.KEPT}
    ),
    ReviewState.SENT_BACK: frozenset(
        {ReviewState.DRAFT, ReviewState.SUBMITTED, ReviewState.SENT_BACK}
    ),
    ReviewState.KEPT: frozenset({ReviewState.KEPT, ReviewState.SENT_BACK, ReviewState.VALIDATED}),
    # What is frozen changes by a new version alone, which says why it corrects.
    ReviewState.VALIDATED: frozenset({ReviewState.PRESENTED, ReviewState.DRAFT}),
    ReviewState.PRESENTED: frozenset({ReviewState.DRAFT}),
}
FROZEN = frozenset({ReviewState.VALIDATED, ReviewState.PRESENTED})
# Whoever speaks for an action writes until the team has kept what they said.
OPEN_TO_LEADS = frozenset(
    {ReviewState.TODO, ReviewState.DRAFT, ReviewState.SUBMITTED, ReviewState.SENT_BACK}
)
OPEN_TO_TEAM = OPEN_TO_LEADS | {ReviewState.KEPT}
_IN_SITTING = {
    ReviewState.VALIDATED: BodyPart.EXAMINES,
    ReviewState.PRESENTED: BodyPart.DECIDES,
}


@dataclass(frozen=True, slots=True)
class SatBody:
    """The sitting in which a step is taken.

    `is_open` tells that it was held, or may be under way: it is convened or prepared, on its day.
    """

    part: BodyPart | None
    is_open: bool
    on: date


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """A step that somebody wants to take.

    `says_something` tells that one of the four texts is written, or that nothing is new.
    `has_examiner` tells whether the territory has a body that examines: without one, the body
    that decides validates too. `is_correction` tells that what was validated is to be opened again.
    """

    to: ReviewState
    says_something: bool = True
    reason: str = ""
    sitting: SatBody | None = None
    has_examiner: bool = True
    is_correction: bool = False


def review_obstacles(
    state: ReviewState, step: ReviewStep, validated_on: date | None = None
) -> tuple[ReviewObstacle, ...]:
    """Return what stands in the way of a step of a review; nothing when it may be taken.

    Unit: obstacles, in the order in which they are told.
    Errors: none.
    Source: PILOTAGE, § 2.2.3: "Valider les éléments : résultats, facteurs de réussite, difficultés
        et perspectives à présenter au comité de pilotage."; CHOICE 0056.
    """
    if step.to not in STEPS[state] or (step.is_correction and state not in FROZEN):
        return (ReviewObstacle.NOT_A_STEP,)
    corrects = state in FROZEN and step.to is ReviewState.DRAFT
    stands = {
        ReviewObstacle.NOTHING_SAID: (
            step.to in {ReviewState.SUBMITTED, ReviewState.KEPT} and not step.says_something
        ),
        ReviewObstacle.NO_REASON: (
            (corrects or step.to is ReviewState.SENT_BACK) and not step.reason.strip()
        ),
        **_in_sitting(step, validated_on),
    }
    return tuple(obstacle for obstacle, is_there in stands.items() if is_there)


def validating_part(*, has_examiner: bool) -> BodyPart:
    """Return the part of the body that validates reviews.

    Unit: a part of the circuit.
    Errors: none.
    Source: PILOTAGE, § 2.2.3; CHOICE 0056.
    """
    return BodyPart.EXAMINES if has_examiner else BodyPart.DECIDES


def review_gaps(
    state: ReviewState, *, empty_texts: int = 0, nothing_new: bool = False
) -> tuple[ReviewGap, ...]:
    """Return what a review still lacks, the step that waits first.

    `empty_texts` counts those of the four texts that say nothing. Whoever says that nothing is new
    has no text to write; what is frozen is not to be filled in any more.

    Unit: gaps; nothing when it is validated.
    Errors: none.
    Source: PILOTAGE, § 2.2.3: four fields are validated; CHOICE 0057.
    """
    waits = _WAITS.get(state)
    if waits is None:
        return ()
    is_short = state is not ReviewState.TODO and empty_texts > 0 and not nothing_new
    return (waits, ReviewGap.EMPTY_TEXTS) if is_short else (waits,)


_WAITS = {
    ReviewState.TODO: ReviewGap.NOT_SAID,
    ReviewState.DRAFT: ReviewGap.NOT_SUBMITTED,
    ReviewState.SUBMITTED: ReviewGap.NOT_KEPT,
    ReviewState.SENT_BACK: ReviewGap.NO_ANSWER,
    ReviewState.KEPT: ReviewGap.NOT_VALIDATED,
}


def _in_sitting(step: ReviewStep, validated_on: date | None) -> dict[ReviewObstacle, bool]:
    wanted = _IN_SITTING.get(step.to)
    if wanted is None:
        return {}
    if step.to is ReviewState.VALIDATED:
        wanted = validating_part(has_examiner=step.has_examiner)
    sitting = step.sitting
    is_early = bool(sitting and validated_on and sitting.on < validated_on)
    return {
        ReviewObstacle.WRONG_BODY: sitting is None or sitting.part is not wanted,
        ReviewObstacle.NOT_SAT: sitting is not None and not sitting.is_open,
        ReviewObstacle.TOO_EARLY: step.to is ReviewState.PRESENTED and is_early,
    }
