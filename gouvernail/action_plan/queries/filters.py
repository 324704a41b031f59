"""Which actions of the plan are shown: everything that the filters' address can say."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils import timezone

from gouvernail.action_plan.models import PartRole
from gouvernail.action_plan.queries.places import in_place
from gouvernail.action_plan.queries.state import PlanState
from gouvernail.rules.deadlines import DeadlineKind
from gouvernail.rules.progress import OPEN_FAMILIES
from gouvernail.rules.searching import read_search


class Watch(StrEnum):
    """What a coordinator watches for."""

    LATE = "late"
    STALE = "stale"
    NO_LEAD = "no_lead"
    NO_DEADLINE = "no_deadline"
    NO_INDICATOR = "no_indicator"
    NO_OBJECTIVE = "no_objective"
    NO_BASELINE = "no_baseline"
    NO_STATUS = "no_status"
    ARCHIVED = "archived"


WATCH_LABELS = {
    Watch.LATE: "En retard",
    Watch.STALE: "Sans nouvelles",
    Watch.NO_LEAD: "Sans pilote",
    Watch.NO_DEADLINE: "Sans échéance",
    Watch.NO_INDICATOR: "Sans indicateur",
    Watch.NO_OBJECTIVE: "Sans objectif",
    Watch.NO_BASELINE: "Sans donnée d’origine",
    Watch.NO_STATUS: "Sans état",
    Watch.ARCHIVED: "Archivées",
}


@dataclass(frozen=True, slots=True)
class PlanFilters:
    """What a person asked to see. Empty values keep everything."""

    words: str = ""
    node_ids: tuple[int, ...] = ()
    status_id: int | None = None
    commune: str = ""
    lead_id: int | None = None
    partner_id: int | None = None
    theme: str = ""
    public: str = ""
    priority: str = ""
    year: int | None = None
    watch: Watch | None = None
    on: date | None = None

    @property
    def node_id(self) -> int | None:
        """The part of the plan that was asked for."""
        return self.node_ids[0] if self.node_ids else None

    @property
    def has_rare(self) -> bool:
        """Tell whether a filter that lists fold away is at work."""
        rare = (self.partner_id, self.theme, self.public, self.priority, self.year, self.on)
        return any(rare)

    @property
    def keeps_all(self) -> bool:
        """Tell whether every current action is kept, whatever the day asked for."""
        return self == PlanFilters(on=self.on)


@dataclass(frozen=True, slots=True)
class Clock:
    """The day it is, and after how many days an action has no news."""

    today: date
    stale_after_days: int

    def at(self, on: date | None) -> "Clock":
        """Return the clock of a past day: what is late that day is late in its eyes."""
        return replace(self, today=on) if on else self

    @property
    def news_since(self) -> datetime:
        """The moment before which news are too old."""
        first_day = self.today - timedelta(days=self.stale_after_days)
        return timezone.make_aware(datetime.combine(first_day, time.min))


def filtered(state: PlanState, filters: PlanFilters, clock: Clock) -> QuerySet[Any]:
    """Return the actions of `state` that the filters keep. No query yet."""
    actions = state.actions
    for needle in read_search(filters.words):
        named = state.parts.filter(named_like("organisation__folded_name", needle))
        found = Q(search_text__contains=needle) | Q(id__in=named.values("action_id"))
        actions = actions.filter(found)
    if filters.node_ids:
        actions = actions.filter(node_id__in=filters.node_ids)
    if filters.status_id:
        actions = actions.filter(status_id=filters.status_id)
    if filters.commune:
        actions = in_place(actions, state, filters.commune)
    if filters.lead_id:
        led = state.parts.filter(role=PartRole.LEAD, organisation_id=filters.lead_id)
        actions = actions.filter(id__in=led.values("action_id"))
    if filters.partner_id:
        named = state.parts.filter(organisation_id=filters.partner_id)
        actions = actions.filter(id__in=named.values("action_id"))
    return watched(_worded(actions, filters), state, filters.watch, clock)


def named_like(column: str, needle: str) -> Q:
    """Keep the folded names that hold something looked for; they have no space on each side."""
    inside, bare = Q(**{f"{column}__contains": needle}), needle.strip()
    if needle.endswith(" "):
        ends = Q(**{f"{column}__endswith": needle.rstrip()})
        starts = Q(**{f"{column}__startswith": needle.lstrip()})
        return inside | ends | starts | Q(**{column: bare})
    return inside | Q(**{f"{column}__startswith": bare})


def _worded(actions: QuerySet[Any], filters: PlanFilters) -> QuerySet[Any]:
    """Keep what the territory's own words say: themes, publics, priority; and the year due."""
    if filters.theme:
        actions = actions.filter(_listed("themes", filters.theme))
    if filters.public:
        actions = actions.filter(_listed("publics", filters.public))
    if filters.priority:
        actions = actions.filter(priority=filters.priority)
    if filters.year:
        actions = actions.filter(due_on__year=filters.year)
    return actions


def _listed(column: str, word: str) -> Q:
    """Tell whether a list of words, written « one, two, three », has this one."""
    return (
        Q(**{column: word})
        | Q(**{f"{column}__startswith": f"{word}, "})
        | Q(**{f"{column}__endswith": f", {word}"})
        | Q(**{f"{column}__contains": f", {word}, "})
    )


def watched(
    actions: QuerySet[Any], state: PlanState, watch: Watch | None, clock: Clock
) -> QuerySet[Any]:
    """Return the actions that one watch keeps; archived ones only when they are asked for."""
    if watch is Watch.ARCHIVED:
        return actions.exclude(archived_at=None)
    actions = actions.filter(archived_at=None)
    if watch is None:
        return actions
    if watch is Watch.NO_LEAD:
        leads = state.parts.filter(role=PartRole.LEAD).values("action_id")
        return actions.exclude(id__in=leads)
    return actions.filter(_CONDITIONS[watch](clock))


def watch_counts(state: PlanState, clock: Clock) -> dict[Watch, int]:
    """Return how many current actions each watch keeps. Two queries."""
    current = watched(state.actions, state, None, clock)
    counts = current.aggregate(
        **{
            watch.value: Count("id", filter=condition(clock))
            for watch, condition in _CONDITIONS.items()
        }
    )
    led = watched(state.actions, state, Watch.NO_LEAD, clock).count()
    return {**{Watch(name): count for name, count in counts.items()}, Watch.NO_LEAD: led}


def watch_tests(state: PlanState, clock: Clock) -> dict[Watch, Any]:
    """Return each watch as a column, true or false, to be read beside an action."""
    leads = state.parts.filter(role=PartRole.LEAD, action_id=OuterRef("id"))
    tests = {
        watch: ExpressionWrapper(condition(clock), output_field=BooleanField())
        for watch, condition in _CONDITIONS.items()
    }
    return {**tests, Watch.NO_LEAD: ~Exists(leads)}


_OPEN = Q(status=None) | Q(status__family__in=[family.value for family in OPEN_FAMILIES])
_CONDITIONS: dict[Watch, Callable[[Clock], Q]] = {
    Watch.LATE: lambda clock: _OPEN & Q(due_on__lt=clock.today),
    Watch.STALE: lambda clock: _OPEN & Q(updated_at__lt=clock.news_since),
    Watch.NO_DEADLINE: lambda clock: Q(
        deadline_kind__in=[DeadlineKind.NONE.value, DeadlineKind.UNCLEAR.value]
    ),
    Watch.NO_INDICATOR: lambda clock: Q(indicators=""),
    Watch.NO_OBJECTIVE: lambda clock: Q(objective=""),
    Watch.NO_BASELINE: lambda clock: Q(missing_baselines__gt=0),
    Watch.NO_STATUS: lambda clock: Q(status=None),
}
