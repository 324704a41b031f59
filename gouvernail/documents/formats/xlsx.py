"""A table as an Excel workbook: typed cells, frozen head, filters, ready to print."""

from decimal import Decimal
from io import BytesIO

import xlsxwriter

from gouvernail.documents.formats.table import Table

SHEET_NAME_LENGTH = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def write_xlsx(table: Table) -> bytes:
    """Return the workbook. Text is written as text: no cell can become a formula.

    Unit: bytes of an .xlsx file. Errors: none.
    """
    buffer = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    book = xlsxwriter.Workbook(buffer, options)
    sheet = book.add_worksheet(table.title.translate(_FORBIDDEN)[:SHEET_NAME_LENGTH])
    head = book.add_format({"bold": True, "bg_color": "#dceeee", "text_wrap": True, "border": 1})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    money = book.add_format({"num_format": "# ##0.00", "valign": "top"})
    for rank, column in enumerate(table.columns):
        sheet.set_column(rank, rank, column.width)
        sheet.write_string(0, rank, column.head, head)
    for line, row in enumerate(table.rows, start=1):
        for rank, value in enumerate(row):
            if isinstance(value, int | Decimal):
                sheet.write_number(
                    line, rank, float(value), money if isinstance(value, Decimal) else text
                )
            elif value:
                sheet.write_string(line, rank, str(value), text)
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    book.close()
    return buffer.getvalue()
