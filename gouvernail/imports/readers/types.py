"""What a file contains once read: sheets of plain values, whatever its format."""

from dataclasses import dataclass
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
Kind = Literal["xlsx", "csv"]


@dataclass(frozen=True, slots=True)
class Merge:
    """A block of merged cells; rows and columns count from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. A CSV is a single sheet without a name."""

    name: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole file. `encoding` and `separator` are those of a CSV."""

    kind: Kind
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    separator: str | None = None
