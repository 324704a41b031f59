"""A table, whatever the file it will be."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

# As many characters as a landscape A4 holds and people still read, at six tenths.
PAGE_WIDTH = 230

Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and its width in characters.

    `names` tells that it names the row: it comes back on the left of every printed page.
    """

    head: str
    width: int = 20
    names: bool = False


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

    @property
    def naming(self) -> slice:
        """The columns that name a row, side by side; the widest of them when they are apart."""
        ranks = [rank for rank, column in enumerate(self.columns) if column.names]
        if ranks and ranks[-1] - ranks[0] >= len(ranks):
            ranks = [max(ranks, key=lambda rank: self.columns[rank].width)]
        return slice(ranks[0], ranks[-1] + 1) if ranks else slice(0)

    @property
    def pages_across(self) -> int:
        """On how many sheets of paper side by side the columns can be read."""
        kept = sum(column.width for column in self.columns[self.naming])
        others = sum(column.width for column in self.columns) - kept
        return max(1, -(-others // max(1, PAGE_WIDTH - kept)))
