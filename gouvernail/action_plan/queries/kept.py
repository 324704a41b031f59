"""The actions that the filters keep: what every view of the plan starts from.

The same address therefore shows the same actions in the tree, the table, the board…
"""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from gouvernail.action_plan.models import ActionPart, PartRole
from gouvernail.action_plan.queries.filters import Clock, PlanFilters, filtered
from gouvernail.action_plan.queries.nodes import NodeLine, descendants, node_lines
from gouvernail.action_plan.queries.places import PLACE_LABELS
from gouvernail.action_plan.queries.rows import Brief, briefs
from gouvernail.action_plan.queries.state import PlanState, plan_state
from gouvernail.action_plan.queries.tallies import Share, Tally, shares, tally
from gouvernail.conventions.models import Convention
from gouvernail.conventions.queries.vocabulary import VocabularyWords, vocabulary_of

_INDENT = "\u2003"


@dataclass(frozen=True)
class KeptActions:
    """The actions kept. `actions` may be refined: no query yet."""

    words: VocabularyWords
    state: PlanState
    nodes: tuple[NodeLine, ...]
    actions: QuerySet[Any]
    shares: tuple[Share, ...]
    filters: PlanFilters
    clock: Clock

    @property
    def node_choices(self) -> tuple[tuple[int, str], ...]:
        """The parts of the plan to choose from, those below set in."""
        return tuple((node.id, _INDENT * (node.rank > 1) + node.title) for node in self.nodes)

    @property
    def status_choices(self) -> tuple[tuple[int, str], ...]:
        """The states to choose from."""
        return tuple((status.id, status.label) for status in self.words.statuses)

    @cached_property
    def tally(self) -> Tally:
        """What they amount to."""
        return tally(self.shares)

    @cached_property
    def briefs(self) -> tuple[Brief, ...]:
        """Each of them in brief, in the order of the plan. One query, the first time."""
        place = {node.id: rank for rank, node in enumerate(self.nodes)}
        last = len(place)
        rows = briefs(self.actions, self.words.statuses)
        rows.sort(key=lambda row: (place.get(row.node_id or 0, last), row.position, row.id))
        return tuple(rows)

    @cached_property
    def ids(self) -> list[int]:
        """Their numbers, in the order of the plan. One query, the first time."""
        return [row.id for row in self.briefs]

    def window(self, start: int, length: int) -> list[int]:
        """Return some of the numbers, in the order of the plan. One query, of the nodes shown.

        The shares say how many actions each node has: only the nodes of the window are read.
        """
        in_node: Counter[int | None] = Counter()
        for share in self.shares:
            in_node[share.node_id] += share.likes.count
        current = [node.id for node in self.nodes if node.id in in_node]
        elsewhere = sorted(in_node.keys() - set(current), key=lambda pk: pk or 0)
        first, skipped, shown = 0, 0, list[int | None]()
        for node_id in (*current, *elsewhere):
            after = first + in_node[node_id]
            if after <= start:
                skipped = after
            elif first < start + length:
                shown.append(node_id)
            first = after
        ids = self._ids_under(shown)
        return ids[start - skipped : start - skipped + length]

    def _ids_under(self, node_ids: list[int | None]) -> list[int]:
        here = Q(node_id__in=[pk for pk in node_ids if pk is not None])
        if None in node_ids:
            here |= Q(node_id=None)
        place = {node_id: rank for rank, node_id in enumerate(node_ids)}
        rows = self.actions.filter(here).values_list("node_id", "position", "id")
        return [row[2] for row in sorted(rows, key=lambda row: (place[row[0]], *row[1:]))]


def kept_actions(convention: Convention, filters: PlanFilters, clock: Clock) -> KeptActions:
    """Return the actions of the plan that the filters keep. Six queries."""
    words = vocabulary_of(convention)
    state = plan_state(convention, filters.on)
    clock = clock.at(filters.on)
    nodes = node_lines(state)
    if filters.node_ids:
        inside = descendants(nodes, filters.node_ids[0])
        filters = replace(filters, node_ids=tuple(inside))
    actions = filtered(state, filters, clock)
    return KeptActions(
        words=words,
        state=state,
        nodes=tuple(nodes),
        actions=actions,
        shares=shares(actions, words.statuses, clock.today),
        filters=filters,
        clock=clock,
    )


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What the filters offer, besides the territory's words and the nodes of the plan."""

    leads: tuple[tuple[int, str], ...]
    partners: tuple[tuple[int, str], ...]
    communes: tuple[tuple[str, str], ...]
    years: tuple[int, ...]

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """The communes, then what is not in one of them."""
        return (*self.communes, *PLACE_LABELS.items())


def filter_choices(convention: Convention) -> FilterChoices:
    """Return the structures, communes and years that a list can be filtered by. Two queries."""
    parts = ActionPart.objects.filter(
        action__convention=convention, action__archived_at=None
    ).values_list("organisation_id", "organisation__name", "role")
    named = list(parts.distinct().order_by("organisation__name"))
    communes = convention.perimeter.values_list("commune_id", "commune__name")
    return FilterChoices(
        leads=tuple((pk, name) for pk, name, role in named if role == PartRole.LEAD),
        partners=tuple(dict.fromkeys((pk, name) for pk, name, _ in named)),
        communes=tuple(communes.order_by("commune__name")),
        years=_years(convention),
    )


def _years(convention: Convention) -> tuple[int, ...]:
    """Return the years in which its actions are due: those of the convention, and the next."""
    first = convention.starts_on.year if convention.starts_on else timezone.localdate().year
    last = convention.ends_on.year if convention.ends_on else first + 4
    return tuple(range(first, min(last, first + 20) + 2))
