"""A table, whatever the file it will be."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and its width in characters."""

    head: str
    width: int = 20


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table of typed values; every row has as many values as there are columns.

    `total`, when there is one, is a last row set apart. `state` says of what and of which day the
    rows speak, line by line, where the file has a place for it.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: tuple[Value, ...] = ()
    state: tuple[str, ...] = ()
