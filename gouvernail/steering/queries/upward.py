"""Remontées: what the commissions bring to the body that they feed, before one of its sittings."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from gouvernail.common.templatetags.french import day
from gouvernail.governance.models import (
    Adjustment,
    Body,
    Decision,
    ItemProposal,
    Sitting,
)
from gouvernail.governance.queries.sittings import last_held
from gouvernail.reviews.addresses import review_path
from gouvernail.reviews.models import Review
from gouvernail.rules.adjustments import AdjustmentState
from gouvernail.rules.attendance import THERE
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.reviews import ReviewState
from gouvernail.rules.sittings import COUNTS, PLANNED, SittingState
from gouvernail.steering.queries.raised import Raised, RaisedPoint, There, raised_points
from gouvernail.steering.queries.reach import Reach, feeding, reach_of


@dataclass(frozen=True, slots=True)
class HeldSitting:
    """A sitting that a commission held, and how many came of those whose presence was noted."""

    pk: int
    starts_at: datetime
    came: int
    noted: int


@dataclass(frozen=True, slots=True)
class ReadyReview:
    """A review that waits for this sitting, or that a sitting validated since the last one."""

    title: str
    path: str
    state: str
    cycle: str


@dataclass(frozen=True, slots=True)
class BodyReport:
    """What one commission brings. `silence` says that it did not meet.

    `followed` counts the actions of its objectives.
    """

    body: Body
    held: tuple[HeldSitting, ...]
    coming: Sitting | None
    points: tuple[RaisedPoint, ...]
    adjustments: tuple[Adjustment, ...]
    reviews: tuple[ReadyReview, ...]
    followed: int
    silence: str

    @property
    def is_empty(self) -> bool:
        """Does it bring nothing at all?"""
        return not (self.points or self.adjustments or self.reviews)


@dataclass(frozen=True, slots=True)
class UpwardPage:
    """The points of every commission on one page. `since` is the last sitting of the body."""

    sitting: Sitting
    since: Sitting | None
    reports: tuple[BodyReport, ...]

    @property
    def points(self) -> list[RaisedPoint]:
        """Every point that may join the agenda, commission by commission."""
        return [point for report in self.reports for point in report.points if not point.is_there]


@dataclass(slots=True)
class _Brought:
    """What was found, by the number of the commission."""

    slug: str
    sittings: dict[int, list[Sitting]] = field(default_factory=lambda: defaultdict(list))
    coming: dict[int, Sitting] = field(default_factory=dict)
    decisions: dict[int, list[Decision]] = field(default_factory=lambda: defaultdict(list))
    adjustments: dict[int, list[Adjustment]] = field(default_factory=lambda: defaultdict(list))
    proposals: dict[int, list[ItemProposal]] = field(default_factory=lambda: defaultdict(list))
    reviews: list[Review] = field(default_factory=list)


def upward_page(sitting: Sitting) -> UpwardPage:
    """Return what the commissions bring to a sitting. Sixteen queries at most."""
    since = last_held(sitting)
    bodies = feeding(sitting.body)
    if not bodies:
        return UpwardPage(sitting, since, ())
    reach = reach_of(sitting.convention, bodies)
    brought = _brought(sitting, since, [body.pk for body in bodies])
    there = _already_there(sitting)
    reports = (_report(body, brought, reach[body.pk], since, there) for body in bodies)
    return UpwardPage(sitting, since, tuple(reports))


def _brought(sitting: Sitting, since: Sitting | None, bodies: Collection[int]) -> _Brought:
    found = _Brought(sitting.convention.slug)
    from_then = Q(starts_at__gte=since.starts_at) if since else Q()
    until = Q(starts_at__lt=sitting.starts_at)
    rows = Sitting.objects.filter(body__in=bodies).select_related("body")
    held = Q(state__in=[state.value for state in COUNTS]) & from_then & until
    planned = Q(state__in=[state.value for state in PLANNED], starts_at__gte=timezone.now())
    rows = rows.filter(held | planned).prefetch_related("attendances", "items")
    for row in rows.order_by("starts_at", "pk"):
        if SittingState(row.state) in COUNTS:
            found.sittings[row.body_id].append(row)
        else:
            found.coming.setdefault(row.body_id, row)
    begun = timezone.localtime(since.starts_at).date() if since else sitting.convention.starts_on
    recent = Q(decided_on__gte=begun) if begun else Q()
    decisions = Decision.objects.filter(body__in=bodies).select_related("sitting__body")
    decisions = decisions.filter(Q(state=DecisionState.PROPOSED.value) | recent)
    for decision in decisions.prefetch_related("actions").order_by("number"):
        found.decisions[decision.body_id].append(decision)
    undecided = [AdjustmentState.PROPOSED.value, AdjustmentState.EXAMINED.value]
    waiting = Adjustment.objects.filter(body__in=bodies, state__in=undecided)
    for adjustment in waiting.select_related("action", "node").order_by("number"):
        found.adjustments[adjustment.body_id].append(adjustment)
    proposals = ItemProposal.objects.filter(body__in=bodies, item=None, set_aside_on=None)
    for proposal in proposals.order_by("proposed_at", "pk"):
        found.proposals[proposal.body_id].append(proposal)
    found.reviews = _reviews(sitting, since)
    return found


def _reviews(sitting: Sitting, since: Sitting | None) -> list[Review]:
    """Return the reviews that wait to be validated, and those validated since. One query."""
    recent = Q(state=ReviewState.VALIDATED.value)
    if since:
        recent &= Q(changed_at__gte=since.starts_at)
    rows = Review.objects.of(sitting.convention).filter(Q(state=ReviewState.KEPT.value) | recent)
    rows = rows.select_related("action", "node", "cycle")
    return list(rows.order_by("action__position", "node__position", "pk"))


def _already_there(sitting: Sitting) -> There:
    """Return what the agenda holds: the points that it takes up, and its titles. One query."""
    rows = list(sitting.items.values_list("origin_id", "title"))
    return (
        frozenset(origin for origin, _ in rows if origin),
        frozenset(title for _, title in rows),
    )


def _report(
    body: Body,
    brought: _Brought,
    reach: Reach,
    since: Sitting | None,
    there: There,
) -> BodyReport:
    held = brought.sittings[body.pk]
    raised = Raised(held, brought.proposals[body.pk], brought.decisions[body.pk])
    coming = brought.coming.get(body.pk)
    return BodyReport(
        body=body,
        held=tuple(_held(row) for row in held),
        coming=coming,
        points=tuple(raised_points(body, raised, there)),
        adjustments=tuple(brought.adjustments[body.pk]),
        reviews=tuple(_ready(brought, reach)),
        followed=len(reach.actions),
        silence="" if held else _silence(since, coming),
    )


def _held(sitting: Sitting) -> HeldSitting:
    noted = [row.presence for row in sitting.attendances.all() if row.seat_id]
    came = sum(presence in THERE for presence in noted)
    return HeldSitting(sitting.pk, sitting.starts_at, came, len(noted))


def _silence(since: Sitting | None, coming: Sitting | None) -> str:
    then = f"depuis la séance du {day(since.starts_at)}" if since else "encore"
    after = f" ; prochaine séance le {day(coming.starts_at)}" if coming else " ; rien n’est daté"
    return f"Ne s’est pas réunie {then}{after}."


def _ready(brought: _Brought, reach: Reach) -> Iterator[ReadyReview]:
    for row in brought.reviews:
        if row.action_id in reach.actions or row.node_id in reach.nodes:
            label, path = row.get_state_display(), review_path(brought.slug, row)
            yield ReadyReview(str(row.action or row.node), path, label, str(row.cycle))
