"""Tables of the same columns put one under the other, with the headings between them."""

from dataclasses import dataclass, field, replace

from gouvernail.imports.readers.types import Cell, Merge, Place, Sheet
from gouvernail.imports.sheets.layout import Layout
from gouvernail.imports.sheets.text import column_index, label_key


@dataclass
class Stack:
    """A sheet in the making; `first` is the name of the column put before the others, or ""."""

    name: str
    first: str = ""
    labels: list[str] = field(default_factory=list)
    rows: list[dict[int, Cell]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    places: dict[tuple[int, int], Place] = field(default_factory=dict)
    depths: dict[int, int] = field(default_factory=dict)

    def add_heading(self, text: str, depth: int, place: Place) -> None:
        """Put a heading of known depth across the sheet."""
        row = len(self.rows) + 1
        self.depths[row], self.places[row, -1] = depth, place
        self.rows.append({0: text})

    def add_table(self, layout: Layout, *, where: str, first: str = "") -> dict[int, int]:
        """Put the rows of a table beneath those already there, each cell under its label.

        Return the column here of each of its columns.
        """
        columns = self._columns(layout)
        self.add_rows(layout.sheet, layout.header_row, columns, where=where, first=first)
        return columns

    def add_rows(
        self,
        sheet: Sheet,
        header_row: int,
        columns: dict[int, int],
        *,
        where: str,
        first: str = "",
    ) -> None:
        """Put the rows beneath a header; `columns` goes from their column to ours."""
        shift = len(self.rows) + 1 - header_row
        hidden = set(sheet.hidden_rows)
        for index in range(header_row, len(sheet.rows)):
            cells = {
                columns[at]: cell for at, cell in enumerate(sheet.rows[index]) if at in columns
            }
            if first and any(cell is not None for cell in cells.values()):
                cells[0] = first
            row = len(self.rows) + 1
            self.places[row, -1] = Place(where, index + 1)
            if index in hidden:
                self.hidden.append(row)
            self.rows.append(cells)
        for merge in sheet.merges:
            if merge.top >= header_row:
                self._add_merge(merge, shift, columns)

    def sheet(self) -> Sheet:
        """Return the sheet."""
        width = len(self.labels)
        lines = [tuple(cells.get(at) for at in range(width)) for cells in self.rows]
        return Sheet(
            self.name,
            (tuple(self.labels), *lines),
            tuple(self.merges),
            hidden_rows=tuple(self.hidden),
            places=self.places,
            depths=self.depths,
        )

    def _columns(self, layout: Layout) -> dict[int, int]:
        if self.first and not self.labels:
            self.labels.append(self.first)
        keys = {label_key(label): at for at, label in enumerate(self.labels)}
        columns = {}
        for header in layout.headers:
            key = label_key(header.label)
            if key not in keys:
                keys[key] = len(self.labels)
                self.labels.append(header.label)
            columns[column_index(header.column)] = keys[key]
        return columns

    def _add_merge(self, merge: Merge, shift: int, columns: dict[int, int]) -> None:
        inside = [columns[at] for at in range(merge.left, merge.right + 1) if at in columns]
        if inside:
            moved = replace(merge, top=merge.top + shift, bottom=merge.bottom + shift)
            self.merges.append(replace(moved, left=min(inside), right=max(inside)))
