"""What changed since the last meeting of the coordinators, object by object, with its page."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from gouvernail.action_plan.models import Action
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.models import Convention
from gouvernail.coordination.models import Relay
from gouvernail.governance.models import Seat
from gouvernail.history.models import Entry
from gouvernail.history.news import ObjectNews, by_object, page_of
from gouvernail.staffing.models import Post

SHOWN = 10
# What coordinators need to hear of: who is there, who carries what, what was decided.
TOLD = {
    "decision.recorded": "décision notée,décisions notées",
    "decision.moved": "étape de décision,étapes de décision",
    "post.held": "poste pourvu,postes pourvus",
    "post.left": "poste quitté,postes quittés",
    "seat.held": "siège pourvu,sièges pourvus",
    "seat.left": "mandat fini,mandats finis",
    "mission.carried": "mission répartie,missions réparties",
    "handover.passed": "relais passé,relais passés",
    "action.created": "action créée,actions créées",
    "action.archived": "action archivée,actions archivées",
    "adjustment.proposed": "ajustement proposé,ajustements proposés",
}
_ACTION, _POST, _SEAT = "action_plan.action", "staffing.post", "governance.seat"
_SENTENCE, _RELAY = "staffing.missionsentence", "coordination.relay"
_TITLES = {
    "governance.decision": "Décisions",
    "governance.adjustment": "Ajustements proposés",
    _ACTION: "Actions",
    _POST: "Postes",
    _SENTENCE: "Missions",
    _RELAY: "Relais",
    _SEAT: "Sièges",
}
# Where a kind is read when the object has no page of its own, or none any more.
_HOMES = {
    _POST: "team:home",
    _SENTENCE: "declarations:missions",
    _RELAY: "coordination:board",
    _SEAT: "governance:home",
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """An object that changed, what was done to it, the path of where it is read."""

    label: str
    told: str
    path: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Objects of one kind that changed, the latest first."""

    title: str
    lines: tuple[ChangeLine, ...]

    @property
    def first(self) -> tuple[ChangeLine, ...]:
        """Those that are shown."""
        return self.lines[:SHOWN]

    @property
    def rest(self) -> int:
        """How many are not."""
        return len(self.lines[SHOWN:])


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed: how much of each, what exactly, and the actions that are still in the plan."""

    counts: tuple[str, ...] = ()
    groups: tuple[ChangeGroup, ...] = ()
    action_ids: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """What is said of it on an agenda, group by group."""
        return tuple(
            f"{group.title}\u202f: {', '.join(line.label for line in group.first)}"
            + (f" et {counted(group.rest, 'autre,autres')}" if group.rest else "")
            for group in self.groups
        )


def changes_since(convention: Convention, since: datetime) -> Changes:
    """Return what changed since a moment. Five queries at most."""
    rows = Entry.objects.of(convention.pk).filter(at__gt=since, verb__in=TOLD)
    entries = list(rows.order_by("at", "pk"))
    found = Counter(entry.verb for entry in entries)
    counts = (counted(found[verb], words) for verb, words in TOLD.items() if found[verb])
    news: defaultdict[str, list[ObjectNews]] = defaultdict(list)
    for one in by_object(entries):
        news[one.kind].append(one)
    actions = Action.objects.of(convention).current()
    kept = actions.filter(pk__in=[one.pk for one in news[_ACTION]]).order_by("position", "pk")
    paths = _paths(convention, news)
    return Changes(
        tuple(counts),
        tuple(
            ChangeGroup(title, tuple(_lines(convention.slug, news[kind], paths)))
            for kind, title in _TITLES.items()
            if news[kind]
        ),
        tuple(kept.values_list("pk", flat=True)),
    )


def _lines(
    slug: str, news: Iterable[ObjectNews], paths: Mapping[tuple[str, int], str]
) -> Iterator[ChangeLine]:
    """Write a line per object; never who holds a post or a seat: an agenda is read by all."""
    for one in news:
        path = paths.get((one.kind, one.pk)) or page_of(slug, one.kind, one.pk)
        told = one.acts if one.kind in _HOMES else one.told
        yield ChangeLine(one.label, told, path or reverse(_HOMES[one.kind], args=[slug]))


def _paths(
    convention: Convention, news: Mapping[str, list[ObjectNews]]
) -> dict[tuple[str, int], str]:
    """Return the pages of what is read on the page of something else, or may be gone."""
    slug, found = convention.slug, {}
    ids = {kind: [one.pk for one in news[kind]] for kind in (_POST, _SEAT, _RELAY)}
    for pk in Post.objects.of(convention).filter(pk__in=ids[_POST]).values_list("pk", flat=True):
        found[_POST, pk] = reverse("team:post", args=[slug, pk])
    seats = Seat.objects.filter(pk__in=ids[_SEAT])
    for pk, body in seats.values_list("pk", "body_id"):
        found[_SEAT, pk] = reverse("governance:body", args=[slug, body])
    relays = Relay.objects.filter(pk__in=ids[_RELAY], person__isnull=False)
    for pk, person in relays.values_list("pk", "person_id"):
        found[_RELAY, pk] = reverse("coordination:handover", args=[slug, person])
    return found
