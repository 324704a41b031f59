"""A workbook of several sheets: typed cells, totals set apart, text that stays text."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from gouvernail.documents.formats.csv import write_csv
from gouvernail.documents.formats.table import Column, Table
from gouvernail.documents.formats.xlsx import write_xlsx_book

pytestmark = pytest.mark.files

MONEY = Table(
    "Par année : 2026/2027",
    (Column("Financeur"), Column("Accordé"), Column("Signé le")),
    (("=Caf+1", Decimal("1200.50"), date(2026, 3, 1)), ("État", None, None)),
    ("Ensemble", Decimal("1200.50"), None),
)


def test_each_table_is_a_sheet_with_its_total():
    book = CalamineWorkbook.from_filelike(
        BytesIO(write_xlsx_book([MONEY, Table("Vide", (Column("a"),), ())]))
    )
    assert book.sheet_names == ["Par année   2026 2027", "Vide"]
    assert book.get_sheet_by_name(book.sheet_names[0]).to_python() == [
        ["Financeur", "Accordé", "Signé le"],
        ["=Caf+1", 1200.5, date(2026, 3, 1)],
        ["État", "", ""],
        ["Ensemble", 1200.5, ""],
    ]


def test_a_csv_ends_with_the_total():
    assert write_csv(MONEY).decode("utf-8-sig").splitlines()[-1] == "Ensemble;1200,50;"
