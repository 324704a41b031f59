"""Freezing reviews as a sitting validates them, and telling its minutes."""

from collections.abc import Sequence

from django.utils import timezone

from gouvernail.action_plan.models import Action, PartRole, PlanNode
from gouvernail.governance.models import AgendaItem, ItemKind, Sitting
from gouvernail.governance.operations.words import keep_words, locked_sitting, say_it_validates
from gouvernail.history.operations import By
from gouvernail.reviews.models import FrozenReview, Review
from gouvernail.reviews.models.reviews import TEXTS
from gouvernail.reviews.queries.papers import digest_of_paper
from gouvernail.reviews.words import TO_VALIDATE, validated_line
from gouvernail.rules.minutes import digest_of_content


def freeze(review: Review, sitting: Sitting, item: AgendaItem, *, by: By) -> FrozenReview:
    """Keep for ever what a review says, with its digest, as the next version."""
    former = review.frozen.order_by("-number").first()
    review.frozen.filter(is_latest=True).update(is_latest=False)
    content = _content(review, sitting, former)
    return FrozenReview.objects.create(
        review=review,
        number=former.number + 1 if former else 1,
        content=content,
        digest=digest_of_content(content),
        frozen_at=by.at,
        sitting=sitting,
        item=item,
    )


def write_in_minutes(sitting: Sitting, reviews: Sequence[Review], *, by: By) -> AgendaItem:
    """Write in the minutes of a sitting what it validates, under its own point, and return it.

    The point is the one that already holds validated reviews, or the one with the usual title, or
    a new one at the end.

    Errors: Refusal once the minutes are approved.
    """
    # Held first: two people who validate at once write under one point.
    locked_sitting(sitting)
    item = _item_of(sitting)
    say_it_validates(sitting, by=by)
    item.actions.add(*[review.action for review in reviews if review.action])
    lines = [validated_line(str(review.action or review.node)) for review in reviews]
    known = item.minutes.splitlines()
    fresh = [line for line in lines if line not in known]
    if fresh:
        text = "\n".join([*([item.minutes] if item.minutes else []), *fresh])
        keep_words(sitting, item.pk, item.minutes, text, by=by)
    return item


def _item_of(sitting: Sitting) -> AgendaItem:
    items = sitting.items.order_by("position", "pk")
    found = items.filter(frozen_reviews__isnull=False).first()
    found = found or items.filter(title=TO_VALIDATE).first()
    if found:
        return found
    last = items.last()
    return AgendaItem.objects.create(
        sitting=sitting,
        position=last.position + 1 if last else 0,
        title=TO_VALIDATE,
        kind=ItemKind.VALIDATION.value,
    )


def _content(review: Review, sitting: Sitting, former: FrozenReview | None) -> dict[str, object]:
    status = review.status
    return {
        "about": _about(review.action or review.node),
        "cycle": {
            "title": review.cycle.title,
            "starts_on": review.cycle.starts_on.isoformat(),
            "ends_on": review.cycle.ends_on.isoformat(),
        },
        "status": {"label": str(status or ""), "family": status.family if status else ""},
        "progress": review.progress,
        "texts": {name: getattr(review, name) for name in TEXTS},
        "nothing_new": review.nothing_new,
        "figures": [
            {"indicator": row.indicator, "value": row.value, "comment": row.comment}
            for row in review.figures.order_by("position", "pk")
        ],
        "speaker": review.speaker,
        "voice": review.voice,
        "file": review.file_name,
        "paper": _paper(review),
        "corrects": former.digest if former else "",
        "correction": review.correction if former else "",
        "validated": {
            "in": str(sitting),
            "body": sitting.body.name,
            "on": timezone.localdate(sitting.starts_at).isoformat(),
        },
    }


def _paper(review: Review) -> dict[str, str]:
    """Return where the file is kept that goes with a review, and its SHA-256; nothing without."""
    stored = review.file.name or ""
    return {"stored": stored, "sha256": digest_of_paper(stored)} if stored else {}


def _about(target: Action | PlanNode | None) -> dict[str, object]:
    """Return what a review is about, in the words of that day."""
    if isinstance(target, Action):
        leads = [part for part in target.parts.all() if part.role == PartRole.LEAD]
        leads.sort(key=lambda part: (part.position, part.pk))
        return {
            "number": target.number,
            "title": target.title,
            "leads": ", ".join(str(part.organisation) for part in leads),
            "axis_id": _axis_of(target.node),
        }
    title = target.title if target else ""
    return {"number": "", "title": title, "leads": "", "axis_id": _axis_of(target)}


def _axis_of(node: PlanNode | None) -> int | None:
    while node and node.parent:
        node = node.parent
    return node.pk if node else None
