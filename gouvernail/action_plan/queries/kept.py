"""The actions that the filters keep: what every view of the plan starts from.

The same address therefore shows the same actions in the tree, the table, the board…
"""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from gouvernail.action_plan.models import ActionPart, PartRole
from gouvernail.action_plan.queries.filters import Clock, PlanFilters, filtered
from gouvernail.action_plan.queries.nodes import NodeLine, descendants, node_lines
from gouvernail.action_plan.queries.rows import Brief, briefs
from gouvernail.action_plan.queries.state import PlanState, plan_state
from gouvernail.action_plan.queries.tallies import Tally, tally
from gouvernail.conventions.models import Convention
from gouvernail.conventions.queries.vocabulary import VocabularyWords, vocabulary_of


@dataclass(frozen=True, slots=True)
class KeptActions:
    """The actions kept, in the order of the plan. `actions` may be refined: no query yet."""

    words: VocabularyWords
    state: PlanState
    nodes: tuple[NodeLine, ...]
    actions: QuerySet[Any]
    briefs: tuple[Brief, ...]
    tally: Tally
    clock: Clock

    @property
    def ids(self) -> list[int]:
        """The numbers of the actions, in the order of the plan."""
        return [row.id for row in self.briefs]


def kept_actions(convention: Convention, filters: PlanFilters, clock: Clock) -> KeptActions:
    """Return the actions of the plan that the filters keep. Six queries."""
    words = vocabulary_of(convention)
    state = plan_state(convention, filters.on)
    nodes = node_lines(state)
    if filters.node_ids:
        inside = descendants(nodes, filters.node_ids[0])
        filters = replace(filters, node_ids=tuple(inside))
    actions = filtered(state, filters, clock)
    rows = _in_plan_order(briefs(actions, words.statuses), nodes)
    return KeptActions(
        words=words,
        state=state,
        nodes=tuple(nodes),
        actions=actions,
        briefs=tuple(rows),
        tally=tally(rows, clock.today),
        clock=clock,
    )


def _in_plan_order(rows: list[Brief], nodes: list[NodeLine]) -> list[Brief]:
    place = {node.id: rank for rank, node in enumerate(nodes)}
    last = len(place)
    return sorted(rows, key=lambda row: (place.get(row.node_id or 0, last), row.position, row.id))


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What the filters offer, besides the territory's words and the nodes of the plan."""

    leads: tuple[tuple[int, str], ...]
    communes: tuple[tuple[str, str], ...]


def filter_choices(convention: Convention) -> FilterChoices:
    """Return the leads and the communes that a list can be filtered by. Two queries."""
    leads = ActionPart.objects.filter(
        action__convention=convention, action__archived_at=None, role=PartRole.LEAD
    ).values_list("organisation_id", "organisation__name")
    communes = convention.perimeter.values_list("commune_id", "commune__name")
    return FilterChoices(
        leads=tuple(leads.distinct().order_by("organisation__name")),
        communes=tuple(communes.order_by("commune__name")),
    )
