"""Files of French coordinators, read into plain values: XLSX and CSV."""

from gouvernail.imports.readers.formats import read
from gouvernail.imports.readers.limits import UnreadableFile
from gouvernail.imports.readers.sandbox import read_safely
from gouvernail.imports.readers.types import Cell, ErrorCell, Merge, Row, Sheet, Workbook

__all__ = [
    "Cell",
    "ErrorCell",
    "Merge",
    "Row",
    "Sheet",
    "UnreadableFile",
    "Workbook",
    "read",
    "read_safely",
]
