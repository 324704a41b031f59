"""A table as a CSV that a French Excel opens as it is: UTF-8 with its mark, semicolons."""

import csv
from decimal import Decimal
from io import StringIO

from gouvernail.documents.formats.table import Table, Value
from gouvernail.rules.formulas import neutralised


def write_csv(table: Table) -> bytes:
    """Return the file. Text that a spreadsheet would run as a formula is made text.

    Unit: bytes of a .csv file. Errors: none.
    """
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.head for column in table.columns])
    for row in (*table.rows, *([table.total] if table.total else [])):
        writer.writerow([_cell(value) for value in row])
    return buffer.getvalue().encode("utf-8-sig", "replace")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    if isinstance(value, int):
        return str(value)
    return neutralised(str(value))
