"""Rows of actions, as the table, the tree and the exports show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gouvernail.action_plan.queries.named import named_of
from gouvernail.action_plan.queries.state import PlanState
from gouvernail.conventions.queries.vocabulary import StatusView
from gouvernail.rules.deadlines import Deadline, DeadlineKind, days_late
from gouvernail.rules.progress import OPEN_FAMILIES, StatusFamily, action_percent


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action in a list. `days_late` is 0 when it is not late."""

    id: int
    number: str
    title: str
    node_id: int | None
    leads: str
    deadline: str
    days_late: int
    status: str
    family: str
    percent: int | None
    updated_at: datetime
    is_archived: bool
    period: Deadline


@dataclass(frozen=True, slots=True)
class Brief:
    """The little that counts, sorts and draws an action, read for every action of a plan."""

    id: int
    node_id: int | None
    position: int
    status_id: int | None
    progress: int | None
    due_on: date | None
    family: StatusFamily | None

    def is_late(self, today: date) -> bool:
        """Tell whether the action is open and its last day is past."""
        open_now = self.family is None or self.family in OPEN_FAMILIES
        return open_now and self.due_on is not None and self.due_on < today

    @property
    def percent(self) -> int | None:
        """How far the action is, or None when it does not count."""
        return action_percent(self.family, self.progress)


def briefs(actions: Any, statuses: Iterable[StatusView]) -> list[Brief]:
    """Return every action of a queryset in brief. One query."""
    families = {status.id: status.family for status in statuses}
    columns = ("id", "node_id", "position", "status_id", "progress", "due_on")
    rows: Iterable[Any] = actions.values_list(*columns)
    return [Brief(*(*row, families.get(row[3]))) for row in rows]


_COLUMNS = (
    "id",
    "number",
    "title",
    "node_id",
    "status_id",
    "progress",
    "deadline_text",
    "deadline_kind",
    "deadline_start",
    "deadline_end",
    "updated_at",
    "archived_at",
)


def action_rows(
    state: PlanState, ids: Sequence[int], statuses: Iterable[StatusView], today: date
) -> list[ActionRow]:
    """Return the rows of these actions, in this order. Two queries."""
    return rows_from(state, read_rows(state, ids), statuses, today)


def read_rows(
    state: PlanState, ids: Sequence[int], extra: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Read what rows are made of, and `extra` columns, in the order of `ids`. One query."""
    rows = state.actions.filter(id__in=ids).values(*_COLUMNS, *extra)
    found = {row["id"]: row for row in rows}
    return [found[pk] for pk in ids if pk in found]


def rows_from(
    state: PlanState,
    found: Sequence[dict[str, Any]],
    statuses: Iterable[StatusView],
    today: date,
) -> list[ActionRow]:
    """Return the rows made of what `read_rows` read. One query, for their leads."""
    leads = named_of(state, "leads", [row["id"] for row in found])
    known = {status.id: status for status in statuses}
    return [
        _row(row, known.get(row["status_id"]), leads.get(row["id"], ""), today) for row in found
    ]


def _row(row: dict[str, Any], status: StatusView | None, leads: str, today: date) -> ActionRow:
    deadline = Deadline(
        DeadlineKind(row["deadline_kind"]),
        row["deadline_start"],
        row["deadline_end"],
        row["deadline_text"],
    )
    family = status.family if status else None
    is_open = family is None or family in OPEN_FAMILIES
    return ActionRow(
        id=row["id"],
        number=row["number"],
        title=row["title"],
        node_id=row["node_id"],
        leads=leads,
        deadline=deadline.text,
        days_late=days_late(deadline, is_open=is_open, today=today),
        status=status.label if status else "",
        family=family.value if family else "",
        percent=action_percent(family, row["progress"]),
        updated_at=row["updated_at"],
        is_archived=row["archived_at"] is not None,
        period=deadline,
    )
