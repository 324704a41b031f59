"""Files of French coordinators, read into plain values: XLSX, ODS, DOCX and CSV."""

from gouvernail.imports.readers.formats import read
from gouvernail.imports.readers.limits import UnreadableFile
from gouvernail.imports.readers.sandbox import read_safely
from gouvernail.imports.readers.types import (
    Block,
    Cell,
    ErrorCell,
    Merge,
    Place,
    Row,
    Sheet,
    Workbook,
)

__all__ = [
    "Block",
    "Cell",
    "ErrorCell",
    "Merge",
    "Place",
    "Row",
    "Sheet",
    "UnreadableFile",
    "Workbook",
    "read",
    "read_safely",
]
