"""Which reader a file goes to: its extension and its first bytes must agree."""

from pathlib import PurePath

from gouvernail.imports.readers.limits import (
    MAX_PACKED,
    EmptyFile,
    MacroWorkbook,
    NotWhatItSays,
    OldExcel,
    OldText,
    PrintedFile,
    ProtectedFile,
    TooLarge,
    UnknownKind,
    UnreadableFile,
)
from gouvernail.imports.readers.types import Kind, Workbook

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")
_KINDS: dict[str, Kind] = {
    ".xlsx": "xlsx",
    ".ods": "ods",
    ".docx": "docx",
    ".csv": "csv",
    ".txt": "csv",
    ".tsv": "csv",
    ".vcf": "vcf",
}
_REFUSED_EXTENSIONS: dict[str, type[UnreadableFile]] = {
    ".xls": OldExcel,
    ".xlt": OldExcel,
    ".xlsm": MacroWorkbook,
    ".docm": MacroWorkbook,
    ".dotm": MacroWorkbook,
    ".xltm": MacroWorkbook,
    ".doc": OldText,
    ".odt": OldText,
    ".rtf": OldText,
    ".pdf": PrintedFile,
    ".png": PrintedFile,
    ".jpg": PrintedFile,
    ".jpeg": PrintedFile,
}
_TEXTS = frozenset({"csv", "vcf"})
_FOREIGN_MARKS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"7z\xbc")
_PAGES = (b"<!doctype", b"<html", b"<table", b"<?xml", b"mime-version:")


def kind_of(data: bytes, filename: str) -> Kind:
    """Return the kind of a file whose name and first bytes agree.

    Errors: an UnreadableFile that says what is wrong.
    """
    if not data.strip():
        raise EmptyFile
    if len(data) > MAX_PACKED:
        raise TooLarge
    extension = PurePath(filename.replace("\x00", "")).suffix.lower()
    if data.startswith(_OLE):
        raise _old_format(data)
    if extension in _REFUSED_EXTENSIONS:
        raise _REFUSED_EXTENSIONS[extension]
    kind = _KINDS.get(extension)
    if kind is None:
        raise UnknownKind
    if (kind not in _TEXTS) != data.startswith(_ZIP) or _is_foreign(data):
        raise NotWhatItSays
    return kind


def _old_format(data: bytes) -> type[UnreadableFile]:
    """Return why a compound file of Microsoft is refused: a password, Word or Excel 97-2003."""
    if _ENCRYPTED in data:
        return ProtectedFile
    return OldText if _OLD_WORD in data else OldExcel


def _is_foreign(data: bytes) -> bool:
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return data.startswith(_FOREIGN_MARKS) or start.startswith(_PAGES)


def read(data: bytes, filename: str) -> Workbook:
    """Read a trusted file in this process; for uploads, see `sandbox.read_safely`.

    Errors: an UnreadableFile that says what is wrong.
    """
    return parse(data, kind_of(data, filename))


def parse(data: bytes, kind: Kind) -> Workbook:
    """Read the content of a file whose kind is known.

    Errors: an UnreadableFile that says what is wrong.
    """
    if kind in _TEXTS:
        return _parse_text(data, kind)
    if kind == "ods":
        from gouvernail.imports.readers.ods import read_ods

        return read_ods(data)
    if kind == "docx":
        from gouvernail.imports.readers.docx import read_docx

        return read_docx(data)
    from gouvernail.imports.readers.xlsx import read_xlsx

    return read_xlsx(data)


def _parse_text(data: bytes, kind: Kind) -> Workbook:
    if kind == "vcf":
        from gouvernail.imports.readers.vcard import read_vcard

        return read_vcard(data)
    from gouvernail.imports.readers.csv import read_csv

    return read_csv(data)
