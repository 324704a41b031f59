"""Where the contacts are: which sheet, which row of titles, what each column is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gouvernail.imports.contacts.fields import FIELDS, PRIVATE, field_of
from gouvernail.imports.readers.types import Sheet, Workbook
from gouvernail.imports.sheets.grid import Grid
from gouvernail.imports.sheets.results import Choices, HeaderCell
from gouvernail.imports.sheets.text import column_index, column_letter, label_key
from gouvernail.imports.sheets.values import read_yes

ROWS_SEARCHED = 60
_SAMPLE = 60
_LEAST_FIELDS = 2
_TELLING = frozenset({"structure", "full_name", "last_name", "email"})
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+")


class NoContactsFound(Exception):
    """No sheet holds titles that look like a directory's. `str()` gives the sentence to show."""

    def __str__(self) -> str:
        """Return the sentence to show."""
        return (
            "Aucune ligne de titres n’a été reconnue. Indiquez la feuille et la ligne qui portent "
            "les titres des colonnes (par exemple « Structure », « Nom », « Courriel »)."
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet and its titles. `header_row` counts from 1; `fields` go by column letter."""

    sheet: Sheet
    header_row: int
    headers: tuple[HeaderCell, ...]
    fields: Mapping[str, str]


def choose_layout(workbook: Workbook, choices: Choices) -> Layout:
    """Return the sheet, titles and columns that the person chose, or the likeliest.

    Errors: NoContactsFound.
    """
    sheets = [sheet for sheet in workbook.sheets if sheet.name == choices.sheet]
    sheets = sheets or [sheet for sheet in workbook.sheets if not sheet.is_hidden]
    found = [_best(Grid(sheet), sheet, choices) for sheet in sheets]
    score, row, sheet = max(found, key=lambda one: one[0], default=(0, 0, None))
    if sheet is None or not score:
        raise NoContactsFound
    grid = Grid(sheet)
    headers = _headers(grid, row)
    return Layout(sheet, row + 1, headers, _fields(grid, row, headers, choices))


def _best(grid: Grid, sheet: Sheet, choices: Choices) -> tuple[int, int, Sheet]:
    """Return the score and the row of the likeliest titles of a sheet, the first of the best."""
    if choices.header_row and (choices.sheet in (None, sheet.name)):
        return 1, min(choices.header_row, max(grid.height, 1)) - 1, sheet
    rows = range(min(grid.height, ROWS_SEARCHED))
    scores = [(_score(grid, row, choices.synonyms), -row) for row in rows]
    score, place = max(scores, default=(0, 0))
    return score, -place, sheet


def _score(grid: Grid, row: int, taught: Mapping[str, str]) -> int:
    labels = [text for text in grid.texts(row).values() if len(text) <= 90]
    named = {field_of(label, taught) for label in labels} - {"", PRIVATE, "ticked"}
    return len(named) if len(named) >= _LEAST_FIELDS and named & _TELLING else 0


def _headers(grid: Grid, row: int) -> tuple[HeaderCell, ...]:
    used = [
        column
        for column in range(grid.width)
        if grid.label(row, column) or any(grid.text(below, column) for below in _sample(grid, row))
    ]
    seen: dict[str, int] = {}
    headers = []
    for column in used:
        label = grid.label(row, column)
        seen[label] = seen.get(label, 0) + 1
        rank = f" ({seen[label]})" if label and seen[label] > 1 else ""
        headers.append(HeaderCell(column_letter(column), label + rank))
    return tuple(headers)


def _sample(grid: Grid, row: int) -> range:
    return range(row + 1, min(grid.height, row + 1 + _SAMPLE))


def _fields(
    grid: Grid, row: int, headers: tuple[HeaderCell, ...], choices: Choices
) -> dict[str, str]:
    """Return the field of each column: chosen, else by its title, else by what it holds."""
    chosen = {label_key(label): key for label, key in choices.mapping.items()}
    found: dict[str, str] = {}
    for head in headers:
        own = choices.mapping.get(head.column, choices.mapping.get(head.label))
        own = chosen.get(label_key(head.label)) if own is None and head.label else own
        guess = field_of(head.label, choices.synonyms)
        key = guess if guess == PRIVATE or own is None else own
        is_taken = key in found.values() and key in FIELDS and not FIELDS[key].repeats
        found[head.column] = "" if is_taken else key
        if (
            found[head.column] == "ticked"
            and own is None
            and not _is_ticked(grid, row, column_index(head.column))
        ):
            found[head.column] = "bodies"
    return _by_content(grid, row, headers, _full_names(found), choices)


def _is_ticked(grid: Grid, row: int, column: int) -> bool:
    texts = [text for below in _sample(grid, row) if (text := grid.text(below, column))]
    return bool(texts) and all(read_yes(text) is not None for text in texts)


def _full_names(found: dict[str, str]) -> dict[str, str]:
    """Read « Nom » as the whole name when no column gives the first names."""
    if "first_name" in found.values() or "full_name" in found.values():
        return found
    return {column: "full_name" if key == "last_name" else key for column, key in found.items()}


def _by_content(
    grid: Grid,
    row: int,
    headers: tuple[HeaderCell, ...],
    found: dict[str, str],
    choices: Choices,
) -> dict[str, str]:
    """Find the mails under a title that does not name them."""
    if "email" in found.values():
        return found
    for head in headers:
        texts = [
            text
            for below in _sample(grid, row)
            if (text := grid.text(below, column_index(head.column)))
        ]
        mails = sum(bool(_MAIL.search(text[:200])) for text in texts)
        if not found[head.column] and head.column not in choices.mapping and mails * 2 > len(texts):
            return {**found, head.column: "email"}
    return found
