"""What people do to the tree: add, rename, put in order, archive."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from simple_history.utils import bulk_update_with_history

from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person
from gouvernail.history.operations import By, Change, bulk_signature, note, sign


@transaction.atomic
def create_node(convention: Convention, parent: PlanNode | None, title: str, *, by: By) -> PlanNode:
    """Add a node at the end of its parent, or at the top of the plan.

    Errors: Refusal when the territory has no level below this parent.
    """
    rank = parent.rank + 1 if parent else 1
    if not convention.levels.filter(rank=rank).exists():
        raise Refusal("Votre plan n’a pas de niveau en dessous : ajoutez-le dans les réglages.")
    siblings = PlanNode.objects.of(convention).filter(parent=parent)
    last = siblings.aggregate(last=Max("position"))["last"]
    node = PlanNode(
        convention=convention,
        parent=parent,
        rank=rank,
        title=title,
        position=0 if last is None else last + 1,
    )
    sign(node, by)
    node.save()
    note("node.created", node, convention_id=convention.pk, by=by)
    return node


@transaction.atomic
def rename_node(node: PlanNode, title: str, *, version: int, by: By) -> None:
    """Change the title of a node.

    Errors: EditConflict.
    """
    if title == node.title:
        return
    node.claim(version)
    change = Change("Intitulé", node.title, title)
    node.title = title
    sign(node, by)
    node.save(update_fields=["title"])
    note("node.changed", node, convention_id=node.convention_id, by=by, changes=[change])


@transaction.atomic
def name_referent(node: PlanNode, person: Person | None, *, version: int, by: By) -> None:
    """Say who speaks for a node and writes its reviews; None when nobody does.

    Errors: EditConflict.
    """
    if node.referent == person:
        return
    node.claim(version)
    change = Change("Personne référente", str(node.referent or ""), str(person or ""))
    node.referent = person
    sign(node, by)
    node.save(update_fields=["referent"])
    note("node.changed", node, convention_id=node.convention_id, by=by, changes=[change])


@transaction.atomic
def order_nodes(
    convention: Convention, parent: PlanNode | None, ids: Sequence[int], by: By
) -> None:
    """Put the nodes of one parent in this order. Ids from elsewhere are left where they are."""
    nodes = {node.pk: node for node in PlanNode.objects.of(convention).filter(parent=parent)}
    _reorder(PlanNode, [nodes[pk] for pk in ids if pk in nodes], by)


@transaction.atomic
def order_actions(
    convention: Convention, node: PlanNode | None, ids: Sequence[int], by: By
) -> None:
    """Put the actions of one node in this order. Ids from elsewhere are left where they are."""
    actions = {row.pk: row for row in Action.objects.of(convention).filter(node=node)}
    _reorder(Action, [actions[pk] for pk in ids if pk in actions], by)


def _reorder(
    table: type[PlanNode] | type[Action], rows: Sequence[PlanNode | Action], by: By
) -> None:
    """Hand the places that these rows hold out again, in the order given."""
    moved = []
    for row, place in zip(rows, sorted(row.position for row in rows), strict=True):
        if row.position != place:
            row.position = place
            moved.append(row)
    if not moved:
        return
    bulk_update_with_history(moved, table, ["position"], **bulk_signature(by))
    verb = "node.moved" if table is PlanNode else "action.moved"
    note(verb, moved[0], convention_id=moved[0].convention_id, by=by)


@transaction.atomic
def archive_node(node: PlanNode, *, version: int, by: By) -> None:
    """Take an empty node out of the plan.

    Errors: EditConflict; Refusal while it holds nodes or actions.
    """
    held = Action.objects.current().filter(node=node).count()
    if held or node.children.filter(archived_at=None).exists():
        raise Refusal("Ce niveau n’est pas vide : déplacez ou archivez d’abord ce qu’il contient.")
    node.claim(version)
    node.archived_at = by.at
    sign(node, by)
    node.save(update_fields=["archived_at"])
    note("node.archived", node, convention_id=node.convention_id, by=by)
