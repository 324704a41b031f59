"""What the page of one point of an agenda reads: what comes with it, where it comes from."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from gouvernail.action_plan.models import Action
from gouvernail.conventions.models import Convention
from gouvernail.governance.models import AgendaItem, Decision, ItemDocument, Sitting
from gouvernail.history.queries import JournalLine, journal_of
from gouvernail.rules.sittings import COUNTS, PLANNED, SittingState

JOURNAL_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Place:
    """A sitting where a point was, is or will be on the agenda."""

    item_id: int
    sitting_id: int
    on: date


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a point comes from, nearest first, and where it was taken up, in order of days."""

    before: tuple[Place, ...] = ()
    after: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class PointPage:
    """One point of an agenda, with all that comes with it."""

    item: AgendaItem
    documents: tuple[ItemDocument, ...]
    actions: tuple[Action, ...]
    decisions: tuple[Decision, ...]
    lineage: Lineage
    journal: tuple[JournalLine, ...]
    may_change: bool
    may_be_carried: bool


@dataclass(frozen=True, slots=True)
class DiscussedAt:
    """A sitting where an action was on the agenda."""

    item: AgendaItem
    on: date
    is_held: bool


def point_page(item: AgendaItem, *, may_edit: bool) -> PointPage:
    """Return one point. Five queries."""
    state = SittingState(item.sitting.state)
    decisions = Decision.objects.filter(item=item).select_related("owner").order_by("number")
    return PointPage(
        item=item,
        documents=tuple(item.documents.order_by("added_at", "pk")),
        actions=tuple(item.actions.order_by("position", "pk")),
        decisions=tuple(decisions),
        lineage=lineage_of(item),
        journal=tuple(journal_of(item, JOURNAL_LENGTH)),
        may_change=may_edit and state is not SittingState.APPROVED,
        may_be_carried=may_edit and state in PLANNED | {SittingState.HELD},
    )


def lineage_of(item: AgendaItem) -> Lineage:
    """Return where a point comes from and where it went, through all its copies. One query."""
    taken_up = Q(origin__isnull=False) | Q(copies__isnull=False)
    rows = AgendaItem.objects.filter(taken_up, sitting__body=item.sitting.body_id).distinct()
    known: dict[int, tuple[Place, int | None]] = {}
    copies: dict[int, list[int]] = defaultdict(list)
    for pk, origin, sitting, moment in rows.values_list(
        "pk", "origin_id", "sitting_id", "sitting__starts_at"
    ):
        known[pk] = Place(pk, sitting, timezone.localtime(moment).date()), origin
        if origin:
            copies[origin].append(pk)
    return Lineage(_upwards(item, known), _downwards(item, known, copies))


def _upwards(item: AgendaItem, known: dict[int, tuple[Place, int | None]]) -> tuple[Place, ...]:
    found: list[Place] = []
    here = item.origin_id
    while here in known and known[here][0] not in found:
        place, origin = known[here]
        found.append(place)
        here = origin
    return tuple(found)


def _downwards(
    item: AgendaItem, known: dict[int, tuple[Place, int | None]], copies: dict[int, list[int]]
) -> tuple[Place, ...]:
    found: list[Place] = []
    ahead = list(copies[item.pk])
    while ahead:
        place, _ = known[ahead.pop(0)]
        if place not in found:
            found.append(place)
            ahead += copies[place.item_id]
    return tuple(sorted(found, key=lambda place: (place.on, place.item_id)))


def carrying_choices(item: AgendaItem) -> list[tuple[int, str]]:
    """Return the coming sittings to which a point may be carried. One query."""
    rows = Sitting.objects.filter(body=item.sitting.body_id).planned().select_related("body")
    rows = rows.exclude(pk=item.sitting_id).order_by("starts_at")
    return [(row.pk, str(row)) for row in rows]


def plan_actions(convention: Convention) -> list[Action]:
    """Return the actions of the plan, to be chosen by their title. One query."""
    rows = Action.objects.of(convention).current().only("number", "title", "convention")
    return list(rows.order_by("position", "pk"))


def sittings_about(action_id: int) -> list[DiscussedAt]:
    """Return the points of agendas about an action, the latest sitting first. One query."""
    rows = AgendaItem.objects.filter(actions=action_id).select_related("sitting__body")
    shown = [state.value for state in COUNTS | PLANNED]
    rows = rows.filter(sitting__state__in=shown).order_by("-sitting__starts_at", "position")
    return [
        DiscussedAt(
            row,
            timezone.localtime(row.sitting.starts_at).date(),
            SittingState(row.sitting.state) in COUNTS,
        )
        for row in rows
    ]
