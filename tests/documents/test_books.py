"""A workbook of several sheets: typed cells, totals set apart, text that stays text."""

import re
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from gouvernail.documents.catalogue import TABLE_FORMATS
from gouvernail.documents.formats.csv import write_csv
from gouvernail.documents.formats.ods import write_ods
from gouvernail.documents.formats.sheet_names import sheet_names
from gouvernail.documents.formats.table import Column, Table
from gouvernail.documents.formats.xlsx import write_xlsx, write_xlsx_book

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


NARROW = Table("Étroit", (Column("N°", 8), Column("Intitulé", 50)), (("1", "Ouvrir"),))
WIDE = Table(
    "Large",
    (
        Column("Axe", 30),
        Column("N°", 8, names=True),
        Column("Intitulé", 50, names=True),
        *(Column(f"Rubrique {rank}", 30) for rank in range(20)),
    ),
    (("Axe 1", "1", "Ouvrir", *["texte"] * 20),),
)


def part_of(content, path):
    return zipfile.ZipFile(BytesIO(content)).read(path).decode()


def test_a_wide_table_prints_on_several_sheets_that_people_can_read():
    assert (NARROW.pages_across, WIDE.pages_across) == (1, 4)
    assert 'fitToWidth="4" fitToHeight="0"' in part_of(write_xlsx(WIDE), "xl/worksheets/sheet1.xml")
    assert 'style:scale-to-X="4"' in part_of(write_ods(WIDE), "styles.xml")


def test_what_names_a_row_comes_back_on_every_printed_sheet():
    assert "Large!$B:$C" in part_of(write_xlsx(WIDE), "xl/workbook.xml")
    kept = re.search("<table:table-header-columns>(.*)</table:table-header-columns>", ods(WIDE))
    assert kept[1].count("<table:table-column ") == 2
    assert "table-header-columns" not in ods(NARROW)


def ods(table):
    return part_of(write_ods(table), "content.xml")


def test_columns_that_name_a_row_from_afar_do_not_drag_the_others_along():
    columns = (Column("N°", 8, names=True), *WIDE.columns[3:], Column("Intitulé", 50, names=True))
    assert Table("Loin", columns, ()).naming == slice(21, 22)


def test_a_row_is_as_high_as_its_longest_text():
    table = Table("Haut", (Column("a", 10),), (("un\ndeux\ntrois",), ("x" * 10_000,)))
    sheet = part_of(write_xlsx(table), "xl/worksheets/sheet1.xml")
    assert re.findall(r'<row r="(\d)"[^>]* ht="(\d+)', sheet) == [("2", "45"), ("3", "399")]


def test_sheets_take_names_that_excel_accepts():
    long = "Plan d’actions de la convention territoriale"
    assert sheet_names(["Plan: 2026/27", "", "plan  2026 27", "Historique", long, long]) == [
        "Plan  2026 27",
        "Feuille",
        "plan  2026 27 (2)",
        "Historique (2)",
        "Plan d’actions de la convention",
        "Plan d’actions de la conven (2)",
    ]
    assert all(len(name) <= 31 for name in sheet_names([long] * 12))


def test_a_plan_may_be_titled_like_the_sheet_that_tells_its_state():
    table = Table("État des données", (Column("a"),), (("b",),), state=("1 action",))
    book = CalamineWorkbook.from_filelike(BytesIO(write_xlsx(table)))
    assert book.sheet_names == ["État des données", "État des données (2)"]


@pytest.mark.parametrize("extension", sorted(TABLE_FORMATS))
@pytest.mark.parametrize("text", ["a\x00b", "demi\ud83dcaractère", "\u202e", "\uffff", "&" * 300])
def test_no_text_stops_a_file(extension, text):
    table = Table(text, (Column(text), Column("N°")), ((text, 1),), (text, 1), (text,))
    assert len(TABLE_FORMATS[extension].write(table)) > 20
