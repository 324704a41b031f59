"""The plan as a table, page by page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gouvernail.action_plan.queries.filters import Clock, PlanFilters
from gouvernail.action_plan.queries.kept import KeptActions, kept_actions
from gouvernail.action_plan.queries.rows import ActionRow, action_rows
from gouvernail.conventions.models import Convention
from gouvernail.rules.names import fold_name
from gouvernail.rules.numbering import sorting_key

PAGE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class TablePage:
    """One page of the table."""

    kept: KeptActions
    rows: tuple[ActionRow, ...]
    page: int
    pages: int
    first: int
    last: int


def plan_table(
    convention: Convention, filters: PlanFilters, clock: Clock, *, sort: str, page: int
) -> TablePage:
    """Return one page of the actions that the filters keep, in the order asked.

    Nine queries at most, whatever the number of actions.
    """
    kept = kept_actions(convention, filters, clock)
    pages = max(1, -(-kept.tally.total // PAGE_LENGTH))
    page = min(max(page, 1), pages)
    start = (page - 1) * PAGE_LENGTH
    if sort.removeprefix("-") in SORTS:
        shown = ordered_ids(kept, sort)[start : start + PAGE_LENGTH]
    else:
        shown = kept.window(start, PAGE_LENGTH)
    return TablePage(
        kept=kept,
        rows=tuple(action_rows(kept.state, shown, kept.words.statuses, clock.today)),
        page=page,
        pages=pages,
        first=start + 1 if shown else 0,
        last=start + len(shown),
    )


def ordered_ids(kept: KeptActions, sort: str) -> list[int]:
    """Return the numbers of the actions in the order asked. One query at most.

    `sort` is a key of SORTS, with "-" in front for the reverse; anything else is the plan's order.
    """
    ids = kept.ids
    key = sort.removeprefix("-")
    if key not in SORTS:
        return ids
    column, order = SORTS[key]
    values = dict(kept.actions.values_list("id", column))
    known = [pk for pk in ids if values[pk] not in (None, "")]
    rank = {status.id: index for index, status in enumerate(kept.words.statuses)}
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
