"""Workbooks of the first Macs count their days from 1904: the same dates are read."""

from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter

from gouvernail.imports.readers import read


def workbook(*, is_1904):
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"date_1904": is_1904})
    sheet = book.add_worksheet("Plan")
    look = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ["Action", "Échéance"])
    sheet.write_string(1, 0, "Ouvrir une crèche")
    sheet.write_datetime(1, 1, datetime(2026, 12, 31), look)  # noqa: DTZ001 - a cell has no zone
    book.close()
    return buffer.getvalue()


@pytest.mark.parametrize("is_1904", [True, False])
def test_a_date_is_the_same_whatever_the_first_day_of_the_workbook(is_1904):
    cell = read(workbook(is_1904=is_1904), "plan.xlsx").sheets[0].rows[1][1]
    assert (cell.date() if isinstance(cell, datetime) else cell) == date(2026, 12, 31)
