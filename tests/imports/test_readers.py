"""Files that are refused, each with a sentence; and what comes out of those that are read."""

import io
import subprocess
import zipfile
from datetime import date, datetime

import pytest

from gouvernail.imports.readers import ErrorCell, Merge, Sheet, Workbook, read, read_safely
from gouvernail.imports.readers import limits as refusals
from gouvernail.imports.readers.transfer import pack, pack_refusal, unpack
from tests.imports.books import HEADER, line, xlsx

GOOD = xlsx(("Plan", [HEADER, line("1", "Ouvrir un café", date(2026, 6, 30))]))
DAY, MOMENT = date(2026, 6, 30), datetime(2026, 6, 30, 9, 15)  # noqa: DTZ001 - a cell
MERGE = Merge(0, 0, 1, 2)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def rezipped(**parts):
    """Return the good workbook with parts added or replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        with zipfile.ZipFile(io.BytesIO(GOOD)) as source:
            for name in source.namelist():
                if name not in parts:
                    packed.writestr(name, source.read(name))
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def zipped(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def sheet_xml(cells):
    return (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
        f'2006/main"><sheetData>{cells}</sheetData></worksheet>'
    )


SHEET = "xl/worksheets/sheet1.xml"
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'
REFUSED = {
    "nothing": (b"", "plan.xlsx", refusals.EmptyFile),
    "blanks": (b" \r\n\r\n", "plan.csv", refusals.EmptyFile),
    "too large": (b"a;b\n" * 3_000_000, "plan.csv", refusals.TooLarge),
    "an unknown extension": (b"%PDF-1.7", "plan.pdf", refusals.PrintedFile),
    "no extension": (GOOD, "plan", refusals.UnknownKind),
    "an old workbook": (OLE, "plan.xls", refusals.OldExcel),
    "an old workbook renamed": (OLE, "plan.xlsx", refusals.OldExcel),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "p.xlsx", refusals.ProtectedFile),
    "a page saved as a workbook": (b"<html><table>", "plan.xlsx", refusals.NotWhatItSays),
    "a workbook called CSV": (GOOD, "plan.csv", refusals.NotWhatItSays),
    "a picture called CSV": (b"\x89PNG\r\n\x1a\n", "plan.csv", refusals.NotWhatItSays),
    "a text document": (zipped(**{"word/document.xml": "<x/>"}), "p.xlsx", refusals.NotWhatItSays),
    "Excel called LibreOffice": (GOOD, "plan.ods", refusals.NotWhatItSays),
    "LibreOffice renamed": (zipped(**{"content.xml": "<x/>"}), "p.xlsx", refusals.NotWhatItSays),
    "macros": (rezipped(**{"xl/vbaProject.bin": b"x"}), "plan.xlsx", refusals.MacroWorkbook),
    "macros by name": (GOOD, "plan.xlsm", refusals.MacroWorkbook),
    "cut short": (GOOD[: len(GOOD) // 2], "plan.xlsx", refusals.BrokenFile),
    "a wrong checksum": (
        GOOD.replace(b"PK\x01\x02", b"PK\x01\x03", 1),
        "p.xlsx",
        refusals.BrokenFile,
    ),
    "no sheet": (zipped(**{"xl/workbook.xml": "<x>"}), "plan.xlsx", refusals.BrokenFile),
    "a file inside": (rezipped(**{"xl/media/a.zip": b"x"}), "p.xlsx", refusals.SuspiciousArchive),
    "an entity": (rezipped(**{"xl/theme.xml": DOCTYPE}), "p.xlsx", refusals.SuspiciousArchive),
    "a bomb": (rezipped(**{"xl/b.bin": b"0" * 50_000_000}), "p.xlsx", refusals.SuspiciousArchive),
    "a large bomb": (rezipped(**{"xl/b.bin": b"0" * 105_000_000}), "p.xlsx", refusals.TooLarge),
    "many parts": (
        zipped(**{f"{n}": "" for n in range(2001)}),
        "p.xlsx",
        refusals.SuspiciousArchive,
    ),
    "too many rows": (b"a;b\n" * 20_001, "plan.csv", refusals.TooManyRows),
    "too many columns": (b";".join([b"a"] * 101) + b"\n", "plan.csv", refusals.TooManyColumns),
    "zeros": (b"a;b\x00c\n", "plan.csv", refusals.NoText),
    "control characters": (bytes(range(1, 32)) * 50, "plan.csv", refusals.NoText),
    "half a UTF-16 letter": (b"\xff\xfea\x00b", "plan.csv", refusals.NoText),
    "separators alone": (b";;;\n;;;\n", "plan.csv", refusals.NoText),
    "a field without an end": (b'a;"' + b"x" * 200_000, "plan.csv", refusals.BrokenFile),
    "a cell far away": (
        rezipped(**{SHEET: sheet_xml('<row r="30000"><c r="A30000"><v>1</v></c></row>')}),
        "plan.xlsx",
        refusals.TooManyRows,
    ),
}


@pytest.mark.parametrize(("data", "name", "refusal"), REFUSED.values(), ids=REFUSED)
def test_a_file_is_refused_with_a_sentence(data, name, refusal):
    with pytest.raises(refusal) as caught:
        read(data, name)
    assert type(caught.value) is refusal
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "name", ["../../plan.xlsx", "pl\x00an.XLSX", "x" * 300 + ".xlsx", "-m.xlsx"]
)
def test_a_strange_name_does_no_harm(name):
    assert read_safely(GOOD, name).sheets[0].name == "Plan"


def test_the_child_gives_back_what_this_process_reads():
    errors = xlsx(("Plan", [["Action", 1, 0.5, True, date(2026, 1, 2), "=A9"], ["é\nà"]]))
    assert read_safely(errors, "plan.xlsx") == read(errors, "plan.xlsx")
    csv = "Action;Pilote\nOuvrir un café;Ville\n".encode("cp1252")
    assert read_safely(csv, "plan.csv") == read(csv, "plan.csv")


def test_a_workbook_travels_whole():
    book = Workbook(
        "xlsx",
        (Sheet("P", (("é", 1, 0.5, True, None, DAY, MOMENT, ErrorCell("#N/A")),), (MERGE,), True),),
    )
    assert unpack(pack(book)) == book
    with pytest.raises(refusals.TooManyRows):
        unpack(pack_refusal(refusals.TooManyRows()))


@pytest.mark.parametrize(
    ("outcome", "refusal"),
    [
        pytest.param({"returncode": -9, "stderr": b""}, refusals.TooSlow, id="killed"),
        pytest.param({"returncode": 1, "stderr": b"MemoryError"}, refusals.TooSlow, id="memory"),
        pytest.param({"returncode": 101, "stderr": b"panicked"}, refusals.BrokenFile, id="panic"),
    ],
)
def test_a_child_that_dies_is_a_refusal(monkeypatch, outcome, refusal):
    ended = subprocess.CompletedProcess([], stdout=b"", **outcome)
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_options: ended)
    with pytest.raises(refusal):
        read_safely(GOOD, "plan.xlsx")


def test_a_child_that_takes_too_long_is_a_refusal(monkeypatch):
    def too_long(*_args, **options):
        raise subprocess.TimeoutExpired("child", options["timeout"])

    monkeypatch.setattr(subprocess, "run", too_long)
    with pytest.raises(refusals.TooSlow):
        read_safely(GOOD, "plan.xlsx")


def test_an_encoding_of_another_language_is_still_text():
    text = "Akce;Vedoucí\nOtevřít kavárnu pro rodiče;Město\n" * 20
    assert read(text.encode("cp1250"), "plan.csv").sheets[0].rows[0][0] == "Akce"


def test_the_child_refuses_as_this_process_does():
    with pytest.raises(refusals.TooManyRows):
        read_safely(b"a;b\n" * 20_001, "plan.csv")


def test_a_sheet_that_would_fill_the_memory_is_refused():
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises((refusals.TooSlow, refusals.BrokenFile)):
        read_safely(rezipped(**{SHEET: sheet_xml(first + last)}), "plan.xlsx")


def test_errors_of_calculation_keep_their_place():
    sheet = read(xlsx(("Plan", [["Action", "Budget"], ["Un", "=A99"], ["#N/A"]])), "p.xlsx").sheets[
        0
    ]
    assert sheet.rows[1] == ("Un", ErrorCell("#REF!"))
    assert sheet.rows[2][0] == ErrorCell("#N/A")


def test_rows_and_merges_count_from_the_first_cell_of_the_sheet():
    rows = [[], [], ["", "Titre"], ["", "a"]]
    sheet = read(xlsx(("Plan", rows, {"merges": ["B3:D3"]})), "plan.xlsx").sheets[0]
    assert sheet.rows[2][1] == "Titre"
    assert [(m.top, m.left, m.bottom, m.right) for m in sheet.merges] == [(2, 1, 2, 3)]


def test_a_record_of_a_csv_may_hold_line_breaks():
    book = read(b'Action;Pilote\r\n"Un\r\ndeux; trois";Ville\r\n', "plan.csv")
    assert book.sheets[0].rows[1] == ("Un\ndeux; trois", "Ville")
    assert (book.encoding, book.separator) == ("utf-8", ";")


def test_a_formula_that_was_never_computed_keeps_its_place():
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1+1</f></c>'
        '<c r="C1" t="str"><f>T(1)</f><v></v></c></row>'
    )
    rows = read(rezipped(**{SHEET: sheet_xml(cells)}), "plan.xlsx").sheets[0].rows
    assert rows[0][:2] == (1, ErrorCell("(formule sans résultat)"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_of_excel_is_read_with_or_without_its_mark(encoding):
    text = "Action\tPilote\r\nOuvrir un café\tVille\r\n"
    assert read(text.encode(encoding), "plan.txt").sheets[0].rows[1] == ("Ouvrir un café", "Ville")
