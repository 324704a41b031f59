"""The columns of the table: those that the territory's sheet allows, and what they say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from gouvernail.action_plan.drafts import TEXT_FIELDS
from gouvernail.action_plan.queries.named import NAMED, named_of
from gouvernail.action_plan.queries.nodes import NodeLine
from gouvernail.action_plan.queries.state import PlanState
from gouvernail.common.templatetags.french import euros
from gouvernail.conventions.queries.vocabulary import FREE_PREFIX, VocabularyWords

NODE, NEWS = "node", "news"
TITLE = "title"
BY_DEFAULT = ("number", TITLE, "leads", "deadline", "status", NEWS)
# What every row of a list already knows.
_IN_ROWS = frozenset({*BY_DEFAULT, "progress"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of a field of the sheet, its label in the territory's words."""

    key: str
    label: str


def available_columns(words: VocabularyWords) -> tuple[Column, ...]:
    """Return the columns that a person may choose. No query."""
    fields = [Column(field.key, field.label) for field in words.fields if field.is_shown]
    level = words.levels[-1].name if words.levels else "Rattachement"
    return (*fields, Column(NODE, level), Column(NEWS, "Nouvelles"))


def chosen_columns(words: VocabularyWords, keys: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of these keys, in this order; the usual ones when none is known.

    The title is always there: it is what leads to the sheet. No query.
    """
    known = {column.key: column for column in available_columns(words)}
    wanted = [key for key in dict.fromkeys(keys) if key in known] or [*BY_DEFAULT]
    if TITLE not in wanted:
        wanted.insert(1 if wanted[0] == "number" else 0, TITLE)
    return tuple(known[key] for key in wanted if key in known)


def extra_columns(columns: Iterable[Column]) -> tuple[str, ...]:
    """Return what is to be read in the rows of actions, besides what lists always read."""
    found = []
    for key in (column.key for column in columns):
        if key in TEXT_FIELDS or key == "budget":
            found.append(key)
        elif key == "lead_person":
            found.append("lead_person__full_name")
        elif key.startswith(FREE_PREFIX):
            found.append("free")
    return tuple(dict.fromkeys(found))


def cell_texts(
    state: PlanState,
    nodes: Iterable[NodeLine],
    rows: Iterable[dict[str, Any]],
    columns: Sequence[Column],
) -> dict[int, dict[str, str]]:
    """Return what the chosen columns say beyond the usual ones, by action and key.

    One query for the partners, one for the places, when they are chosen.
    """
    rows = list(rows)
    ids = [row["id"] for row in rows]
    titles = {node.id: node.title for node in nodes}
    named: dict[str, dict[int, str]] = {}
    found: dict[int, dict[str, str]] = {pk: {} for pk in ids}
    for key in (column.key for column in columns if column.key not in _IN_ROWS):
        if key in NAMED:
            named[key] = named_of(state, key, ids)
        for row in rows:
            if key in NAMED:
                text = named[key].get(row["id"], "")
            elif key == NODE:
                text = titles.get(row["node_id"], "")
            else:
                text = _text(row, key)
            found[row["id"]][key] = text
    return found


def _text(row: dict[str, Any], key: str) -> str:
    if key == "budget":
        return euros(row["budget"])
    if key == "lead_person":
        return row["lead_person__full_name"] or ""
    if key.startswith(FREE_PREFIX):
        return str(row["free"].get(key, ""))
    return str(row[key])
