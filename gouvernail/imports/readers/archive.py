"""The zip that an XLSX is, checked before anything is unpacked for good."""

import zipfile
import zlib
from io import BytesIO

from gouvernail.imports.readers.limits import (
    MAX_ENTRIES,
    MAX_RATIO,
    MAX_UNPACKED,
    RATIO_APPLIES_FROM,
    BrokenFile,
    MacroWorkbook,
    NotWhatItSays,
    OpenDocument,
    ProtectedFile,
    SuspiciousArchive,
    TooLarge,
)

_NESTED = (".zip", ".xlsx", ".xlsm", ".xlsb", ".xls", ".docx", ".ods", ".7z", ".rar", ".gz", ".jar")
_SYMLINK = 0o120000
_HEAD = 1024


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Return the archive of a workbook whose directory and content are harmless.

    Errors: an UnreadableFile that says what is wrong.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        _check_directory(archive.infolist())
        _check_parts(archive.namelist())
        _check_content(archive)
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
        if is_link or entry.filename.lower().endswith(_NESTED):
            raise SuspiciousArchive
        if entry.flag_bits & 0x1:
            raise ProtectedFile


def _check_parts(names: list[str]) -> None:
    if "xl/workbook.xml" in names:
        if any(name.endswith("vbaProject.bin") for name in names):
            raise MacroWorkbook
        return
    raise OpenDocument if "content.xml" in names else NotWhatItSays


def _check_content(archive: zipfile.ZipFile) -> None:
    """Unpack every part once, piece by piece: a false size or checksum shows itself."""
    if archive.testzip() is not None:
        raise BrokenFile
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                if b"<!DOCTYPE" in part.read(_HEAD):
                    raise SuspiciousArchive
