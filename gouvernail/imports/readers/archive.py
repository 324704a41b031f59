"""The zip that an office file is, checked before anything is unpacked for good."""

import zipfile

from gouvernail.common.archives import ArchiveRefused, Danger
from gouvernail.common.archives import open_archive as open_harmless
from gouvernail.imports.readers.limits import (
    BrokenFile,
    MacroWorkbook,
    NotWhatItSays,
    ProtectedFile,
    SuspiciousArchive,
    TooLarge,
    UnreadableFile,
)
from gouvernail.imports.readers.types import Kind

_HEAD = 1024
_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_MAIN_PARTS: dict[Kind, str] = {
    "xlsx": "xl/workbook.xml",
    "docx": "word/document.xml",
    "ods": "content.xml",
}
_SENTENCES: dict[Danger, type[UnreadableFile]] = {
    Danger.BROKEN: BrokenFile,
    Danger.TOO_LARGE: TooLarge,
    Danger.SUSPICIOUS: SuspiciousArchive,
    Danger.PROTECTED: ProtectedFile,
    Danger.MACROS: MacroWorkbook,
}


def open_archive(data: bytes, kind: Kind) -> zipfile.ZipFile:
    """Return the archive of a file of the stated kind, whose directory and content are harmless.

    Errors: an UnreadableFile that says what is wrong.
    """
    try:
        archive = open_harmless(data)
    except ArchiveRefused as refusal:
        raise _SENTENCES[refusal.danger] from refusal
    if _kind(archive) != kind:
        raise NotWhatItSays
    return archive


def _kind(archive: zipfile.ZipFile) -> Kind | None:
    """Return what an archive holds by its parts and its stated type, whatever its name says."""
    names = frozenset(archive.namelist())
    if "mimetype" in names:
        stated = archive.read("mimetype")[:_HEAD].decode("ascii", errors="replace").strip()
        return "ods" if stated.startswith(_SPREADSHEET) and "content.xml" in names else None
    return next((kind for kind, part in _MAIN_PARTS.items() if part in names), None)
