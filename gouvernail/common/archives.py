"""Zips that people bring: checked before anything is unpacked for good."""

import re
import zipfile
import zlib
from enum import StrEnum
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO

MEGABYTE = 1024 * 1024
MAX_UNPACKED = 100 * MEGABYTE
MAX_ENTRIES = 2_000
MAX_RATIO = 100
# Small sheets full of repeated cells pack very well and harm nobody.
RATIO_APPLIES_FROM = 10 * MEGABYTE

_NESTED = (".zip", ".xlsx", ".xlsm", ".xlsb", ".xls", ".docx", ".ods", ".7z", ".rar", ".gz", ".jar")
_SYMLINK = 0o120000
_PROGRAMS = frozenset({"vbaProject.bin", "vbaData.xml"})
_MANIFEST = "META-INF/manifest.xml"
# The workbook behind a chart: usual, and never opened.
_BEHIND_CHARTS = re.compile(r"(?:word|ppt)/embeddings/[^/]+\.xlsx")
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


class Danger(StrEnum):
    """Why an archive is not opened."""

    BROKEN = "broken"
    TOO_LARGE = "too large"
    SUSPICIOUS = "suspicious"
    PROTECTED = "protected"
    MACROS = "macros"


class ArchiveRefused(Exception):
    """An archive that is not opened; whoever asked says it in words."""

    def __init__(self, danger: Danger) -> None:
        """Keep why."""
        super().__init__(danger.value)
        self.danger = danger


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Return an archive whose directory and content are harmless.

    Errors: ArchiveRefused.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        _check_directory(archive.infolist())
        _check_parts(archive)
        _check_content(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise ArchiveRefused(Danger.BROKEN) from error
    except (NotImplementedError, RuntimeError) as error:
        raise ArchiveRefused(Danger.SUSPICIOUS) from error
    return archive


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise ArchiveRefused(Danger.TOO_LARGE)
    if len(entries) > MAX_ENTRIES:
        raise ArchiveRefused(Danger.SUSPICIOUS)
    if unpacked > RATIO_APPLIES_FROM and unpacked > MAX_RATIO * packed:
        raise ArchiveRefused(Danger.SUSPICIOUS)
    for entry in entries:
        is_link = (entry.external_attr >> 16) & 0o170000 == _SYMLINK
        if is_link or _is_archive(entry.filename):
            raise ArchiveRefused(Danger.SUSPICIOUS)
        if entry.flag_bits & 0x1:
            raise ArchiveRefused(Danger.PROTECTED)


def _is_archive(name: str) -> bool:
    return name.lower().endswith(_NESTED) and not _BEHIND_CHARTS.fullmatch(name)


def _check_parts(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if any(PurePosixPath(name).name in _PROGRAMS for name in names):
        raise ArchiveRefused(Danger.MACROS)
    if _MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST):
        raise ArchiveRefused(Danger.PROTECTED)


def _check_content(archive: zipfile.ZipFile) -> None:
    """Unpack every part once: a false size, a false checksum, a document type show themselves."""
    for name in archive.namelist():
        with archive.open(name) as part:
            if not name.endswith((".xml", ".rels")):
                _drain(part)
                continue
            text = part.read()
            if any(mark in text for mark in _DOCTYPES):
                raise ArchiveRefused(Danger.SUSPICIOUS)


def _drain(part: IO[bytes]) -> None:
    while part.read(MEGABYTE):
        pass
