"""The plan as a board: one column for each state word, the first cards of each."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from gouvernail.action_plan.queries.editable import editable_ids
from gouvernail.action_plan.queries.filters import Clock, PlanFilters
from gouvernail.action_plan.queries.kept import KeptActions, kept_actions
from gouvernail.action_plan.queries.rows import ActionRow, action_rows
from gouvernail.conventions.permissions import Access
from gouvernail.conventions.queries.vocabulary import StatusView
from gouvernail.rules.progress import StatusFamily

# Beyond this, a column sends to the table.
CARDS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Card:
    """An action on the board, with the version to give back when it is moved."""

    row: ActionRow
    version: int
    may_move: bool

    @property
    def shows_percent(self) -> bool:
        """Tell whether how far it is says more than its column does."""
        return self.row.family == StatusFamily.RUNNING or self.row.percent not in (None, 0, 100)


@dataclass(frozen=True, slots=True)
class Column:
    """The actions in one state; `status` is None for those without. `rest` are not shown."""

    status: StatusView | None
    total: int
    late: int
    cards: tuple[Card, ...]

    @property
    def rest(self) -> int:
        """How many cards are left for the table."""
        return self.total - len(self.cards)

    @property
    def is_folded(self) -> bool:
        """Tell whether the column comes closed: what was dropped is rarely looked for."""
        return self.status is not None and self.status.family is StatusFamily.DROPPED


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The board of the actions that the filters keep."""

    kept: KeptActions
    columns: tuple[Column, ...]


def plan_board(access: Access, filters: PlanFilters, clock: Clock) -> BoardPage:
    """Return the board, one column for each state word in the territory's order.

    The column of actions without a state is there only when there are some. Ten queries at
    most, whatever the number of columns and actions.
    """
    kept = kept_actions(access.convention, filters, clock)
    first = _first_cards(kept)
    ids = [pk for cards in first.values() for pk, _ in cards]
    rows = action_rows(kept.state, ids, kept.words.statuses, kept.clock.today) if ids else []
    is_now = filters.on is None
    movable = editable_ids(kept.state, access, ids) if is_now else frozenset()
    known = {row.id: row for row in rows}
    columns = [
        Column(
            status=status,
            total=sum(share.likes.count for share in parts),
            late=sum(share.late for share in parts),
            cards=tuple(
                Card(known[pk], version, pk in movable and not known[pk].is_archived)
                for pk, version in first[status.id if status else None]
            ),
        )
        for status, parts in _shares_by_column(kept)
    ]
    return BoardPage(kept, tuple(column for column in columns if column.status or column.total))


def _shares_by_column(kept: KeptActions) -> list[tuple[StatusView | None, list[Any]]]:
    columns: list[StatusView | None] = [*kept.words.statuses, None]
    known = {status.id for status in kept.words.statuses}
    found: defaultdict[int | None, list[Any]] = defaultdict(list)
    for share in kept.shares:
        found[share.status_id if share.status_id in known else None].append(share)
    return [(status, found[status.id if status else None]) for status in columns]


def _first_cards(kept: KeptActions) -> defaultdict[int | None, list[tuple[int, int]]]:
    """Return the numbers and versions of the first cards of each column. One query.

    The shares say how many actions each node has in each state: only the nodes that fill
    the columns are read.
    """
    place = {node.id: rank for rank, node in enumerate(kept.nodes)}
    wanted = Q(pk__in=[])
    for status, parts in _shares_by_column(kept):
        count, nodes = 0, list[int | None]()
        for share in sorted(parts, key=lambda share: _place(place, share.node_id)):
            if count >= CARDS_SHOWN and nodes[-1] != share.node_id:
                break
            count += share.likes.count
            nodes.append(share.node_id)
        wanted |= _in_state(kept, status) & _under(nodes)
    rows = list(
        kept.actions.filter(wanted).values_list("node_id", "position", "id", "version", "status_id")
    )
    rows.sort(key=lambda row: (*_place(place, row[0]), *row[1:3]))
    known = {status.id for status in kept.words.statuses}
    found: defaultdict[int | None, list[tuple[int, int]]] = defaultdict(list)
    for _, _, pk, version, status_id in rows:
        column = found[status_id if status_id in known else None]
        if len(column) < CARDS_SHOWN:
            column.append((pk, version))
    return found


def _place(place: dict[int, int], node_id: int | None) -> tuple[int, int]:
    return place.get(node_id or 0, len(place)), node_id or 0


def _in_state(kept: KeptActions, status: StatusView | None) -> Q:
    if status:
        return Q(status_id=status.id)
    return ~Q(status_id__in=[status.id for status in kept.words.statuses])


def _under(node_ids: list[int | None]) -> Q:
    found = Q(node_id__in=[pk for pk in node_ids if pk is not None])
    return found | Q(node_id=None) if None in node_ids else found
