"""The rows beneath a header, with what each column is."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from gouvernail.imports.readers.types import Cell
from gouvernail.imports.sheets.fields import LEVEL_KEYS
from gouvernail.imports.sheets.grid import Grid
from gouvernail.imports.sheets.levels import heading_depth

_HEADING_CELLS = 2
# An action says at least one of these; a heading or a total does not.
_TELLING = ("leads", "partners", "status", "deadline", "communes", "lead_person")


@dataclass(frozen=True)
class Table:
    """The data of a sheet: `first_row` counts from 0, `labels` and `fields` go by column."""

    grid: Grid
    first_row: int
    labels: dict[int, str]
    fields: dict[int, str]

    @cached_property
    def columns(self) -> dict[str, int]:
        """The column of each field."""
        return {field: column for column, field in self.fields.items()}

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The columns of the levels, the outermost first."""
        return tuple(self.columns[key] for key in LEVEL_KEYS if key in self.columns)

    @property
    def title(self) -> int:
        """The column of the titles, or -1."""
        return self.columns.get("title", -1)

    @property
    def number(self) -> int:
        """The column of the numbers, or -1."""
        return self.columns.get("number", -1)

    @property
    def rows(self) -> range:
        """The rows of data."""
        return range(self.first_row, self.grid.height)

    def carried(self, row: int, column: int) -> Cell:
        """Return the value of a cell, or the one that its block merged downwards carries."""
        merge = self.grid.merge(row, column)
        if merge and merge.left == column and merge.top >= self.first_row:
            return self.grid.cell(merge.top, column)
        return self.grid.cell(row, column)

    def tells_of_an_action(self, texts: dict[int, str]) -> bool:
        """Tell whether a row says who, when or how far."""
        return any(self.columns.get(field, -1) in texts for field in _TELLING)

    def spans_title(self, row: int) -> bool:
        """Tell whether the title is under a block merged over three columns or more."""
        merge = self.grid.merge(row, self.title)
        return bool(merge and merge.right - merge.left >= 2)

    @cached_property
    def usual_width(self) -> float:
        """How many cells are filled on most rows."""
        widths = [len(texts) for row in self.rows if len(texts := self.grid.texts(row)) > 1]
        return median(widths) if widths else 0

    def usual_depth(self, column: int) -> int:
        """How deep the numbers of a column stand on most rows that hold more than a heading."""
        return self._usual_depths.get(column, 0)

    @cached_property
    def _usual_depths(self) -> dict[int, int]:
        depths = {column: Counter[int]() for column in {self.number, *self.levels}}
        for row in self.rows:
            texts = self.grid.texts(row)
            for column in depths.keys() & texts.keys() if len(texts) > _HEADING_CELLS else ():
                depths[column][number_depth(texts[column])] += 1
        return {column: found.most_common(1)[0][0] for column, found in depths.items() if found}


def number_depth(text: str) -> int:
    """Return how deep a number or a numbered heading stands, 0 when it has none."""
    if text.strip(".").replace(".", "").isdigit():
        return text.strip(".").count(".") + 1
    return heading_depth(text) or 0
