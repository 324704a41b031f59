"""The lines of a board: each action and each level of the plan, with its review's state."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from gouvernail.action_plan.models import Action, ActionPart, PartRole
from gouvernail.action_plan.queries.nodes import NodeLine, node_lines
from gouvernail.action_plan.queries.state import plan_state
from gouvernail.conventions.models import Convention
from gouvernail.reviews.addresses import ACTIONS, NODES, place_of
from gouvernail.reviews.models import Review, ReviewCycle
from gouvernail.reviews.models.reviews import TEXTS
from gouvernail.rules.reviews import ReviewGap, ReviewState, review_gaps

FIRST_RANK = 1
LEADS_APART = " ; "


@dataclass(frozen=True, slots=True)
class BoardLine:
    """An action or a level of the plan, and its review in the cycle.

    `review_id` is None when nothing is said. A level below the first may have a review and is not
    asked for one: `is_optional`. Nor is an action that left the plan: only what is `is_expected`
    is counted as asked for. `leads` are names; `lead_ids` the structures behind them.
    """

    kind: str
    target_id: int
    number: str
    title: str
    rank: int
    axis_id: int | None
    axis: str
    leads: str
    lead_ids: tuple[int, ...]
    state: ReviewState
    gaps: tuple[ReviewGap, ...]
    review_id: int | None = None
    version: int = 0
    empty_texts: tuple[str, ...] = ()
    nothing_new: bool = False
    voice: str = ""
    speaker: str = ""
    changed_at: datetime | None = None
    is_optional: bool = False
    is_expected: bool = True

    @property
    def written(self) -> int:
        """How many of the four texts say something."""
        return len(TEXTS) - len(self.empty_texts)

    @property
    def may_be_kept(self) -> bool:
        """Does it wait for the team to read it?"""
        return self.state is ReviewState.SUBMITTED

    @property
    def full_title(self) -> str:
        """The number and the title."""
        return f"{self.number} {self.title}".strip()


def every_line(cycle: ReviewCycle) -> list[BoardLine]:
    """Return every line in the order of the plan: each level, then its actions."""
    state = plan_state(cycle.convention)
    nodes = node_lines(state)
    said = _reviews(cycle)
    reviewed = [row["action_id"] for row in said.values() if row["action_id"]]
    leads = _leads(cycle.convention)
    actions: defaultdict[int | None, list[dict[str, Any]]] = defaultdict(list)
    rows = Action.objects.of(cycle.convention).filter(Q(archived_at=None) | Q(pk__in=reviewed))
    columns = ("pk", "number", "title", "node_id", "archived_at")
    for row in rows.order_by("position", "pk").values(*columns):
        actions[row["node_id"]].append(row)
    axes = _axes(nodes)
    lines: list[BoardLine] = []
    for node in nodes:
        axis = axes[node.id]
        lines.append(_node_line(node, axis, said.get((NODES, node.id))))
        lines += [_action_line(row, axis, leads, said) for row in actions.pop(node.id, [])]
    for rest in actions.values():
        lines += [_action_line(row, None, leads, said) for row in rest]
    return lines


def _axes(nodes: list[NodeLine]) -> dict[int, NodeLine]:
    """Return the node of the first level above each node; `nodes` has parents first."""
    found: dict[int, NodeLine] = {}
    for node in nodes:
        found[node.id] = found.get(node.parent_id or 0, node)
    return found


def _reviews(cycle: ReviewCycle) -> dict[tuple[str, int | None], dict[str, Any]]:
    """Return the reviews of a cycle in brief, without their texts. One query."""
    empty = {
        f"no_{name}": ExpressionWrapper(Q(**{name: ""}), output_field=BooleanField())
        for name in TEXTS
    }
    rows = Review.objects.filter(cycle=cycle).annotate(**empty)
    columns = ("pk", "action_id", "node_id", "state", "version", "nothing_new", "voice")
    found = rows.values(*columns, "speaker", "changed_at", *empty)
    return {place_of(row["action_id"], row["node_id"]): row for row in found}


def _leads(convention: Convention) -> dict[int, list[tuple[int, str]]]:
    """Return who leads each action: number and name of the structures. One query."""
    parts = ActionPart.objects.filter(action__convention=convention, role=PartRole.LEAD.value)
    found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = parts.order_by("position", "pk")
    for action_id, pk, name in rows.values_list(
        "action_id", "organisation_id", "organisation__name"
    ):
        found[action_id].append((pk, name))
    return found


def _node_line(node: NodeLine, axis: NodeLine, row: dict[str, Any] | None) -> BoardLine:
    is_optional = node.rank > FIRST_RANK and row is None
    values = _said(row)
    if is_optional:
        values["gaps"] = ()
    return BoardLine(
        kind=NODES,
        target_id=node.id,
        number="",
        title=node.title,
        rank=node.rank,
        axis_id=axis.id,
        axis=axis.title,
        leads="",
        lead_ids=(),
        is_optional=is_optional,
        is_expected=node.rank == FIRST_RANK,
        **values,
    )


def _action_line(
    row: dict[str, Any],
    axis: NodeLine | None,
    leads: dict[int, list[tuple[int, str]]],
    said: dict[tuple[str, int | None], dict[str, Any]],
) -> BoardLine:
    led = leads.get(row["pk"], [])
    return BoardLine(
        kind=ACTIONS,
        target_id=row["pk"],
        number=row["number"],
        title=row["title"],
        rank=0,
        axis_id=axis.id if axis else None,
        axis=axis.title if axis else "",
        leads=LEADS_APART.join(name for _, name in led),
        lead_ids=tuple(pk for pk, _ in led),
        is_expected=row["archived_at"] is None,
        **_said(said.get((ACTIONS, row["pk"]))),
    )


def _said(row: dict[str, Any] | None) -> dict[str, Any]:
    """Return what a line takes from its review."""
    if row is None:
        return {"state": ReviewState.TODO, "gaps": review_gaps(ReviewState.TODO)}
    state = ReviewState(row["state"])
    empty = tuple(name for name in TEXTS if row[f"no_{name}"])
    gaps = review_gaps(state, empty_texts=len(empty), nothing_new=row["nothing_new"])
    return {
        "state": state,
        "gaps": gaps,
        "review_id": row["pk"],
        "version": row["version"],
        "empty_texts": empty,
        "nothing_new": row["nothing_new"],
        "voice": row["voice"],
        "speaker": row["speaker"],
        "changed_at": row["changed_at"],
    }
