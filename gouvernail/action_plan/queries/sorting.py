"""The order of a list: that of the plan, or that of any column."""

from collections.abc import Callable
from typing import Any

from gouvernail.action_plan.drafts import TEXT_FIELDS
from gouvernail.action_plan.queries.columns import NEWS, NODE
from gouvernail.action_plan.queries.kept import KeptActions
from gouvernail.action_plan.queries.named import NAMED, named_of
from gouvernail.conventions.queries.vocabulary import FREE_PREFIX
from gouvernail.rules.names import fold_name
from gouvernail.rules.numbering import sorting_key
from gouvernail.rules.searching import holds, read_search, search_text

# The order of the answers to a search.
RELEVANCE = "relevance"


def is_sort(sort: str) -> bool:
    """Tell whether an address asks for an order that exists, besides the plan's."""
    key = sort.removeprefix("-")
    return (
        sort == RELEVANCE
        or key in _COLUMNS
        or key in NAMED
        or key in {NODE, "progress"}
        or _is_free(key)
    )


def ordered_ids(kept: KeptActions, sort: str) -> list[int]:
    """Return the numbers of the actions in the order asked. Two queries at most.

    `sort` is the key of a column, with "-" in front for the reverse; anything else is the
    plan's order. What a column does not say comes last, either way.
    """
    if sort == RELEVANCE:
        return _relevant_first(kept)
    if not is_sort(sort):
        return kept.ids
    values = _values(kept, sort.removeprefix("-"))
    known = [pk for pk in kept.ids if values.get(pk) not in (None, "")]
    known.sort(key=values.__getitem__, reverse=sort.startswith("-"))
    return known + [pk for pk in kept.ids if values.get(pk) in (None, "")]


def _relevant_first(kept: KeptActions) -> list[int]:
    """Put first the action of this number, then those whose title holds what is looked for."""
    words, needles = fold_name(kept.filters.words), read_search(kept.filters.words)
    rank = {}
    for pk, number, title in kept.actions.values_list("id", "number", "title"):
        is_number = bool(words) and fold_name(number) == words
        rank[pk] = 0 if is_number else 1 if holds(needles, search_text([number, title])) else 2
    return sorted(kept.ids, key=lambda pk: rank.get(pk, 2))


def _values(kept: KeptActions, key: str) -> dict[int, Any]:
    """Return what sorts each action by one column. One query at most."""
    if key in NAMED:
        named = named_of(kept.state, key, kept.actions.order_by().values("id"))
        return {pk: fold_name(names) for pk, names in named.items()}
    if key in {NODE, "progress"}:
        return _counted(kept, key)
    if _is_free(key):
        free = kept.actions.values_list("id", "free")
        return {pk: fold_name(str(texts.get(key, ""))) for pk, texts in free}
    column, order = _COLUMNS[key]
    ranks = _ranks(kept, key)
    rows = kept.actions.values_list("id", column)
    return {pk: order(value, ranks) if value not in (None, "") else None for pk, value in rows}


def _counted(kept: KeptActions, key: str) -> dict[int, Any]:
    """Return the place of each action in the tree, or how far it is. No query more."""
    rank = {node.id: place for place, node in enumerate(kept.nodes)}
    if key == NODE:
        return {brief.id: rank.get(brief.node_id or 0) for brief in kept.briefs}
    return {brief.id: brief.percent for brief in kept.briefs}


def _is_free(key: str) -> bool:
    return key.startswith(FREE_PREFIX)


def _ranks(kept: KeptActions, key: str) -> dict[Any, int]:
    """Return the order of the territory's words, where a column holds one."""
    words: dict[str, list[Any]] = {
        "status": [status.id for status in kept.words.statuses],
        "priority": list(kept.words.priorities),
    }
    return {word: rank for rank, word in enumerate(words.get(key, []))}


_Order = Callable[[Any, dict[Any, int]], Any]
_COLUMNS: dict[str, tuple[str, _Order]] = {
    **{key: (key, lambda value, ranks: fold_name(value)) for key in TEXT_FIELDS},
    "number": ("number", lambda value, ranks: sorting_key(value)),
    "title": ("title", lambda value, ranks: fold_name(value)),
    "deadline": ("due_on", lambda value, ranks: value),
    "status": ("status_id", lambda value, ranks: ranks.get(value, len(ranks))),
    "priority": ("priority", lambda value, ranks: (ranks.get(value, len(ranks)), value)),
    "budget": ("budget", lambda value, ranks: value),
    "lead_person": ("lead_person__full_name", lambda value, ranks: fold_name(value)),
    NEWS: ("updated_at", lambda value, ranks: value),
}
