"""The nodes of the plan, in its order, for menus, paths and filters."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from gouvernail.action_plan.queries.state import PlanState


@dataclass(frozen=True, slots=True)
class NodeLine:
    """A node of the tree, in the order of the plan, for menus and paths."""

    id: int
    parent_id: int | None
    rank: int
    title: str
    position: int
    version: int
    referent_id: int | None = None


def node_lines(state: PlanState) -> list[NodeLine]:
    """Return the current nodes of the plan in its order, parents first. One query."""
    rows = [
        NodeLine(*row)
        for row in state.nodes.filter(archived_at=None)
        .order_by("position", "id")
        .values_list("id", "parent_id", "rank", "title", "position", "version", "referent_id")
    ]
    children: defaultdict[int | None, list[NodeLine]] = defaultdict(list)
    for row in rows:
        children[row.parent_id].append(row)

    def walk(parent: int | None) -> Iterable[NodeLine]:
        for node in children[parent]:
            yield node
            yield from walk(node.id)

    return list(walk(None))


def descendants(nodes: Iterable[NodeLine], root: int) -> set[int]:
    """Return a node and all that hangs under it. No query; `nodes` has parents first."""
    inside = {root}
    for node in nodes:
        if node.parent_id in inside:
            inside.add(node.id)
    return inside
