"""The plan as a tree, with the progress of every level."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from gouvernail.action_plan.queries.filters import Clock, PlanFilters
from gouvernail.action_plan.queries.kept import KeptActions, kept_actions
from gouvernail.action_plan.queries.nodes import NodeLine, descendants
from gouvernail.action_plan.queries.rows import ActionRow, action_rows
from gouvernail.action_plan.queries.tallies import Share, Tally, tally
from gouvernail.conventions.models import Convention
from gouvernail.rules.numbering import split_number

# Beyond this, the axes come closed and their actions are fetched when one is opened.
SHOWN_AT_ONCE = 120


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of the tree with what hangs on it. `actions` is empty when it is not fetched."""

    id: int
    rank: int
    version: int
    number: str
    title: str
    full_title: str
    tally: Tally
    children: tuple["Branch", ...]
    actions: tuple[ActionRow, ...]
    referent_id: int | None = None


@dataclass(frozen=True, slots=True)
class TreePage:
    """The tree of a plan. `loose` hang on no node; `ids` are the actions whose rows are there."""

    kept: KeptActions
    branches: tuple[Branch, ...]
    loose: tuple[ActionRow, ...]
    is_complete: bool
    ids: tuple[int, ...]


def plan_tree(
    convention: Convention, filters: PlanFilters, clock: Clock, *, only: int | None = None
) -> TreePage:
    """Return the tree of the actions that the filters keep.

    Filters drop the branches that they leave empty. In a long plan the rows of the actions
    come only for the branch `only`. Eight queries, whatever the number of nodes and actions.
    """
    kept = kept_actions(convention, filters, clock)
    is_complete = kept.tally.total <= SHOWN_AT_ONCE
    wanted = _ids_to_show(kept, only, is_complete)
    rows = action_rows(kept.state, wanted, kept.words.statuses, kept.clock.today) if wanted else []
    builder = _Builder(kept, rows, keeps_empty=filters.keeps_all)
    return TreePage(
        kept=kept,
        branches=builder.branches(None),
        loose=tuple(builder.rows[None]),
        is_complete=is_complete,
        ids=tuple(row.id for row in rows),
    )


def _ids_to_show(kept: KeptActions, only: int | None, is_complete: bool) -> list[int]:
    """Return the actions whose rows are read: all, or those of one branch and of no node."""
    shown = kept.actions
    if not is_complete:
        inside = descendants(kept.nodes, only) if only else set()
        if not inside and None not in {share.node_id for share in kept.shares}:
            return []
        shown = shown.filter(Q(node_id__in=inside) | Q(node_id=None))
    return list(shown.order_by("position", "id").values_list("id", flat=True))


class _Builder:
    """Puts rows under their nodes."""

    def __init__(self, kept: KeptActions, rows: list[ActionRow], *, keeps_empty: bool) -> None:
        self.keeps_empty = keeps_empty
        self.children: defaultdict[int | None, list[NodeLine]] = defaultdict(list)
        for node in kept.nodes:
            self.children[node.parent_id].append(node)
        self.shares: defaultdict[int | None, list[Share]] = defaultdict(list)
        for share in kept.shares:
            self.shares[share.node_id].append(share)
        self.rows: defaultdict[int | None, list[ActionRow]] = defaultdict(list)
        for row in rows:
            self.rows[row.node_id].append(row)

    def branches(self, parent: int | None) -> tuple[Branch, ...]:
        found = (self._branch(node) for node in self.children[parent])
        return tuple(branch for branch in found if self.keeps_empty or branch.tally.total)

    def _branch(self, node: NodeLine) -> Branch:
        number, title = split_number(node.title)
        return Branch(
            id=node.id,
            rank=node.rank,
            version=node.version,
            number=number,
            title=title,
            full_title=node.title,
            tally=tally(self._under(node.id)),
            children=self.branches(node.id),
            actions=tuple(self.rows[node.id]),
            referent_id=node.referent_id,
        )

    def _under(self, node_id: int) -> list[Share]:
        found = list(self.shares[node_id])
        for child in self.children[node_id]:
            found += self._under(child.id)
        return found
