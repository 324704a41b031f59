"""Which sheet holds the posts, which of its rows names the columns, and what each column is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gouvernail.imports.posts.fields import FIELDS, POST_FIELDS, REQUIRED
from gouvernail.imports.posts.results import Column, NoPostsFound
from gouvernail.imports.readers.types import Sheet, Workbook
from gouvernail.imports.sheets.text import column_letter, label_key, one_line, text_of

ROWS_LOOKED_AT = 30
# Fewer names than this are a title, not the heads of a table.
FEWEST_HEADS = 3
SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Heads:
    """The row of heads of a sheet, counted from 0, and the field of each column it names."""

    sheet: Sheet
    rank: int
    fields: Mapping[int, str]

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return len(self.sheet.rows[self.rank]) if self.sheet.rows else 0

    def name(self, index: int) -> str:
        """Return the head of a column."""
        row = self.sheet.rows[self.rank]
        return one_line(text_of(row[index])) if index < len(row) else ""

    def columns(self) -> tuple[Column, ...]:
        """Return the columns that hold something, with some of their values."""
        return tuple(found for index in range(self.width) if (found := self._column(index)))

    def _column(self, index: int) -> Column | None:
        rows = (row for row in self.sheet.rows[self.rank + 1 :] if index < len(row))
        samples = tuple(dict.fromkeys(text for row in rows if (text := text_of(row[index]))))
        head = self.name(index)
        if not head and not samples:
            return None
        return Column(column_letter(index), head, self.fields.get(index, ""), samples[:SAMPLES])


def find_heads(workbook: Workbook, chosen: Mapping[str, str] | None = None) -> Heads:
    """Return the heads of the sheet that names most columns.

    `chosen` is the field of each column letter, when somebody said it: then it alone counts.

    Errors: NoPostsFound, when no sheet looks like a table.
    """
    found = [_heads(sheet) for sheet in workbook.sheets if not sheet.is_hidden]
    best = max(found, key=lambda one: (len(one.fields), one.width), default=None)
    if best is None or not best.sheet.rows or not (best.fields or _is_table(best)):
        raise NoPostsFound(
            "Aucun tableau de postes n’est reconnu : il faut une ligne de titres, avec "
            f"{named(REQUIRED)}. Partez du modèle, ou renommez vos colonnes."
        )
    if chosen is None:
        return best
    fields = {
        index: key
        for index in range(best.width)
        if (key := chosen.get(column_letter(index), "")) in FIELDS
    }
    return Heads(best.sheet, best.rank, fields)


def named(keys: Iterable[str]) -> str:
    """Return fields by their labels, in their order."""
    wanted = set(keys)
    return ", ".join(f"« {field.label} »" for field in POST_FIELDS if field.key in wanted)


def _is_table(heads: Heads) -> bool:
    has_rows = len(heads.sheet.rows) > heads.rank + 1
    return has_rows and sum(bool(heads.name(one)) for one in range(heads.width)) >= FEWEST_HEADS


def _heads(sheet: Sheet) -> Heads:
    rows = sheet.rows[:ROWS_LOOKED_AT]
    best = Heads(sheet, 0, {})
    for rank, row in enumerate(rows):
        fields = _fields([text_of(cell) for cell in row])
        if len(fields) > max(len(best.fields), 1):
            best = Heads(sheet, rank, fields)
    if not best.fields and rows:
        # Nothing is understood: the first row with as many words as any is likely the heads.
        filled = [sum(bool(text_of(cell)) for cell in row) for row in rows]
        best = Heads(sheet, filled.index(max(filled)), {})
    return best


def _fields(labels: list[str]) -> dict[int, str]:
    keys = [label_key(label) for label in labels]
    fields: dict[int, str] = {}
    for index, key in enumerate(keys):
        found = next((field.key for field in POST_FIELDS if key and key in field.names), "")
        if found and found not in fields.values():
            fields[index] = found
    # « Commune » alone is the one that employs; beside an employer, where the post serves.
    place = next((index for index, key in fields.items() if key == "place"), None)
    if place is not None and keys[place] == "commune" and "employer" not in fields.values():
        fields[place] = "employer"
    return fields
