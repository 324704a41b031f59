"""A sheet as a grid: the value of a cell, and the merged block it belongs to."""

from collections.abc import Mapping
from dataclasses import replace

from gouvernail.imports.readers.types import Cell, Merge, Place, Sheet
from gouvernail.imports.sheets.text import column_letter, one_line, text_of

# Hostile files merge the whole sheet many times over: past this many cells, merges are ignored.
_MOST_MERGED_CELLS = 500_000


class Grid:
    """Rows and columns count from 0. Corrections count rows from 1 and name the column."""

    def __init__(
        self, sheet: Sheet, corrections: Mapping[tuple[int, str], str] | None = None
    ) -> None:
        """Read the sheet once; corrections replace what cells say."""
        self.name = sheet.name
        self.height = len(sheet.rows)
        self.width = max(map(len, sheet.rows), default=0)
        self.hidden_rows = frozenset(sheet.hidden_rows)
        self.depths = sheet.depths
        self.is_list = sheet.is_list
        self._places = sheet.places
        self._rows = sheet.rows
        self._merges = self._merged_cells(sheet.merges)
        self._corrections = dict(corrections or {})
        self._texts: dict[int, dict[int, str]] = {}

    def cell(self, row: int, column: int) -> Cell:
        """Return the value that a cell holds itself."""
        if self._corrections:
            corrected = self._corrections.get((row + 1, column_letter(column)))
            if corrected is not None:
                return corrected.strip() or None
        line = self._rows[row] if 0 <= row < self.height else ()
        return line[column] if column < len(line) else None

    def text(self, row: int, column: int) -> str:
        """Return the text that a cell holds itself."""
        return text_of(self.cell(row, column))

    def merge(self, row: int, column: int) -> Merge | None:
        """Return the merged block that a cell belongs to."""
        return self._merges.get((row, column))

    def shown(self, row: int, column: int) -> str:
        """Return the text that a person sees at a cell, carried by its merged block."""
        merge = self.merge(row, column)
        return self.text(merge.top, merge.left) if merge else self.text(row, column)

    def texts(self, row: int) -> dict[int, str]:
        """Return the non-empty texts of a row, by column. Not to be changed."""
        if row not in self._texts:
            found = ((column, self.text(row, column)) for column in range(self.width))
            self._texts[row] = {column: text for column, text in found if text}
        return self._texts[row]

    def label(self, row: int, column: int) -> str:
        """Return what a person sees at a cell, on one line."""
        return one_line(self.shown(row, column))

    def place(self, row: int, column: int) -> Place:
        """Return where a cell stands in the file, as a person finds it."""
        own = self._places.get((row, column))
        if own:
            return own
        line = self._places.get((row, -1), Place("", row + 1))
        return replace(line, column=line.column or column_letter(column))

    def _merged_cells(self, merges: tuple[Merge, ...]) -> dict[tuple[int, int], Merge]:
        cells: dict[tuple[int, int], Merge] = {}
        left_to_merge = _MOST_MERGED_CELLS
        for merge in merges:
            rows = range(merge.top, min(merge.bottom + 1, self.height))
            columns = range(merge.left, min(merge.right + 1, self.width))
            left_to_merge -= len(rows) * len(columns)
            if left_to_merge < 0:
                break
            cells.update(dict.fromkeys(((r, c) for r in rows for c in columns), merge))
        return cells
