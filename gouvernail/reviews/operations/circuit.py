"""The circuit of reviews after they are submitted: kept, sent back, validated, shown, corrected."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from gouvernail.governance.models import Body, Sitting
from gouvernail.history.operations import By, Change, note
from gouvernail.reviews.models import FrozenReview, Review
from gouvernail.reviews.models.reviews import TEXTS
from gouvernail.reviews.operations.freezing import freeze, write_in_minutes
from gouvernail.reviews.operations.plan_news import locked_actions, tell_the_plan
from gouvernail.reviews.operations.writing import StepWords, refuse, take_step
from gouvernail.reviews.queries.frozen import validated_on
from gouvernail.rules.adjustments import BodyPart
from gouvernail.rules.reviews import (
    ReviewObstacle,
    ReviewState,
    ReviewStep,
    SatBody,
    review_obstacles,
)
from gouvernail.rules.sittings import SittingState, is_live


@transaction.atomic
def keep_reviews(reviews: Iterable[Review], *, by: By) -> list[Review]:
    """Keep reviews that were submitted; the plan takes the state and the progress that they say.

    Errors: Refusal when one of them cannot be kept; nothing is written then.
    """
    kept = _locked(reviews)
    # Held in one order, two people who keep at once never wait for each other.
    locked_actions(review.action_id for review in kept if review.action_id)
    for review in kept:
        step = ReviewStep(ReviewState.KEPT, says_something=_says_something(review))
        refuse(review_obstacles(ReviewState(review.state), step))
        said_at = review.changed_at
        _move(review, ReviewState.KEPT, by)
        tell_the_plan(review, said_at, by=by)
        _note("review.kept", review, by)
    return kept


@transaction.atomic
def keep_seen(seen: Mapping[int, int], reviews: Iterable[Review], *, by: By) -> int:
    """Keep the reviews that are still as they were seen, and return how many.

    `seen` gives the version of each that was read. One that was written again since is left for
    another reading, and one that somebody else kept stays kept.

    Errors: Refusal as `keep_reviews`.
    """
    return len(keep_reviews(_as_seen(seen, reviews, ReviewState.SUBMITTED), by=by))


@transaction.atomic
def send_back(review: Review, words: str, *, by: By) -> None:
    """Send a review back to whoever speaks, with a word that says what is wanted.

    Errors: Refusal without a word, or when it is not to be sent back.
    """
    [review] = _locked([review])
    step = ReviewStep(ReviewState.SENT_BACK, reason=words)
    refuse(review_obstacles(ReviewState(review.state), step))
    _move(review, ReviewState.SENT_BACK, by, words=words.strip())
    _note("review.sent_back", review, by, [Change("Mot", "", words.strip()[:500])])


@transaction.atomic
def validate_reviews(reviews: Iterable[Review], sitting: Sitting, *, by: By) -> list[Review]:
    """Validate kept reviews in a sitting of the body that examines, freeze them, tell its minutes.

    Errors: Refusal when one of them cannot be validated there; nothing is written then.
    """
    kept = _locked(reviews)
    sat, has_examiner = _sat(sitting), _has_examiner(sitting)
    for review in kept:
        step = ReviewStep(ReviewState.VALIDATED, sitting=sat, has_examiner=has_examiner)
        refuse(review_obstacles(ReviewState(review.state), step))
    item = write_in_minutes(sitting, kept, by=by)
    for review in kept:
        _move(review, ReviewState.VALIDATED, by, sitting=sitting)
        frozen = freeze(review, sitting, item, by=by)
        told = [Change("Empreinte (SHA-256)", "", frozen.digest)]
        _note("review.validated", review, by, told)
    return kept


@transaction.atomic
def validate_seen(
    seen: Mapping[int, int], reviews: Iterable[Review], sitting: Sitting, *, by: By
) -> int:
    """Validate the kept reviews that are still as they were read, and return how many.

    Errors: Refusal as `validate_reviews`.
    """
    fresh = _as_seen(seen, reviews, ReviewState.KEPT)
    return len(validate_reviews(fresh, sitting, by=by)) if fresh else 0


@transaction.atomic
def present_reviews(reviews: Iterable[Review], sitting: Sitting, *, by: By) -> list[Review]:
    """Record that validated reviews were shown to the body that decides.

    Errors: Refusal when one of them is not validated, or was validated later.
    """
    shown = _locked(reviews)
    sat = _sat(sitting)
    for review in shown:
        frozen = review.frozen.filter(is_latest=True).select_related("sitting").first()
        on = validated_on(frozen) if frozen else None
        step = ReviewStep(ReviewState.PRESENTED, sitting=sat)
        refuse(review_obstacles(ReviewState(review.state), step, on))
        _move(review, ReviewState.PRESENTED, by, sitting=sitting)
        _note("review.presented", review, by)
    return shown


@transaction.atomic
def present_seen(
    seen: Mapping[int, int], reviews: Iterable[Review], sitting: Sitting, *, by: By
) -> int:
    """Note as shown the validated reviews that are still as they were seen, and return how many.

    One that was validated after the sitting is left for the next.

    Errors: Refusal when there is none left, or as `present_reviews`.
    """
    on = timezone.localtime(sitting.starts_at).date()
    fresh = _as_seen(seen, reviews, ReviewState.VALIDATED)
    frozen = FrozenReview.objects.last_versions().filter(review__in=fresh)
    ready = {row.review_id for row in frozen.select_related("sitting") if validated_on(row) <= on}
    if not ready:
        refuse((ReviewObstacle.TOO_EARLY if fresh else ReviewObstacle.NOT_A_STEP,))
    shown = [review for review in fresh if review.pk in ready]
    return len(present_reviews(shown, sitting, by=by))


@transaction.atomic
def correct_review(review: Review, reason: str, *, by: By) -> None:
    """Open a validated review again: it becomes a draft, and the frozen text stands meanwhile.

    Errors: Refusal without a reason, or when it is not frozen.
    """
    [review] = _locked([review])
    step = ReviewStep(ReviewState.DRAFT, reason=reason, is_correction=True)
    refuse(review_obstacles(ReviewState(review.state), step))
    review.correction = reason.strip()[:500]
    _move(review, ReviewState.DRAFT, by, words=review.correction)
    _note("review.reopened", review, by, [Change("Pourquoi", "", review.correction)])


def _locked(reviews: Iterable[Review]) -> list[Review]:
    """Return reviews as they are now, in the order given, held until the end."""
    wanted = [review.pk for review in reviews]
    rows = Review.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    rows = rows.select_related("cycle__convention", "action__status", "convention")
    rows = rows.select_related(
        "action__lead_person", "action__node__parent__parent", "node__parent__parent", "status"
    )
    rows = rows.prefetch_related("action__parts__organisation", "action__places", "figures")
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in wanted if pk in found]


def _as_seen(
    seen: Mapping[int, int], reviews: Iterable[Review], state: ReviewState
) -> list[Review]:
    """Return the reviews in a state whose version is still the one that was seen, held.

    They come in the order in which they were seen.
    """
    there = {review.pk for review in reviews}
    wanted = [pk for pk in seen if pk in there]
    rows = Review.objects.select_for_update(of=("self",)).filter(pk__in=wanted, state=state.value)
    fresh = [row for row in rows.order_by("pk") if row.version == seen.get(row.pk)]
    return sorted(fresh, key=lambda row: wanted.index(row.pk))


def _move(
    review: Review, to: ReviewState, by: By, *, words: str = "", sitting: Sitting | None = None
) -> None:
    review.claim(review.version)
    review.state, review.changed_at = to.value, by.at
    review.save()
    take_step(review, by, StepWords(words=words, sitting=sitting))


def _says_something(review: Review) -> bool:
    return review.nothing_new or any(getattr(review, name) for name in TEXTS)


def _sat(sitting: Sitting) -> SatBody:
    on = timezone.localtime(sitting.starts_at).date()
    is_open = is_live(SittingState(sitting.state), on, timezone.localdate())
    part = BodyPart(sitting.body.part) if sitting.body.part else None
    return SatBody(part, is_open, on)


def _has_examiner(sitting: Sitting) -> bool:
    bodies = Body.objects.of(sitting.convention).current()
    return bodies.filter(part=BodyPart.EXAMINES.value).exists()


def _note(verb: str, review: Review, by: By, changes: Sequence[Change] = ()) -> None:
    note(verb, review, convention_id=review.convention_id, by=by, changes=list(changes))
