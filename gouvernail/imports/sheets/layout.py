"""Where the plan is: which sheet, which header row, and what each column is called.

Rows of labels are told from titles and data by how many of their cells name a field.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gouvernail.imports.readers.types import Sheet, Workbook
from gouvernail.imports.sheets.fields import recognise_with
from gouvernail.imports.sheets.grid import Grid
from gouvernail.imports.sheets.levels import label_depth
from gouvernail.imports.sheets.results import Choices, HeaderCell
from gouvernail.imports.sheets.text import column_letter

ROWS_SEARCHED = 200
LONGEST_LABEL = 90
_TITLE_BONUS = 1.5
_LEAST_FIELDS = 2
_DEEPEST_HEADER = 3


class NoPlanFound(Exception):
    """No sheet holds a header that looks like a plan's. `str()` gives the sentence to show."""

    def __str__(self) -> str:
        """Return the sentence to show."""
        return (
            "Aucune ligne d’en-tête n’a été reconnue. Indiquez la feuille et la ligne qui portent "
            "les titres des colonnes (par exemple « Action », « Pilote », « Échéance »)."
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet and its header. `header_row` is the last row of the header, counted from 1."""

    sheet: Sheet
    header_row: int
    headers: tuple[HeaderCell, ...]
    score: float


def propose_layouts(
    workbook: Workbook, synonyms: Mapping[str, str] | None = None
) -> tuple[Layout, ...]:
    """Return, for each visible sheet that may hold a plan, its likely header; the likeliest first.

    Errors: none; an empty tuple when nothing looks like a plan.
    """
    found = (_layout(sheet, synonyms or {}) for sheet in workbook.sheets if not sheet.is_hidden)
    return tuple(sorted((layout for layout in found if layout), key=lambda one: -one.score))


def choose_layout(workbook: Workbook, choices: Choices, preferred: str | None) -> Layout:
    """Return the layout that the person chose, or the preferred, or the likeliest.

    Errors: NoPlanFound.
    """
    wanted = choices.sheet or preferred
    if wanted is None:
        layouts = propose_layouts(workbook, choices.synonyms)
        sheets = [layout.sheet for layout in layouts] or list(workbook.sheets)
    else:
        sheets = [sheet for sheet in workbook.sheets if sheet.name == wanted]
        layouts = tuple(filter(None, (_layout(sheet, choices.synonyms) for sheet in sheets)))
    if choices.header_row is not None and sheets:
        return _given(sheets[0], choices.header_row)
    if not layouts:
        raise NoPlanFound
    return layouts[0]


def _given(sheet: Sheet, header_row: int) -> Layout:
    grid = Grid(sheet)
    bottom = min(max(header_row - 1, 0), max(grid.height - 1, 0))
    return Layout(sheet, bottom + 1, _headers(grid, bottom, bottom), 0)


def _layout(sheet: Sheet, synonyms: Mapping[str, str]) -> Layout | None:
    grid = Grid(sheet)
    if sheet.places:
        return Layout(sheet, 1, _headers(grid, 0, 0), 0)
    scores = [_score(grid, row, synonyms) for row in range(min(grid.height, ROWS_SEARCHED))]
    best = max(scores, default=0)
    if not best:
        return None
    top = scores.index(best)
    bottom = _bottom(grid, top)
    below = sum(
        len(grid.texts(row)) > 1 for row in range(bottom + 1, min(grid.height, bottom + 40))
    )
    score = best + min(below, 10) / 10
    return Layout(sheet, bottom + 1, _headers(grid, top, bottom), score)


def _score(grid: Grid, row: int, synonyms: Mapping[str, str]) -> float:
    """Return how much a row looks like a header: its distinct fields, the title above all."""
    named: dict[str, float] = {}
    for text in set(grid.texts(row).values()):
        if len(text) > LONGEST_LABEL:
            continue
        for field, confidence in recognise_with(text, synonyms)[:1]:
            named[field] = max(named.get(field, 0), min(confidence, 1))
        if label_depth(text):
            named.setdefault(f"level {text}", 0.9)
    if len(named) < _LEAST_FIELDS + ("title" not in named):
        return 0
    return sum(named.values()) + (_TITLE_BONUS if "title" in named else 0)


def _bottom(grid: Grid, top: int) -> int:
    """Return the last row of a header: labels merged downwards, or sub-labels beneath groups."""
    merges = [grid.merge(top, column) for column in range(grid.width)]
    lowest = max((merge.bottom for merge in merges if merge), default=top)
    if top < lowest < top + _DEEPEST_HEADER:
        return lowest
    below = grid.texts(top + 1)
    grouped = {
        column
        for column, merge in enumerate(merges)
        if merge and merge.left < merge.right and not _is_full_width(grid, merge.left, merge.right)
    }
    is_sub_labels = len(below) > 1 and below.keys() <= grouped
    return top + 1 if is_sub_labels else top


def _is_full_width(grid: Grid, left: int, right: int) -> bool:
    return right - left + 1 > 0.8 * grid.width


def _headers(grid: Grid, top: int, bottom: int) -> tuple[HeaderCell, ...]:
    headers: list[HeaderCell] = []
    used: dict[str, int] = {}
    for column in range(grid.width):
        label = _label(grid, top, bottom, column)
        if not label and not _has_data(grid, bottom, column):
            continue
        letter = column_letter(column)
        label = label or f"Colonne {letter}"
        used[label] = used.get(label, 0) + 1
        unique = label if used[label] == 1 else f"{label} ({used[label]})"
        headers.append(HeaderCell(letter, unique, _group(grid, bottom, column, label)))
    return tuple(headers)


def _label(grid: Grid, top: int, bottom: int, column: int) -> str:
    """Return the lowest label of a column; above the header, only one that stands alone."""
    for row in range(bottom, top - 1, -1):
        label = grid.label(row, column)
        if label:
            return label
    above = top - 1
    merge = grid.merge(above, column)
    stands_alone = merge is None and len(grid.texts(above)) > _LEAST_FIELDS
    label = grid.label(above, column) if above >= 0 and stands_alone else ""
    return label if len(label) <= LONGEST_LABEL else ""


def _group(grid: Grid, bottom: int, column: int, label: str) -> str:
    """Return the label above that covers several columns, this one among them."""
    merge = grid.merge(bottom - 1, column)
    if not merge or merge.left == merge.right or _is_full_width(grid, merge.left, merge.right):
        return ""
    group = grid.label(bottom - 1, column)
    return group if group != label and len(group) <= LONGEST_LABEL else ""


def _has_data(grid: Grid, bottom: int, column: int) -> bool:
    return any(grid.text(row, column) for row in range(bottom + 1, grid.height))
