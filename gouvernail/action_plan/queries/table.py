"""The plan as a table, page by page."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from gouvernail.action_plan.models import ActionPart, PartRole
from gouvernail.action_plan.queries.filters import Clock, PlanFilters, filtered
from gouvernail.action_plan.queries.rows import ActionRow, Brief, action_rows, briefs
from gouvernail.action_plan.queries.state import plan_state
from gouvernail.action_plan.queries.tree import NodeLine, Tally, descendants, node_lines, tally
from gouvernail.conventions.models import Convention
from gouvernail.conventions.queries.vocabulary import VocabularyWords, vocabulary_of
from gouvernail.rules.names import fold_name
from gouvernail.rules.numbering import sorting_key

PAGE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class TablePage:
    """One page of the table, and what its filters offer."""

    rows: tuple[ActionRow, ...]
    total: int
    page: int
    pages: int
    first: int
    last: int
    tally: Tally
    nodes: tuple[NodeLine, ...]
    leads: tuple[tuple[int, str], ...]
    communes: tuple[tuple[str, str], ...]
    words: VocabularyWords


def plan_table(
    convention: Convention, filters: PlanFilters, clock: Clock, *, sort: str, page: int
) -> TablePage:
    """Return one page of the actions that the filters keep, in the order asked.

    Ten queries, whatever the number of actions.
    """
    words = vocabulary_of(convention)
    state = plan_state(convention, filters.on)
    nodes = node_lines(state)
    kept = filtered(state, with_descendants(filters, nodes), clock)
    every = briefs(kept, words.statuses)
    ids = ordered_ids(kept, every, nodes, words, sort)
    pages = max(1, -(-len(ids) // PAGE_LENGTH))
    page = min(max(page, 1), pages)
    start = (page - 1) * PAGE_LENGTH
    shown = ids[start : start + PAGE_LENGTH]
    return TablePage(
        rows=tuple(action_rows(state, shown, words.statuses, clock.today)),
        total=len(ids),
        page=page,
        pages=pages,
        first=start + 1 if shown else 0,
        last=start + len(shown),
        tally=tally(every, clock.today),
        nodes=tuple(nodes),
        leads=_leads(convention),
        communes=tuple(
            convention.perimeter.order_by("commune__name").values_list(
                "commune_id", "commune__name"
            )
        ),
        words=words,
    )


def with_descendants(filters: PlanFilters, nodes: list[NodeLine]) -> PlanFilters:
    """Return the filters with every node under the one asked for."""
    if not filters.node_ids:
        return filters
    return replace(filters, node_ids=tuple(descendants(nodes, filters.node_ids[0])))


def _leads(convention: Convention) -> tuple[tuple[int, str], ...]:
    rows = ActionPart.objects.filter(
        action__convention=convention, action__archived_at=None, role=PartRole.LEAD
    ).values_list("organisation_id", "organisation__name")
    return tuple(rows.distinct().order_by("organisation__name"))


def ordered_ids(
    kept: Any, every: list[Brief], nodes: list[NodeLine], words: VocabularyWords, sort: str
) -> list[int]:
    """Return the numbers of the actions in the order asked. One query at most.

    `sort` is a key of SORTS, with "-" in front for the reverse; anything else is the plan's order.
    """
    place = {node.id: rank for rank, node in enumerate(nodes)}
    last = len(place)

    def in_plan(row: Brief) -> tuple[int, int, int]:
        return place.get(row.node_id or 0, last), row.position, row.id

    ids = [row.id for row in sorted(every, key=in_plan)]
    key = sort.removeprefix("-")
    if key not in SORTS:
        return ids
    column, order = SORTS[key]
    values = dict(kept.values_list("id", column))
    known = [pk for pk in ids if values[pk] not in (None, "")]
    rank = {status.id: index for index, status in enumerate(words.statuses)}
    known.sort(key=lambda pk: order(values[pk], rank), reverse=sort.startswith("-"))
    return known + [pk for pk in ids if values[pk] in (None, "")]


_Order = Callable[[Any, dict[int, int]], Any]
SORTS: dict[str, tuple[str, _Order]] = {
    "number": ("number", lambda value, rank: sorting_key(value)),
    "title": ("title", lambda value, rank: fold_name(value)),
    "deadline": ("due_on", lambda value, rank: value),
    "status": ("status_id", lambda value, rank: rank[value]),
    "news": ("updated_at", lambda value, rank: value),
}
