"""The board of a cycle: each action and each level of the plan, with its review's state."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from gouvernail.action_plan.models import Action, ActionPart, PartRole
from gouvernail.action_plan.queries.nodes import NodeLine, node_lines
from gouvernail.action_plan.queries.state import plan_state
from gouvernail.conventions.models import Convention
from gouvernail.reviews.models import Review, ReviewCycle
from gouvernail.reviews.models.reviews import TEXTS
from gouvernail.rules.names import fold_name
from gouvernail.rules.reviews import ReviewGap, ReviewState, review_gaps

FIRST_RANK = 1
PAGE_LENGTH = 100
BY_AXIS, BY_LEAD, BY_STATE = "axe", "pilote", "etat"
NO_LEAD, NO_AXIS = "Sans pilote", "Hors des axes du plan"
ACTIONS, NODES = "actions", "niveaux"


@dataclass(frozen=True, slots=True)
class BoardFilters:
    """What the board is asked for; empty, it shows everything."""

    words: str = ""
    axis_id: int | None = None
    lead_id: int | None = None
    state: ReviewState | None = None
    gap: ReviewGap | None = None
    by: str = BY_AXIS


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


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """Lines under one head, in the order of the plan."""

    title: str
    axis_id: int | None
    lines: tuple[BoardLine, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The board as filters leave it. Counts are of the lines before the state and the gap filter.

    `expected` counts what the cycle asks for: one for each current action and each axis.
    """

    lines: tuple[BoardLine, ...]
    states: tuple[tuple[ReviewState, int], ...]
    gaps: tuple[tuple[ReviewGap, int], ...]
    axes: tuple[tuple[int, str], ...]
    leads: tuple[tuple[int, str], ...]
    expected: int

    def count(self, state: ReviewState) -> int:
        """Return how many lines are in a state."""
        return dict(self.states).get(state, 0)

    @property
    def to_keep(self) -> tuple[BoardLine, ...]:
        """The lines that wait for the team to read them."""
        return tuple(line for line in self.lines if line.may_be_kept)

    @property
    def to_keep_seen(self) -> str:
        """The same, each with the version that is read: another one is left for another reading."""
        return ",".join(f"{line.review_id}:{line.version}" for line in self.to_keep)

    def page(self, number: int, by: str) -> tuple[BoardGroup, ...]:
        """Return one page of lines, under their heads."""
        start = (number - 1) * PAGE_LENGTH
        return grouped(self.lines[start : start + PAGE_LENGTH], by)

    @property
    def pages(self) -> int:
        """How many pages the lines take."""
        return max(1, -(-len(self.lines) // PAGE_LENGTH))


def cycle_board(cycle: ReviewCycle, filters: BoardFilters) -> Board:
    """Return the board of a cycle. Four queries, whatever the number of rows."""
    every = every_line(cycle)
    kept = [line for line in every if _keeps(line, filters)]
    shown = [line for line in kept if _is_in(line, filters)]
    counted = [line for line in kept if not line.is_optional]
    states = Counter(line.state for line in counted)
    gaps = Counter(gap for line in counted for gap in line.gaps)
    leads = {
        pk: name
        for line in every
        for pk, name in zip(line.lead_ids, line.leads.split(" ; "), strict=False)
    }
    axes = {line.axis_id: line.axis for line in every if line.axis_id}
    return Board(
        lines=tuple(_sorted(shown, filters.by)),
        states=tuple((state, states[state]) for state in ReviewState if states[state]),
        gaps=tuple((gap, gaps[gap]) for gap in ReviewGap if gaps[gap]),
        axes=tuple(axes.items()),
        leads=tuple(sorted(leads.items(), key=lambda pair: fold_name(pair[1]))),
        expected=sum(line.is_expected for line in kept),
    )


def grouped(lines: tuple[BoardLine, ...], by: str) -> tuple[BoardGroup, ...]:
    """Put lines that follow one another under their heads."""
    groups: list[tuple[str, int | None, list[BoardLine]]] = []
    for line in lines:
        title = _head(line, by)
        if not groups or groups[-1][0] != title:
            groups.append((title, line.axis_id if by == BY_AXIS else None, []))
        groups[-1][2].append(line)
    return tuple(BoardGroup(title, axis_id, tuple(found)) for title, axis_id, found in groups)


def _head(line: BoardLine, by: str) -> str:
    if by == BY_LEAD:
        return line.leads or NO_LEAD
    if by == BY_STATE:
        return line.state.value
    return line.axis or NO_AXIS


def _sorted(lines: list[BoardLine], by: str) -> list[BoardLine]:
    if by == BY_LEAD:
        return sorted(lines, key=lambda line: (not line.leads, fold_name(line.leads)))
    if by == BY_STATE:
        order = list(ReviewState)
        return sorted(lines, key=lambda line: order.index(line.state))
    return lines


def _keeps(line: BoardLine, filters: BoardFilters) -> bool:
    """Tell whether a line answers the axis, the lead and the words that are asked for."""
    if filters.axis_id and line.axis_id != filters.axis_id:
        return False
    if filters.lead_id and filters.lead_id not in line.lead_ids:
        return False
    said = fold_name(f"{line.full_title} {line.leads} {line.speaker}")
    return all(word in said for word in fold_name(filters.words).split())


def _is_in(line: BoardLine, filters: BoardFilters) -> bool:
    """Tell whether a line is in the state, or lacks what is asked for."""
    if line.is_optional and (filters.state or filters.gap):
        return False
    if filters.state and line.state is not filters.state:
        return False
    return not filters.gap or filters.gap in line.gaps


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


def _reviews(cycle: ReviewCycle) -> dict[tuple[str, int], dict[str, Any]]:
    """Return the reviews of a cycle in brief, without their texts. One query."""
    empty = {
        f"no_{name}": ExpressionWrapper(Q(**{name: ""}), output_field=BooleanField())
        for name in TEXTS
    }
    rows = Review.objects.filter(cycle=cycle).annotate(**empty)
    columns = ("pk", "action_id", "node_id", "state", "version", "nothing_new", "voice")
    found = rows.values(*columns, "speaker", "changed_at", *empty)
    return {
        (ACTIONS, row["action_id"]) if row["action_id"] else (NODES, row["node_id"]): row
        for row in found
    }


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
    said: dict[tuple[str, int], dict[str, Any]],
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
        leads=" ; ".join(name for _, name in led),
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
