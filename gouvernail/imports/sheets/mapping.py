"""Which column feeds which field: by its label, then by what it holds."""

import re
from collections.abc import Mapping

from gouvernail.imports.sheets.content import Column, Guess, guess_by_content, is_number
from gouvernail.imports.sheets.fields import FIELD_KEYS, LEVEL_KEYS, recognise_with
from gouvernail.imports.sheets.grid import Grid
from gouvernail.imports.sheets.layout import Layout
from gouvernail.imports.sheets.levels import is_sure_level, label_depth
from gouvernail.imports.sheets.results import Choices, HeaderCell, Vocabulary
from gouvernail.imports.sheets.text import column_index, label_key

_SAMPLE = 60
_BY_HAND, _BY_WORD_OF_LEVEL, _BY_HABIT, _BY_GROUP = 1.0, 0.9, 0.7, 0.55


def map_columns(
    grid: Grid, layout: Layout, vocabulary: Vocabulary, choices: Choices
) -> dict[int, Guess]:
    """Return, by column counted from 0, the field it feeds.

    What the person chose stands; each other field goes to the surest column; a column left
    without a field is kept as a note.
    """
    columns = [_column(grid, layout, header) for header in layout.headers]
    synonyms = _territory_labels(vocabulary, choices.synonyms)
    chosen, closed = _chosen(columns, choices.mapping)
    free = [column for column in columns if column.index not in closed]
    taken = {guess.field for guess in chosen.values()}
    found = dict(chosen)
    for guess in sorted(_guesses(free, synonyms), key=lambda one: (-one.confidence, one.column)):
        if guess.column not in found and guess.field not in taken:
            found[guess.column] = guess
            taken.add(guess.field)
    found |= _levels(free, found, synonyms)
    found |= _objectives(free, found)
    return found | guess_by_content(free, found, vocabulary)


def _column(grid: Grid, layout: Layout, header: HeaderCell) -> Column:
    index = column_index(header.column)
    rows = range(layout.header_row, grid.height)
    values = [text for row in rows if (text := grid.text(row, index))][:_SAMPLE]
    merges = (grid.merge(row, index) for row in rows)
    is_merged = any(one and one.bottom > one.top and one.left == one.right for one in merges)
    return Column(index, header, tuple(values), is_merged)


def _territory_labels(vocabulary: Vocabulary, synonyms: Mapping[str, str]) -> dict[str, str]:
    levels = zip(vocabulary.level_names, LEVEL_KEYS, strict=False)
    own = {label_key(name): level for name, level in levels}
    return own | {label_key(label): field for label, field in synonyms.items()}


def _chosen(columns: list[Column], mapping: Mapping[str, str]) -> tuple[dict[int, Guess], set[int]]:
    """Return what the person chose, and the columns that are hers alone to decide."""
    chosen: dict[int, Guess] = {}
    closed: set[int] = set()
    keys = {label_key(label): field for label, field in mapping.items()}
    for column in columns:
        label, letter = column.header.label, column.header.column
        field = mapping.get(label, mapping.get(letter, keys.get(label_key(label))))
        if field is None:
            continue
        closed.add(column.index)
        if field in FIELD_KEYS:
            chosen[column.index] = Guess(column.index, field, _BY_HAND)
    return chosen, closed


def _guesses(columns: list[Column], synonyms: Mapping[str, str]) -> list[Guess]:
    guesses: list[Guess] = []
    for column in columns:
        named = recognise_with(column.header.label, synonyms)
        if not named and not label_depth(column.header.label):
            named = _named_with_group(column.header)
        guesses.extend(
            Guess(column.index, field, confidence)
            for field, confidence in named
            if field not in LEVEL_KEYS and _holds(column, field)
        )
    return guesses


def _named_with_group(header: HeaderCell) -> tuple[tuple[str, float], ...]:
    """Read « Fin » under « Calendrier » as one label."""
    if not header.group or header.label.isdigit():
        return ()
    named = recognise_with(f"{header.group} {header.label}", {})
    return tuple((field, _BY_GROUP) for field, _ in named[:1])


def _holds(column: Column, field: str) -> bool:
    """Tell whether what a column holds may be such a field: numbers are no titles."""
    return field != "title" or not column.mostly(is_number)


def _levels(
    columns: list[Column], found: dict[int, Guess], synonyms: Mapping[str, str]
) -> dict[int, Guess]:
    """Return the columns that hold levels of the plan, the outermost first."""
    title = next((guess.column for guess in found.values() if guess.field == "title"), None)
    given = {guess.field for guess in found.values()}
    levels = [column for column in columns if _is_level(column, title, synonyms)]
    if any(is_sure_level(column.header.label) for column in levels):
        levels = [column for column in levels if not _is_theme(column)]
    ranked = sorted(levels, key=lambda column: (_depth(column, synonyms), column.index))
    guesses: dict[int, Guess] = {}
    last = 0
    for place, column in enumerate(ranked):
        rest = len(ranked) - place - 1
        last = min(max(_depth(column, synonyms), last + 1), max(len(LEVEL_KEYS) - rest, last + 1))
        key = f"level{last}"
        if key in LEVEL_KEYS and key not in given:
            guesses[column.index] = Guess(column.index, key, _BY_WORD_OF_LEVEL)
    return guesses


def _depth(column: Column, synonyms: Mapping[str, str]) -> int:
    own = synonyms.get(label_key(column.header.label))
    if own in LEVEL_KEYS:
        return LEVEL_KEYS.index(own) + 1
    return label_depth(column.header.label) or 1


def _is_level(column: Column, title: int | None, synonyms: Mapping[str, str]) -> bool:
    """Tell whether a column holds a level: on the left of the title, or merged downwards."""
    label = column.header.label
    own = synonyms.get(label_key(label))
    if own is not None or column.index == title:
        return own in LEVEL_KEYS
    if label_depth(label) is None:
        return False
    is_before = title is not None and column.index < title
    return is_sure_level(label) or column.is_merged or (is_before and not column.is_long)


def _objectives(columns: list[Column], found: dict[int, Guess]) -> dict[int, Guess]:
    """Return the column of objectives that is no level: it tells each action's own."""
    if any(guess.field == "objective" for guess in found.values()):
        return {}
    for column in columns:
        if column.index not in found and label_key(column.header.label).startswith("objectif"):
            return {column.index: Guess(column.index, "objective", _BY_HABIT)}
    return {}


def _is_theme(column: Column) -> bool:
    return bool(re.match(r"(?:thematique|theme|domaine|champ)", label_key(column.header.label)))
