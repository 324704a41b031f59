"""What each body follows of the plan, and which bodies stand under another."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.conventions.models import Convention
from gouvernail.governance.models import Body


@dataclass(frozen=True, slots=True)
class Reach:
    """The nodes that a body follows, with all that is below them, and their current actions."""

    nodes: frozenset[int] = frozenset()
    actions: frozenset[int] = frozenset()


def feeding(body: Body) -> list[Body]:
    """Return the bodies that feed a body, or are attached to it, in order. Two queries."""
    rows = Body.objects.filter(convention=body.convention_id).current()
    rows = rows.filter(Q(feeds=body) | Q(parent=body)).exclude(pk=body.pk).distinct()
    return list(rows.prefetch_related("objectives").order_by("position", "pk"))


def bodies_below(body: Body) -> list[Body]:
    """Return every body whose work goes up to a body, straight or through others. Three queries."""
    rows = Body.objects.filter(convention=body.convention_id).current().exclude(pk=body.pk)
    every = list(rows.prefetch_related("objectives", "feeds").order_by("position", "pk"))
    found = {body.pk}
    while True:
        more = {row.pk for row in every if row.pk not in found and _goes_up(row, found)}
        if not more:
            return [row for row in every if row.pk in found]
        found |= more


def reach_of(convention: Convention, bodies: Iterable[Body]) -> dict[int, Reach]:
    """Return what each body follows; `objectives` must be at hand. Two queries."""
    parents = dict(PlanNode.objects.of(convention).current().values_list("pk", "parent_id"))
    rows = Action.objects.of(convention).current().values_list("pk", "node_id")
    actions = list(rows)
    found = {}
    for body in bodies:
        roots = {node.pk for node in body.objectives.all()}
        nodes = frozenset(pk for pk in parents if roots & set(path_of(pk, parents)))
        followed = frozenset(pk for pk, node in actions if node in nodes)
        found[body.pk] = Reach(nodes, followed)
    return found


def path_of(node: int, parents: Mapping[int, int | None]) -> Sequence[int]:
    """Return a node and all that is above it."""
    found: list[int] = []
    here: int | None = node
    while here is not None and here not in found:
        found.append(here)
        here = parents.get(here)
    return found


def _goes_up(body: Body, found: Collection[int]) -> bool:
    return body.parent_id in found or any(row.pk in found for row in body.feeds.all())
