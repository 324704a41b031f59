"""Workbooks made for the tests, as spreadsheets write them. Every word is invented."""

import io
from datetime import date, datetime

import xlsxwriter

from gouvernail.imports.readers import read

HEADER = ["N°", "Intitulé de l’action", "Pilote", "Partenaires", "Échéance", "État"]


def line(number, title, due="2026", status="en cours"):
    return [number, title, "Service enfance", "Caf 13, PMI", due, status]


def xlsx(*sheets):
    """Return the bytes of a workbook; a sheet is (name, rows), with options besides."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        day, percent = (
            book.add_format({"num_format": "dd/mm/yyyy"}),
            book.add_format({"num_format": "0 %"}),
        )
        for name, rows, *options in sheets:
            given = options[0] if options else {}
            sheet = book.add_worksheet(name)
            if given.get("hidden"):
                sheet.hide()
            for top, row in enumerate(rows):
                for left, value in enumerate(row):
                    _write(sheet, top, left, value, day, percent)
            _dress(book, sheet, rows, given)
    return buffer.getvalue()


def _dress(book, sheet, rows, given):
    for merge in given.get("merges", ()):
        _merge(sheet, merge, rows, book.add_format())
    for row in given.get("hidden_rows", ()):
        sheet.set_row(row, None, None, {"hidden": True})
    for row in given.get("formatted_rows", ()):
        for left in range(12):
            sheet.write_blank(row, left, None, book.add_format({"border": 1}))


def _write(sheet, top, left, value, day, percent):
    if isinstance(value, date | datetime):
        sheet.write_datetime(top, left, value, day)
    elif isinstance(value, float) and 0 < value < 1:
        sheet.write_number(top, left, value, percent)
    elif isinstance(value, str) and value.startswith("="):
        sheet.write_formula(top, left, value, None, "#REF!")
    elif value not in ("", None):
        sheet.write(top, left, value)


def _merge(sheet, reference, rows, style):
    first = reference.split(":")[0]
    letters = first.rstrip("0123456789")
    top, left = int(first[len(letters) :]) - 1, ord(letters) - ord("A")
    value = rows[top][left] if left < len(rows[top]) else ""
    sheet.merge_range(reference, value, style)


def workbook(*sheets):
    return read(xlsx(*sheets), "plan.xlsx")


def plan_sheet(rows, **options):
    return workbook(("Plan", rows, options))
