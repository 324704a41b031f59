"""Files built to harm, or that are not what their name says."""

import io
import zipfile

from gouvernail.imports.readers import limits as refusals
from tests.imports.books import xlsx
from tests.imports.corpus.odd import Odd
from tests.imports.corpus.sheets import HEADER, ONE
from tests.imports.opendocument import cell, content, ods, row, table
from tests.imports.texts import text

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
GOOD = {
    "xlsx": xlsx(("Plan", [HEADER, ONE])),
    "ods": ods(table("Plan", HEADER, ONE)),
    "docx": text([HEADER, ONE]),
}
MAIN = {"xlsx": "xl/workbook.xml", "ods": "content.xml", "docx": "word/document.xml"}
FILE = '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'
FAR = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
LAUGHS = "<!DOCTYPE x [" + '<!ENTITY a "' + "ha" * 50 + '">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1 or chr(0)};".replace(chr(0), "") * 10}">' for n in range(1, 9)
) + "]>"  # fmt: skip
QUADRATIC = '<!DOCTYPE x [<!ENTITY a "' + "x" * 50_000 + '">]>'


def rezipped(kind, **parts):
    """Return a good file with parts added or replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        with zipfile.ZipFile(io.BytesIO(GOOD[kind])) as source:
            for name in source.namelist():
                if name not in parts:
                    packed.writestr(name, source.read(name))
        for name, part in parts.items():
            packed.writestr(name, part)
    return buffer.getvalue()


def declared(kind, prolog, encoding="utf-8"):
    """Return a good file whose main part declares a document type."""
    with zipfile.ZipFile(io.BytesIO(GOOD[kind])) as source:
        part = source.read(MAIN[kind]).decode()
    body = part[part.index("?>") + 2 :]
    head = f'<?xml version="1.0" encoding="{encoding}"?>' + " " * 5_000
    return rezipped(kind, **{MAIN[kind]: (head + prolog + body).encode(encoding)})


def linked(kind):
    """Return an archive one of whose parts is a symbolic link."""
    buffer = io.BytesIO(GOOD[kind])
    with zipfile.ZipFile(buffer, "a") as packed:
        link = zipfile.ZipInfo("lien")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def per_kind(name, make, refusal):
    return [
        Odd(
            f"hostile {name} in {kind}",
            f"plan.{kind}",
            lambda kind=kind: make(kind),
            refused=refusal,
        )
        for kind in GOOD
    ]


def odd(name, filename, make, refusal):
    return Odd(f"hostile {name}", filename, make, refused=refusal)


HOSTILE = [
    *per_kind("external entity", lambda kind: declared(kind, FILE), refusals.SuspiciousArchive),
    *per_kind("external type", lambda kind: declared(kind, FAR), refusals.SuspiciousArchive),
    *per_kind("billion laughs", lambda kind: declared(kind, LAUGHS), refusals.SuspiciousArchive),
    *per_kind(
        "quadratic entity", lambda kind: declared(kind, QUADRATIC), refusals.SuspiciousArchive
    ),
    *per_kind(
        "entity in UTF-16", lambda kind: declared(kind, FILE, "utf-16"), refusals.SuspiciousArchive
    ),
    *per_kind(
        "bomb",
        lambda kind: rezipped(kind, **{"bombe.bin": b"0" * 50_000_000}),
        refusals.SuspiciousArchive,
    ),
    *per_kind(
        "nested archive",
        lambda kind: rezipped(kind, **{"media/a.zip": b"PK"}),
        refusals.SuspiciousArchive,
    ),
    *per_kind("symbolic link", linked, refusals.SuspiciousArchive),
    *per_kind("cut short", lambda kind: GOOD[kind][: len(GOOD[kind]) // 2], refusals.BrokenFile),
    *per_kind(
        "cut XML", lambda kind: rezipped(kind, **{MAIN[kind]: "<a><b></a>"}), refusals.BrokenFile
    ),
    *per_kind(
        "macros", lambda kind: rezipped(kind, **{"x/vbaProject.bin": b"x"}), refusals.MacroWorkbook
    ),
    odd("old workbook", "plan.xls", lambda: OLE, refusals.OldExcel),
    odd("new workbook called old", "plan.xls", lambda: GOOD["xlsx"], refusals.OldExcel),
    odd("page called workbook", "plan.xls", lambda: b"<html><table>", refusals.OldExcel),
    odd("old workbook renamed", "plan.xlsx", lambda: OLE, refusals.OldExcel),
    odd("old text", "plan.doc", lambda: OLE + "WordDocument".encode("utf-16-le"), refusals.OldText),
    odd(
        "old text renamed",
        "plan.docx",
        lambda: OLE + "WordDocument".encode("utf-16-le"),
        refusals.OldText,
    ),
    odd("text of LibreOffice", "plan.odt", lambda: b"PK\x03\x04", refusals.OldText),
    odd("a PDF", "plan.pdf", lambda: b"%PDF-1.7", refusals.PrintedFile),
    odd("a PDF renamed", "plan.xlsx", lambda: b"%PDF-1.7", refusals.NotWhatItSays),
    odd("a page renamed", "plan.xlsx", lambda: b"<html><table>", refusals.NotWhatItSays),
    odd("a workbook called text", "plan.docx", lambda: GOOD["xlsx"], refusals.NotWhatItSays),
    odd("a text called workbook", "plan.xlsx", lambda: GOOD["docx"], refusals.NotWhatItSays),
    odd("LibreOffice called Excel", "plan.xlsx", lambda: GOOD["ods"], refusals.NotWhatItSays),
    odd("Excel called LibreOffice", "plan.ods", lambda: GOOD["xlsx"], refusals.NotWhatItSays),
    odd("a workbook called list", "plan.csv", lambda: GOOD["xlsx"], refusals.NotWhatItSays),
    odd(
        "password of Excel",
        "plan.xlsx",
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
        refusals.ProtectedFile,
    ),
    odd(
        "password of LibreOffice",
        "plan.ods",
        lambda: rezipped("ods", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
        refusals.ProtectedFile,
    ),
    odd(
        "a million rows",
        "plan.ods",
        lambda: ods(table("Plan", HEADER, row(ONE, 'table:number-rows-repeated="1000000"'))),
        refusals.TooManyRows,
    ),
    odd(
        "many columns",
        "plan.ods",
        lambda: ods(table("Plan", [cell("a", 'table:number-columns-repeated="16384"')])),
        refusals.TooManyColumns,
    ),
    odd(
        "a text in an ODS",
        "plan.ods",
        lambda: ods(**{"mimetype": None, "content.xml": content(kind="text")}),
        refusals.NotWhatItSays,
    ),
    odd("program", "plan.exe", lambda: b"MZ", refusals.UnknownKind),
    odd("nothing", "plan.ods", lambda: b"", refusals.EmptyFile),
]
