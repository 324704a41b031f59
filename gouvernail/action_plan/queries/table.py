"""The plan as a table, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from gouvernail.action_plan.queries.columns import (
    Column,
    cell_texts,
    chosen_columns,
    extra_columns,
)
from gouvernail.action_plan.queries.excerpts import Excerpt, excerpts_of
from gouvernail.action_plan.queries.filters import Clock, PlanFilters
from gouvernail.action_plan.queries.kept import KeptActions, kept_actions
from gouvernail.action_plan.queries.rows import ActionRow, read_rows, rows_from
from gouvernail.action_plan.queries.sorting import RELEVANCE, is_sort, ordered_ids
from gouvernail.conventions.models import Convention

PAGE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Layout:
    """How the table is laid out: its order, its page, the keys of its columns."""

    sort: str = ""
    page: int = 1
    columns: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class TableRows:
    """Rows with all that their cells show.

    `texts` holds what the less usual columns say, by action and key; `excerpts` where the words
    looked for stand, when it is not in the title.
    """

    columns: tuple[Column, ...]
    rows: tuple[ActionRow, ...]
    texts: dict[int, dict[str, str]]
    excerpts: dict[int, Excerpt]


@dataclass(frozen=True, slots=True)
class TablePage(TableRows):
    """One page of the table. `budget` is the sum of every action kept, or None when not shown."""

    kept: KeptActions
    budget: Decimal | None
    page: int
    pages: int
    first: int
    last: int


def plan_table(
    convention: Convention,
    filters: PlanFilters,
    clock: Clock,
    layout: Layout,
) -> TablePage:
    """Return one page of the actions that the filters keep, in the order asked.

    Ten queries at most, and one for each of the partners, the places and the sum of budgets when
    they are shown; whatever the number of actions.
    """
    kept = kept_actions(convention, filters, clock)
    pages = max(1, -(-kept.tally.total // PAGE_LENGTH))
    page = min(max(layout.page, 1), pages)
    start = (page - 1) * PAGE_LENGTH
    sort = layout.sort or (RELEVANCE if filters.words else "")
    if is_sort(sort):
        shown = ordered_ids(kept, sort)[start : start + PAGE_LENGTH]
    else:
        shown = kept.window(start, PAGE_LENGTH)
    drawn = table_rows(kept, shown, layout.columns)
    return TablePage(
        columns=drawn.columns,
        rows=drawn.rows,
        texts=drawn.texts,
        excerpts=drawn.excerpts,
        kept=kept,
        budget=_budget(kept, drawn.columns),
        page=page,
        pages=pages,
        first=start + 1 if shown else 0,
        last=start + len(shown),
    )


def table_rows(kept: KeptActions, ids: Sequence[int], keys: Sequence[str]) -> TableRows:
    """Return the rows of these actions, with the columns of these keys."""
    columns = chosen_columns(kept.words, keys)
    found = read_rows(kept.state, ids, extra_columns(columns))
    return TableRows(
        columns=columns,
        rows=tuple(rows_from(kept.state, found, kept.words.statuses, kept.clock.today)),
        texts=cell_texts(kept.state, kept.nodes, found, columns),
        excerpts=excerpts_of(kept, ids),
    )


def _budget(kept: KeptActions, columns: Sequence[Column]) -> Decimal | None:
    if not any(column.key == "budget" for column in columns):
        return None
    total: Decimal | None = kept.actions.order_by().aggregate(total=Sum("budget"))["total"]
    return total or Decimal(0)
