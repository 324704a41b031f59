"""Reading a table of counts: how dark each cell is, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

DARKEST = 4


@dataclass(frozen=True, slots=True)
class Hole:
    """Nothing at this crossing; without a row, in the whole column; without a column, the row."""

    row: str
    column: str


def levels(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return how dark each count is drawn, beside the largest.

    Unit: 0 for none, then 1 to 4 by quarters of the largest count.
    Errors: none.
    Source: CHOICE 0031.
    """
    largest = max((count for line in counts for count in line), default=0)
    return [[-(-DARKEST * count // largest) if count else 0 for count in line] for line in counts]


def holes(
    rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int]]
) -> tuple[Hole, ...]:
    """Return what is missing, the widest first: empty columns, empty rows, then lone crossings.

    A row and a column that are empty are told once, not at each of their crossings. Nothing is
    missing from a table that holds no action at all.

    Unit: the words of the rows and columns.
    Errors: none.
    Source: CHOICE 0031; PILOTAGE, § 1.3: commissions by theme and by territory.
    """
    if not any(any(line) for line in counts):
        return ()
    bare_columns = {at for at in range(len(columns)) if not any(line[at] for line in counts)}
    bare_rows = {at for at, line in enumerate(counts) if not any(line)}
    lone = [
        Hole(rows[row], columns[column])
        for row, line in enumerate(counts)
        for column, count in enumerate(line)
        if not count and row not in bare_rows and column not in bare_columns
    ]
    return (
        *(Hole("", columns[at]) for at in sorted(bare_columns)),
        *(Hole(rows[at], "") for at in sorted(bare_rows)),
        *lone,
    )
