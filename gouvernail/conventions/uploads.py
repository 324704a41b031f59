"""Files that people attach: what is accepted, and under which name it is kept."""

import secrets
import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile

from gouvernail.common.errors import Refusal

if TYPE_CHECKING:  # generic for the type checker alone
    Upload = UploadedFile[bytes]
else:
    Upload = UploadedFile

MOST_BYTES = 10 * 1024 * 1024
LOGO_MOST_BYTES = 1024 * 1024
PAPER_EXTENSIONS = ("pdf", "odt", "docx", "ods", "xlsx", "png", "jpg")
LOGO_EXTENSIONS = ("png", "jpg")

Check = Callable[[Upload], bool]


def checked_paper(upload: Upload) -> Upload:
    """Return an annex's file under a name drawn at random.

    Errors: Refusal when it is too large, of another kind, or not what its name says.
    """
    return _checked(upload, PAPER_EXTENSIONS, MOST_BYTES)


def checked_logo(upload: Upload) -> Upload:
    """Return a logo under a name drawn at random.

    Errors: Refusal when it is too large, of another kind, or not what its name says.
    """
    return _checked(upload, LOGO_EXTENSIONS, LOGO_MOST_BYTES)


def _checked(upload: Upload, extensions: tuple[str, ...], most: int) -> Upload:
    name = upload.name or ""
    extension = PurePath(name).suffix.lower().lstrip(".").replace("jpeg", "jpg")
    if extension not in extensions:
        raise Refusal(
            f"« {name} » ne peut pas être joint : choisissez un fichier {', '.join(extensions)}."
        )
    if not upload.size:
        raise Refusal(f"« {name} » est vide : choisissez un autre fichier.")
    if upload.size > most:
        raise Refusal(
            f"« {name} » est trop lourd : {most // (1024 * 1024)} Mo au plus. Réduisez-le, par "
            "exemple en l’exportant en PDF."
        )
    if not _LOOKS_LIKE[extension](upload):
        raise Refusal(
            f"« {name} » n’est pas un vrai fichier {extension} : son contenu ne correspond pas à "
            "son nom. Enregistrez-le de nouveau depuis votre logiciel."
        )
    upload.name = f"{secrets.token_hex(8)}.{extension}"
    return upload


def _begins_with(magic: bytes) -> Check:
    def check(upload: Upload) -> bool:
        upload.seek(0)
        head = upload.read(len(magic))
        upload.seek(0)
        return bool(head == magic)

    return check


def _is_archive_with(part: str, content: bytes = b"") -> Check:
    """Return a check that the file is a zip holding `part`, which begins with `content`."""

    def check(upload: Upload) -> bool:
        upload.seek(0)
        try:
            with zipfile.ZipFile(upload) as archive, archive.open(part) as found:
                return found.read(len(content)) == content
        except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError):
            return False
        finally:
            upload.seek(0)

    return check


_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_LOOKS_LIKE: dict[str, Check] = {
    "pdf": _begins_with(b"%PDF-"),
    "png": _begins_with(b"\x89PNG\r\n\x1a\n"),
    "jpg": _begins_with(b"\xff\xd8\xff"),
    "odt": _is_archive_with("mimetype", _OPEN_DOCUMENT + b"text"),
    "ods": _is_archive_with("mimetype", _OPEN_DOCUMENT + b"spreadsheet"),
    "docx": _is_archive_with("word/document.xml"),
    "xlsx": _is_archive_with("xl/workbook.xml"),
}
