"""Tables as an Excel workbook: typed cells, frozen head, filters, totals, ready to print."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from gouvernail.documents.formats.sheet_names import sheet_names
from gouvernail.documents.formats.table import Table, Value
from gouvernail.documents.formats.words import encodable

A4 = 9
LINE_HEIGHT, MOST_HEIGHT = 15.0, 400.0  # points; Excel takes 409 at most
STATE = "État des données"
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
_NUMBERS = {Decimal: "#,##0.00", date: "dd/mm/yyyy"}


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
    *names, state_name = sheet_names([*(encodable(table.title) for table in tables), STATE])
    for name, table in zip(names, tables, strict=True):
        _write_sheet(book.add_worksheet(name), table, pen)
    if tables[0].state:
        _write_state(book, book.add_worksheet(state_name), tables[0])
    book.close()
    return buffer.getvalue()


class _Pen:
    """The formats of a workbook, made once: text, money and days, in a row or in a total."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format(
            {"bold": True, "bg_color": "#dceeee", "text_wrap": True, "valign": "top", "border": 1}
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
                sheet.write_string(line, rank, encodable(value), look)
            elif is_total:
                sheet.write_blank(line, rank, None, look)


def _write_sheet(sheet: Any, table: Table, pen: _Pen) -> None:
    for rank, column in enumerate(table.columns):
        sheet.set_column(rank, rank, column.width)
        sheet.write_string(0, rank, encodable(column.head), pen.head)
    widths = [column.width for column in table.columns]
    sheet.set_row(0, _height([column.head for column in table.columns], widths))
    for line, row in enumerate(table.rows, start=1):
        sheet.set_row(line, _height(row, widths))
        pen.write(sheet, line, row, is_total=False)
    if table.total:
        pen.write(sheet, len(table.rows) + 1, table.total, is_total=True)
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    _set_up_print(sheet, table)


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """Return the height that shows the longest text of a row: LibreOffice does not find it."""
    lines = max(
        (
            sum(len(line) // width + 1 for line in value.split("\n"))
            for value, width in zip(row, widths, strict=True)
            if isinstance(value, str)
        ),
        default=1,
    )
    return min(lines * LINE_HEIGHT, MOST_HEIGHT)


def _set_up_print(sheet: Any, table: Table) -> None:
    """Print in landscape, lines drawn, on as many sheets side by side as people can read."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5)
    sheet.hide_gridlines(0)
    sheet.print_across()
    sheet.repeat_rows(0)
    if table.naming.stop:
        sheet.repeat_columns(table.naming.start, table.naming.stop - 1)
    sheet.fit_to_pages(table.pages_across, 0)
    if table.state:
        sheet.set_header("&L" + _margin_text(table.title, 200))
        sheet.set_footer("&L" + _margin_text(table.state[0], 200) + "&Rpage &P sur &N")


def _margin_text(words: str, most: int) -> str:
    """Return the beginning of a text for a margin, where an ampersand is written twice."""
    return encodable(words)[:most].replace("&", "&&")[:most].rstrip("&")


def _write_state(book: Any, sheet: Any, table: Table) -> None:
    """Say, on a last sheet and in the properties, of what and of which day the rows speak."""
    lines = [encodable(line) for line in (table.title, *table.state)]
    book.set_properties({"title": lines[0][:255], "subject": " ".join(lines[1:])[:255]})
    wrap = book.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 100)
    for line, words in enumerate(lines):
        sheet.write_string(line, 0, words, wrap)
