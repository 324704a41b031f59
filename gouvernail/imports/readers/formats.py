"""Which reader a file goes to: its extension and its first bytes must agree."""

from pathlib import PurePath

from gouvernail.imports.readers.limits import (
    MAX_PACKED,
    EmptyFile,
    MacroWorkbook,
    NotWhatItSays,
    OldExcel,
    OpenDocument,
    ProtectedFile,
    TooLarge,
    UnknownKind,
    UnreadableFile,
)
from gouvernail.imports.readers.types import Kind, Workbook

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KINDS: dict[str, Kind] = {".xlsx": "xlsx", ".csv": "csv", ".txt": "csv", ".tsv": "csv"}
_REFUSED_EXTENSIONS: dict[str, type[UnreadableFile]] = {
    ".xls": OldExcel,
    ".xlsm": MacroWorkbook,
    ".ods": OpenDocument,
}
_FOREIGN_MARKS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"7z\xbc")


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
        raise ProtectedFile if _ENCRYPTED in data else OldExcel
    if extension in _REFUSED_EXTENSIONS:
        raise _REFUSED_EXTENSIONS[extension]
    kind = _KINDS.get(extension)
    if kind is None:
        raise UnknownKind
    if (kind == "xlsx") != data.startswith(_ZIP) or data.startswith(_FOREIGN_MARKS):
        raise NotWhatItSays
    return kind


def read(data: bytes, filename: str) -> Workbook:
    """Read a trusted file in this process; for uploads, see `sandbox.read_safely`.

    Errors: an UnreadableFile that says what is wrong.
    """
    return parse(data, kind_of(data, filename))


def parse(data: bytes, kind: Kind) -> Workbook:
    """Read the content of a file whose kind is known.

    Errors: an UnreadableFile that says what is wrong.
    """
    if kind == "csv":
        from gouvernail.imports.readers.csv import read_csv

        return read_csv(data)
    from gouvernail.imports.readers.xlsx import read_xlsx

    return read_xlsx(data)
