"""Which commission follows which objective in which commune, and the holes, in words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from gouvernail.action_plan.models import PlanNode
from gouvernail.conventions.models import Convention
from gouvernail.governance.models import Body
from gouvernail.rules.adjustments import BodyPart
from gouvernail.rules.composition import SeatLevel


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """An objective, and the bodies that follow it in each commune."""

    node: PlanNode
    cells: tuple[tuple[str, ...], ...]
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """The objectives by the communes; `holes` name what nobody follows."""

    communes: tuple[str, ...]
    rows: tuple[CoverageRow, ...]
    holes: tuple[str, ...]
    idle: tuple[Body, ...]
    has_bodies: bool


def coverage_page(convention: Convention) -> CoveragePage:
    """Return the matrix of a convention. Five queries.

    A body that names no commune covers them all; one that follows a node follows what is below.
    """
    nodes = _nodes(convention)
    parents = {node.parent_id for node in nodes}
    leaves = [node for node in in_tree_order(nodes) if node.pk not in parents]
    bodies = commissions(convention)
    names = dict(
        convention.perimeter.order_by("commune__name").values_list("commune_id", "commune__name")
    )
    followed = {
        body.pk: _below(nodes, [node.pk for node in body.objectives.all()]) for body in bodies
    }
    rows = tuple(_row(leaf, bodies, followed, list(names)) for leaf in leaves)
    idle = tuple(body for body in bodies if not followed[body.pk])
    return CoveragePage(
        communes=tuple(names.values()),
        rows=rows,
        holes=tuple(_holes(rows, list(names.values()))) if bodies else (),
        idle=idle,
        has_bodies=bool(bodies),
    )


def commissions(convention: Convention) -> list[Body]:
    """Return the bodies that work by theme: technical ones that propose, with what they follow."""
    rows = Body.objects.of(convention).current()
    rows = rows.filter(part=BodyPart.PROPOSES.value, level=SeatLevel.TECHNICAL.value)
    return list(rows.prefetch_related("objectives", "communes").order_by("position", "pk"))


def nodes_under(convention: Convention, roots: Collection[int]) -> set[int]:
    """Return nodes and all that is below them. One query, none without a root."""
    return _below(_nodes(convention), roots) if roots else set()


def in_tree_order(nodes: Iterable[PlanNode]) -> list[PlanNode]:
    """Return nodes as they are read: each followed by what it holds. No query."""
    held: dict[int | None, list[PlanNode]] = defaultdict(list)
    for node in nodes:
        held[node.parent_id].append(node)
    for siblings in held.values():
        siblings.sort(key=lambda node: (node.position, node.pk))

    def read(parent_id: int | None) -> Iterator[PlanNode]:
        for node in held[parent_id]:
            yield node
            yield from read(node.pk)

    return list(read(None))


def _nodes(convention: Convention) -> list[PlanNode]:
    rows = PlanNode.objects.of(convention).current().select_related("parent")
    return list(rows.order_by("rank", "position", "pk"))


def _below(nodes: list[PlanNode], roots: Collection[int]) -> set[int]:
    found = set(roots)
    for node in nodes:  # parents come before their children
        if node.parent_id in found:
            found.add(node.pk)
    return found


def _row(
    leaf: PlanNode, bodies: list[Body], followed: dict[int, set[int]], communes: list[str]
) -> CoverageRow:
    cells: dict[str, list[str]] = defaultdict(list)
    following = [body for body in bodies if leaf.pk in followed[body.pk]]
    for body in following:
        own = {commune.pk for commune in body.communes.all()} or set(communes)
        for code in communes:
            if code in own:
                cells[code].append(str(body))
    return CoverageRow(
        node=leaf,
        cells=tuple(tuple(cells[code]) for code in communes),
        bodies=tuple(str(body) for body in following),
    )


def _holes(rows: tuple[CoverageRow, ...], communes: list[str]) -> list[str]:
    found = []
    for row in rows:
        if not row.bodies:
            found.append(f"Aucune commission ne suit « {row.node} ».")
            continue
        missing = [name for name, cell in zip(communes, row.cells, strict=True) if not cell]
        if missing:
            found.append(f"« {row.node} » n’est suivi par personne à {', '.join(missing)}.")
    return found
