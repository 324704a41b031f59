"""What a sitting settled, each with whom it is about: decisions, adjustments, reviews shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from gouvernail.governance.models import Adjustment, AgendaItem, Decision, Sitting
from gouvernail.reviews.models import FrozenReview
from gouvernail.reviews.queries.frozen import FrozenWords, frozen_words
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.returns import Matter
from gouvernail.rules.reviews import ReviewState


@dataclass(frozen=True, slots=True)
class Settled:
    """Something that a sitting settled, and whom it is about. One of the three is there."""

    matter: Matter
    decision: Decision | None = None
    adjustment: Adjustment | None = None
    review: FrozenWords | None = None


def settled_at(sitting: Sitting) -> list[Settled]:
    """Return what a sitting settled. Six queries.

    What is only proposed is left out; of the reviews, the frozen words that were shown there.
    """
    return [*_decisions(sitting), *_adjustments(sitting), *_reviews(sitting)]


def _decisions(sitting: Sitting) -> Iterator[Settled]:
    """Those that decide an adjustment are told with it."""
    rows = Decision.objects.filter(sitting=sitting, adjustment=None)
    rows = rows.exclude(state=DecisionState.PROPOSED.value).select_related(
        "owner", "item__origin__sitting", "item__origin__origin__sitting"
    )
    for row in rows.prefetch_related("actions").order_by("number"):
        actions = frozenset(action.pk for action in row.actions.all())
        matter = Matter(actions, raised_by=_raised_by(row.item), owner=row.owner_id)
        yield Settled(matter, decision=row)


def _raised_by(item: AgendaItem | None) -> frozenset[int]:
    """Return the bodies from whose sittings a point came, two sittings back at most."""
    origin = item.origin if item else None
    first = origin.origin if origin else None
    return frozenset(one.sitting.body_id for one in (origin, first) if one)


def _adjustments(sitting: Sitting) -> Iterator[Settled]:
    rows = Adjustment.objects.filter(decision__sitting=sitting)
    rows = rows.select_related("action", "node", "body", "decision")
    for row in rows.prefetch_related("opinions__sitting").order_by("number"):
        actions = frozenset({row.action_id} if row.action_id else ())
        nodes = frozenset({row.node_id} if row.node_id else ())
        bodies = frozenset({row.body_id, *(one.sitting.body_id for one in row.opinions.all())})
        yield Settled(Matter(actions, nodes, bodies), adjustment=row)


def _reviews(sitting: Sitting) -> Iterator[Settled]:
    shown = FrozenReview.objects.of(sitting.convention).last_versions()
    shown = shown.filter(
        review__steps__sitting=sitting, review__steps__state=ReviewState.PRESENTED.value
    ).select_related("review__cycle", "review__action", "review__node", "sitting__body")
    for row in shown.order_by("review__action__position", "pk").distinct():
        said = frozen_words(row)
        actions = frozenset({said.action_id} if said.action_id else ())
        nodes = frozenset({said.node_id} if said.node_id else ())
        yield Settled(Matter(actions, nodes), review=said)
