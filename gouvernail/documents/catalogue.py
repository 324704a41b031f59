"""Every document that can leave as a file: its formats and the types of its bytes."""

from collections.abc import Callable
from dataclasses import dataclass

from gouvernail.documents.formats.csv import write_csv
from gouvernail.documents.formats.table import Table
from gouvernail.documents.formats.xlsx import write_xlsx


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A file that a table can be written to."""

    extension: str
    content_type: str
    write: Callable[[Table], bytes]


TABLE_FORMATS = {
    "xlsx": TableFormat(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write_xlsx,
    ),
    "csv": TableFormat("csv", "text/csv; charset=utf-8", write_csv),
}
