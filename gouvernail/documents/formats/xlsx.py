"""Tables as an Excel workbook: typed cells, frozen head, filters, totals, ready to print."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from gouvernail.documents.formats.table import Table, Value

SHEET_NAME_LENGTH = 31
A4 = 9
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
_NUMBERS = {Decimal: "# ##0.00", date: "dd/mm/yyyy"}


def write_xlsx(table: Table) -> bytes:
    """Return the workbook of one table.

    Unit: bytes of an .xlsx file. Errors: none.
    """
    return write_xlsx_book([table])


def write_xlsx_book(tables: Sequence[Table]) -> bytes:
    """Return a workbook, a sheet per table. Text is written as text: no cell can be a formula.

    Unit: bytes of an .xlsx file. Errors: none.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    pen = _Pen(book)
    for table in tables:
        _write_sheet(book, table, pen)
    if tables[0].state:
        _write_state(book, tables[0])
    book.close()
    return buffer.getvalue()


class _Pen:
    """The formats of a workbook, made once: text, money and days, in a row or in a total."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format(
            {"bold": True, "bg_color": "#dceeee", "text_wrap": True, "border": 1}
        )
        self._formats = {
            (kind, is_total): book.add_format(self._look(kind, is_total=is_total))
            for kind in (str, Decimal, date)
            for is_total in (False, True)
        }

    def _look(self, kind: type, *, is_total: bool) -> dict[str, Any]:
        look: dict[str, Any] = {"valign": "top"}
        look |= {"num_format": _NUMBERS[kind]} if kind in _NUMBERS else {"text_wrap": True}
        return look | ({"bold": True, "top": 2} if is_total else {})

    def write(self, sheet: Any, line: int, row: Sequence[Value], *, is_total: bool) -> None:
        for rank, value in enumerate(row):
            kind: Any = next((kind for kind in _NUMBERS if isinstance(value, kind)), str)
            look = self._formats[kind, is_total]
            if isinstance(value, date):
                sheet.write_datetime(line, rank, value, look)
            elif isinstance(value, int | Decimal):
                sheet.write_number(line, rank, float(value), look)
            elif value:
                sheet.write_string(line, rank, value, look)
            elif is_total:
                sheet.write_blank(line, rank, None, look)


def _write_sheet(book: Any, table: Table, pen: _Pen) -> None:
    sheet = book.add_worksheet(table.title.translate(_FORBIDDEN)[:SHEET_NAME_LENGTH])
    for rank, column in enumerate(table.columns):
        sheet.set_column(rank, rank, column.width)
        sheet.write_string(0, rank, column.head, pen.head)
    for line, row in enumerate(table.rows, start=1):
        pen.write(sheet, line, row, is_total=False)
    if table.total:
        pen.write(sheet, len(table.rows) + 1, table.total, is_total=True)
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    if table.state:
        sheet.set_header("&L" + table.title.replace("&", "&&")[:100])
        sheet.set_footer("&L" + table.state[0].replace("&", "&&")[:150] + "&Rpage &P sur &N")


def _write_state(book: Any, table: Table) -> None:
    """Say, on a last sheet and in the properties, of what and of which day the rows speak."""
    book.set_properties({"title": table.title, "subject": " ".join(table.state)})
    sheet = book.add_worksheet("État des données")
    sheet.set_column(0, 0, 100)
    for line, words in enumerate((table.title, *table.state)):
        sheet.write_string(line, 0, words)
