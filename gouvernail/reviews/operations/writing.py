"""Writing a review: by its lead, by a personal link, or by the team for somebody on the phone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.models import Status
from gouvernail.directory.models import Person
from gouvernail.governance.models import Sitting
from gouvernail.history.operations import By, note
from gouvernail.reviews.models import Review, ReviewCycle, ReviewFigure, ReviewStep, Voice
from gouvernail.reviews.models.reviews import LONGEST_TEXT, TEXT_LABELS, TEXTS
from gouvernail.reviews.operations.plan_news import tell_the_plan
from gouvernail.reviews.words import OBSTACLE_SENTENCES
from gouvernail.rules.reviews import OPEN_TO_TEAM, ReviewObstacle, ReviewState, review_obstacles
from gouvernail.rules.reviews import ReviewStep as Step

Target = Action | PlanNode


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, in words and as a person of the directory if there is one; and by which way."""

    name: str
    person: Person | None = None
    voice: Voice = Voice.ACCOUNT


@dataclass(frozen=True, slots=True)
class Figure:
    """The value that somebody gives of an indicator."""

    indicator: str
    value: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """What a review says. `texts` holds the keys of TEXTS.

    `figures` says anew those that it names, an empty value takes one off; the others stay: an
    indicator that was renamed keeps what was given under its former name.
    """

    status: Status | None = None
    progress: int | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    nothing_new: bool = False
    figures: tuple[Figure, ...] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The review of an action or a node in a cycle, and the version that its writer saw of it.

    `seen` is 0 when nothing was written yet.
    """

    cycle: ReviewCycle
    target: Target
    seen: int = 0


@dataclass(frozen=True, slots=True)
class StepWords:
    """Who takes a step, when it is no account; a word with it; the sitting in which it is taken."""

    name: str = ""
    words: str = ""
    sitting: Sitting | None = None


@transaction.atomic
def write_review(
    place: Place, draft: ReviewDraft, speaker: Speaker, *, to: ReviewState, by: By
) -> Review:
    """Keep what somebody says of an action or a node, as a draft or to be read by the team.

    `to` is the state in which it is left: draft, submitted, or kept when the team corrects one
    that is kept.

    Errors: EditConflict when somebody else wrote meanwhile; Refusal when the step cannot be
    taken or a text is too long. Nothing is written then.
    """
    _check(draft)
    review, state = _claimed(place)
    if state not in OPEN_TO_TEAM:
        raise Refusal(
            "Ce bilan est validé : son texte ne change plus. Ouvrez une correction, qui dira "
            "pourquoi."
        )
    says = draft.nothing_new or any(draft.texts.get(name, "").strip() for name in TEXTS)
    refuse(review_obstacles(state, Step(to, says_something=says)))
    before = review.status_id, review.progress
    _fill(review, draft, speaker, to, by)
    if draft.figures is not None:
        _write_figures(review, draft.figures)
    if state is not to or to is not ReviewState.DRAFT:
        take_step(review, by, StepWords(speaker.name))
    note("review.written", review, convention_id=review.convention_id, by=by)
    if to is ReviewState.KEPT and before != (review.status_id, review.progress):
        tell_the_plan(review, by.at, by=by)
    return review


@transaction.atomic
def say_nothing_new(place: Place, speaker: Speaker, *, by: By) -> Review:
    """Say in one gesture that nothing is new; the state of the action stays what it is.

    Errors: EditConflict, Refusal, as `write_review`.
    """
    action = place.target if isinstance(place.target, Action) else None
    draft = ReviewDraft(
        action.status if action else None, action.progress if action else None, nothing_new=True
    )
    return write_review(place, draft, speaker, to=ReviewState.SUBMITTED, by=by)


def locked_review(cycle: ReviewCycle, target: Target) -> Review | None:
    """Return the review of a target in a cycle, held until the end of the transaction.

    The cycle is locked first, so that two people never make the first row at once.
    """
    ReviewCycle.objects.select_for_update().get(pk=cycle.pk)
    rows = Review.objects.select_for_update().filter(cycle=cycle)
    kept = {"action": target} if isinstance(target, Action) else {"node": target}
    review = rows.filter(**kept).first()
    if review:
        review.cycle, review.convention = cycle, cycle.convention
    return review


def take_step(review: Review, by: By, told: StepWords) -> None:
    """Write who put a review into the state that it is in; the row itself is saved before."""
    ReviewStep.objects.create(
        review=review,
        state=review.state,
        at=by.at,
        actor=by.actor,
        name=(told.name or (by.actor.full_name if by.actor else ""))[:150],
        words=told.words[:500],
        sitting=told.sitting,
    )


def refuse(obstacles: tuple[ReviewObstacle, ...]) -> None:
    """Refuse a step in words. Errors: Refusal when something stands in the way."""
    if obstacles:
        raise Refusal(" ".join(OBSTACLE_SENTENCES[obstacle] for obstacle in obstacles))


def _claimed(place: Place) -> tuple[Review, ReviewState]:
    """Return the review of a place, claimed, and its state; a new one when there is none yet."""
    review = locked_review(place.cycle, place.target)
    if review:
        review.claim(place.seen)
        return review, ReviewState(review.state)
    if place.seen:
        raise EditConflict
    review = Review(convention=place.cycle.convention, cycle=place.cycle)
    setattr(review, "action" if isinstance(place.target, Action) else "node", place.target)
    return review, ReviewState.TODO


def _fill(review: Review, draft: ReviewDraft, speaker: Speaker, to: ReviewState, by: By) -> None:
    review.state = to.value
    review.status, review.progress = draft.status, draft.progress
    review.nothing_new = draft.nothing_new
    for name in TEXTS:
        setattr(review, name, draft.texts.get(name, "").strip())
    # What the team corrects stays said by whoever said it.
    if to is not ReviewState.KEPT:
        review.speaker, review.speaker_person = speaker.name[:300], speaker.person
        review.voice = speaker.voice.value
    review.changed_at = by.at
    review.save()


def _write_figures(review: Review, figures: tuple[Figure, ...]) -> None:
    review.figures.filter(indicator__in=[figure.indicator[:300] for figure in figures]).delete()
    said = [figure for figure in figures if figure.value.strip()]
    ReviewFigure.objects.bulk_create(
        ReviewFigure(
            review=review,
            indicator=figure.indicator[:300],
            value=figure.value.strip()[:60],
            comment=figure.comment.strip()[:300],
            position=rank,
        )
        for rank, figure in enumerate(said)
    )


def _check(draft: ReviewDraft) -> None:
    for name in TEXTS:
        if len(draft.texts.get(name, "")) > LONGEST_TEXT:
            label = TEXT_LABELS[name]
            raise Refusal(f"« {label} » dépasse {LONGEST_TEXT} signes : raccourcissez ce texte.")
    if draft.progress is not None and not 0 <= draft.progress <= 100:
        raise Refusal("L’avancement va de 0 à 100 %.")
