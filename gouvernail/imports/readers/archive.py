"""The zip that an office file is, checked before anything is unpacked for good."""

import re
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO

from gouvernail.imports.readers.limits import (
    MAX_ENTRIES,
    MAX_RATIO,
    MAX_UNPACKED,
    MEGABYTE,
    RATIO_APPLIES_FROM,
    BrokenFile,
    MacroWorkbook,
    NotWhatItSays,
    ProtectedFile,
    SuspiciousArchive,
    TooLarge,
)
from gouvernail.imports.readers.types import Kind

_NESTED = (".zip", ".xlsx", ".xlsm", ".xlsb", ".xls", ".docx", ".ods", ".7z", ".rar", ".gz", ".jar")
_SYMLINK = 0o120000
_HEAD = 1024
_PROGRAMS = frozenset({"vbaProject.bin", "vbaData.xml"})
_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = "META-INF/manifest.xml"
_MAIN_PARTS: dict[Kind, str] = {
    "xlsx": "xl/workbook.xml",
    "docx": "word/document.xml",
    "ods": "content.xml",
}
# The workbook behind a chart of a text: usual, and never opened.
_BEHIND_CHARTS = re.compile(r"word/embeddings/[^/]+\.xlsx")
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def open_archive(data: bytes, kind: Kind) -> zipfile.ZipFile:
    """Return the archive of a file of the stated kind, whose directory and content are harmless.

    Errors: an UnreadableFile that says what is wrong.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        _check_directory(archive.infolist())
        _check_parts(archive)
        _check_content(archive)
        if _kind(archive) != kind:
            raise NotWhatItSays
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise BrokenFile from error
    except (NotImplementedError, RuntimeError) as error:
        raise SuspiciousArchive from error
    return archive


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise TooLarge
    if len(entries) > MAX_ENTRIES:
        raise SuspiciousArchive
    if unpacked > RATIO_APPLIES_FROM and unpacked > MAX_RATIO * packed:
        raise SuspiciousArchive
    for entry in entries:
        is_link = (entry.external_attr >> 16) & 0o170000 == _SYMLINK
        if is_link or _is_archive(entry.filename):
            raise SuspiciousArchive
        if entry.flag_bits & 0x1:
            raise ProtectedFile


def _is_archive(name: str) -> bool:
    return name.lower().endswith(_NESTED) and not _BEHIND_CHARTS.fullmatch(name)


def _check_parts(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if any(PurePosixPath(name).name in _PROGRAMS for name in names):
        raise MacroWorkbook
    if _MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST):
        raise ProtectedFile


def _kind(archive: zipfile.ZipFile) -> Kind | None:
    """Return what an archive holds by its parts and its stated type, whatever its name says."""
    names = frozenset(archive.namelist())
    if "mimetype" in names:
        stated = archive.read("mimetype")[:_HEAD].decode("ascii", errors="replace").strip()
        return "ods" if stated.startswith(_SPREADSHEET) and "content.xml" in names else None
    return next((kind for kind, part in _MAIN_PARTS.items() if part in names), None)


def _check_content(archive: zipfile.ZipFile) -> None:
    """Unpack every part once: a false size, a false checksum, a document type show themselves."""
    for name in archive.namelist():
        with archive.open(name) as part:
            if not name.endswith((".xml", ".rels")):
                _drain(part)
                continue
            text = part.read()
            if any(mark in text for mark in _DOCTYPES):
                raise SuspiciousArchive


def _drain(part: IO[bytes]) -> None:
    while part.read(MEGABYTE):
        pass
