"""What a file contains once read: sheets of plain values, whatever its format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that shows an error of calculation, such as #REF!."""

    code: str


# In English as files keep them, and in French as Excel shows them and writes them to CSV.
ERROR_CODES = frozenset(
    {"#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
    | {"#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!", "#PROPAGATION!"}
)

Cell = str | int | float | bool | date | datetime | ErrorCell | None
Row = tuple[Cell, ...]
Kind = Literal["xlsx", "ods", "docx", "csv", "vcf"]
BlockKind = Literal["heading", "text", "table"]

# A formula whose result the file does not hold: software that never computed it wrote the file.
NO_RESULT = "(formule sans résultat)"


@dataclass(frozen=True, slots=True)
class Merge:
    """A block of merged cells; rows and columns count from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands in the file as people see it; `sheet` is "" in the sheet being read."""

    sheet: str
    row: int
    column: str = ""

    def __str__(self) -> str:
        """Return the place in words: « Tableau 3, ligne 2, B »."""
        words = [self.sheet, f"ligne {self.row}", self.column]
        said = ", ".join(filter(None, words))
        return said[:1].upper() + said[1:]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, or one table of a text. A CSV is a single sheet without a name.

    `hidden_rows` count from 0: hidden by hand, by a filter, or folded in a group. `places` and
    `depths` are those of a sheet put together from several: where its rows (column -1) or its
    cells come from, and how deep its headings are known to stand. `is_list`: one action a row.
    """

    name: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    is_hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    places: Mapping[tuple[int, int], Place] = field(default_factory=dict)
    depths: Mapping[int, int] = field(default_factory=dict)
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text, in its order: a heading of some depth, a paragraph, or a table.

    `depth` counts from 1 and is that of a heading; `table` is the rank of the sheet that holds it.
    """

    kind: BlockKind
    text: str = ""
    depth: int = 0
    table: int = -1


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole file. `encoding` and `separator` are those of a CSV, `flow` is that of a text."""

    kind: Kind
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    separator: str | None = None
    flow: tuple[Block, ...] = ()
