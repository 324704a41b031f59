"""Reviews as the Cotech validated them: the only words that a Copil and a report may carry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone

from gouvernail.conventions.models import Convention
from gouvernail.reviews.models import CycleKind, FrozenReview, Review, ReviewCycle
from gouvernail.reviews.models.reviews import TEXTS
from gouvernail.rules.periods import Period
from gouvernail.rules.progress import StatusFamily
from gouvernail.rules.review_cycles import day_of_the_year_told
from gouvernail.rules.reviews import ReviewState


@dataclass(frozen=True, slots=True)
class FrozenFigure:
    """The value of an indicator, as it was validated."""

    indicator: str
    value: str
    comment: str


@dataclass(frozen=True, slots=True)
class FrozenWords:
    """What was validated of one action or node, for one cycle. Texts are as people wrote them.

    One of `action_id` and `node_id` is None. `axis_id` is the node of the first level above, or
    the node itself. `correction` is why a later version was made, empty for the first one.
    """

    pk: int
    review_id: int
    cycle_id: int
    cycle: str
    action_id: int | None
    node_id: int | None
    axis_id: int | None
    number: str
    title: str
    leads: str
    status: str
    status_family: str
    progress: int | None
    texts: Mapping[str, str]
    nothing_new: bool
    figures: tuple[FrozenFigure, ...]
    speaker: str
    version: int
    correction: str
    digest: str
    validated_on: date
    sitting: str
    is_presented: bool

    @property
    def full_title(self) -> str:
        """The number and the title of what it is about, as they were."""
        return f"{self.number} {self.title}".strip()


def validated_reviews(
    convention: Convention, period: Period | None = None, cycle: ReviewCycle | None = None
) -> list[FrozenWords]:
    """Return the last validated version of each action and node, in the order of the plan.

    Of a period: for the latest cycle that belongs to it, action by action; « rien de nouveau » in
    a later cycle keeps the words of the one before. Of a cycle: for that cycle alone. Without
    either: the latest that ever was. One query.
    """
    rows = FrozenReview.objects.of(convention).last_versions()
    if cycle is not None:
        rows = rows.filter(review__cycle=cycle)
    if period is not None:
        rows = rows.filter(
            review__cycle__starts_on__lte=period.end, review__cycle__ends_on__gte=period.start
        )
    rows = rows.select_related("review__cycle", "sitting__body", "review__action", "review__node")
    rows = rows.order_by("review__cycle__ends_on", "review__cycle_id", "pk")
    latest: dict[tuple[int | None, int | None], tuple[FrozenReview, FrozenWords]] = {}
    for row in rows:
        if period is not None and _day_told(row) not in period:
            continue
        about = (row.review.action_id, row.review.node_id)
        before = latest[about][1] if about in latest else None
        latest[about] = (row, _after(before, frozen_words(row)))
    return [words for _, words in sorted(latest.values(), key=lambda pair: _place(pair[0]))]


def _day_told(row: FrozenReview) -> date:
    cycle = row.review.cycle
    towards = cycle.kind == CycleKind.TOWARDS.value
    return day_of_the_year_told(Period(cycle.starts_on, cycle.ends_on), goes_up_to_sitting=towards)


def _after(before: FrozenWords | None, now: FrozenWords) -> FrozenWords:
    """Return the later words, unless they only say that nothing is new since the earlier ones."""
    if before is None or not now.nothing_new or any(now.texts.values()):
        return now
    return replace(
        before,
        status=now.status or before.status,
        status_family=now.status_family or before.status_family,
        progress=before.progress if now.progress is None else now.progress,
        figures=now.figures or before.figures,
        nothing_new=True,
        is_presented=now.is_presented,
    )


def frozen_words(row: FrozenReview) -> FrozenWords:
    """Return what a frozen review says; its review, cycle and sitting must be at hand."""
    said: dict[str, Any] = row.content
    review = row.review
    return FrozenWords(
        pk=row.pk,
        review_id=row.review_id,
        cycle_id=review.cycle_id,
        cycle=said["cycle"]["title"],
        action_id=review.action_id,
        node_id=review.node_id,
        axis_id=said["about"]["axis_id"],
        number=said["about"]["number"],
        title=said["about"]["title"],
        leads=said["about"]["leads"],
        status=said["status"]["label"],
        status_family=_family(said["status"]["family"]),
        progress=said["progress"],
        texts={name: said["texts"][name] for name in TEXTS},
        nothing_new=said["nothing_new"],
        figures=tuple(FrozenFigure(**figure) for figure in said["figures"]),
        speaker=said["speaker"],
        version=row.number,
        correction=said["correction"],
        digest=row.digest,
        validated_on=validated_on(row),
        sitting=said["validated"]["in"],
        is_presented=review.state == ReviewState.PRESENTED.value,
    )


def validated_on(row: FrozenReview) -> date:
    """Return the day on which a review was validated: that of the sitting, whenever it was noted.

    Its sitting must be at hand.
    """
    told = row.content["validated"].get("on")
    if told:
        return date.fromisoformat(told)
    return timezone.localdate(row.sitting.starts_at if row.sitting else row.frozen_at)


def _family(word: str) -> str:
    """Return a family of states that is known, or nothing."""
    return word if word in set(StatusFamily) else ""


def _place(row: FrozenReview) -> tuple[int, int, int]:
    """Nodes by their rank and place, then actions in the order of the plan."""
    review: Review = row.review
    if review.node:
        return (0, review.node.rank * 100_000 + review.node.position, row.pk)
    return (1, review.action.position if review.action else 0, row.pk)


def by_action(reviews: Iterable[FrozenWords]) -> dict[int, FrozenWords]:
    """Return validated reviews by the number of their action; those of nodes are left out."""
    return {row.action_id: row for row in reviews if row.action_id}


def levels_under(reviews: Iterable[FrozenWords], axis_id: int) -> list[FrozenWords]:
    """Return the validated reviews of the levels between an axis and its actions."""
    return [row for row in reviews if row.node_id and row.axis_id == axis_id != row.node_id]


def by_node(reviews: Iterable[FrozenWords]) -> dict[int, FrozenWords]:
    """Return validated reviews by the number of their node; those of actions are left out."""
    return {row.node_id: row for row in reviews if row.node_id}
