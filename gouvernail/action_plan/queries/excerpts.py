"""Where the words looked for stand in an action, when they are not in its title."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gouvernail.action_plan.drafts import TEXT_FIELDS
from gouvernail.action_plan.queries.kept import KeptActions
from gouvernail.action_plan.queries.named import named_of
from gouvernail.rules.searching import Piece, excerpt, holds, read_search, search_text


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some words of an action: the field they come from, and those looked for told apart."""

    label: str
    pieces: tuple[Piece, ...]


def excerpts_of(kept: KeptActions, ids: Sequence[int]) -> dict[int, Excerpt]:
    """Return an excerpt of each action whose number and title do not say all that is looked for.

    Three queries at most, none without a search.
    """
    needles = read_search(kept.filters.words)
    if not needles or not ids:
        return {}
    columns = ("id", "number", "title", "free", "notes", *TEXT_FIELDS)
    rows = kept.state.actions.filter(id__in=ids).values(*columns)
    hidden = [row for row in rows if not holds(needles, search_text([row["number"], row["title"]]))]
    named = _named(kept, [row["id"] for row in hidden]) if hidden else {}
    found = {}
    for row in hidden:
        best = _best(needles, [*_texts(kept, row), *named.get(row["id"], ())])
        if best:
            found[row["id"]] = best
    return found


def _best(needles: Sequence[str], texts: Sequence[tuple[str, str]]) -> Excerpt | None:
    """Return the excerpt with the most different words found; the first of those alike."""
    shown = [Excerpt(label, excerpt(text, needles)) for label, text in texts]
    return max((one for one in shown if one.pieces), key=_weight, default=None)


def _weight(one: Excerpt) -> int:
    return len({piece.text.lower() for piece in one.pieces if piece.is_found})


def _texts(kept: KeptActions, row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    labels = {field.key: field.label for field in kept.words.fields}
    for key in TEXT_FIELDS:
        yield labels.get(key, key), row[key]
    for key, text in (*row["free"].items(), *row["notes"].items()):
        yield labels.get(key, key), str(text)


def _named(kept: KeptActions, ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Return the partners and the places of actions, with the names of these fields."""
    found: dict[int, list[tuple[str, str]]] = {pk: [] for pk in ids}
    for key in ("partners", "communes"):
        field = kept.words.field(key)
        for pk, names in named_of(kept.state, key, ids).items():
            found[pk].append((field.label if field else "", names))
    return found
