"""The choice of columns, as the page offers it: each with the addresses that move it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from gouvernail.action_plan.queries.columns import TITLE, Column

NAME = "colonnes"
# Says that a person is arranging columns: the choice stays unfolded.
ARRANGING = "ranger"


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column that may be shown. `earlier` and `later` are addresses, empty at the ends."""

    key: str
    label: str
    is_shown: bool
    is_locked: bool
    earlier: str
    later: str


def column_choices(
    query: QueryDict, available: Sequence[Column], shown: Sequence[Column]
) -> list[ColumnChoice]:
    """Return the columns shown, in their order, then the others."""
    keys = [column.key for column in shown]
    others = [column for column in available if column.key not in keys]
    return [
        ColumnChoice(
            key=column.key,
            label=column.label,
            is_shown=column.key in keys,
            is_locked=column.key == TITLE,
            earlier=_moved(query, keys, column.key, -1),
            later=_moved(query, keys, column.key, 1),
        )
        for column in (*shown, *others)
    ]


def without_columns(query: QueryDict) -> str:
    """Return the address with the usual columns."""
    return _address(query, [], {})


def _moved(query: QueryDict, keys: Sequence[str], key: str, step: int) -> str:
    """Return the address that moves a column by one place, or nothing when it cannot."""
    if key not in keys:
        return ""
    here = keys.index(key)
    there = here + step
    if not 0 <= there < len(keys):
        return ""
    moved = list(keys)
    moved[here], moved[there] = moved[there], moved[here]
    return _address(query, moved, {ARRANGING: "1"})


def _address(query: QueryDict, keys: Sequence[str], more: dict[str, str]) -> str:
    rest = query.copy()
    for name in (NAME, ARRANGING, "page"):
        rest.pop(name, None)
    for name in [name for name, value in rest.items() if not value]:
        del rest[name]
    rest.setlist(NAME, list(keys))
    rest.update(more)
    return rest.urlencode()
