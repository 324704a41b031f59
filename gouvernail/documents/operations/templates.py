"""The territory's own templates of documents."""

import secrets
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention
from gouvernail.conventions.uploads import MOST_BYTES, Upload
from gouvernail.documents.formats.refusals import (
    HeavyTemplate,
    MacroTemplate,
    OtherTemplate,
    TemplateRefused,
)
from gouvernail.documents.formats.trial import tried
from gouvernail.documents.models import DocumentTemplate
from gouvernail.history.operations import By, Change, note

KINDS = ("docx", "pptx")
_WITH_MACROS = {"docm", "dotm", "pptm", "potm"}
NAME_LENGTH = 200


def bring_template(convention: Convention, upload: Upload, *, by: By) -> DocumentTemplate:
    """Keep a .docx or a .pptx as the territory's own template, in place of the former one.

    Errors: Refusal when it is too heavy, of another kind, or cannot be trusted.
    """
    name = upload.name or ""
    try:
        kind = _kind_of(name)
        if not upload.size or upload.size > MOST_BYTES:
            raise HeavyTemplate if upload.size else OtherTemplate
        upload.seek(0)
        content = tried(upload.read(), kind)
    except TemplateRefused as refusal:
        raise Refusal(f"« {name[:80]} » n’est pas gardé. {refusal}") from refusal
    return _keep(convention, kind, (name[-NAME_LENGTH:], content), by)


@transaction.atomic
def remove_template(row: DocumentTemplate, *, by: By) -> None:
    """Take a template out, with its file: documents are drawn as Gouvernail does again."""
    _note("template.removed", row, by)
    _forget(row)
    row.delete()


@transaction.atomic
def _keep(convention: Convention, kind: str, named: tuple[str, bytes], by: By) -> DocumentTemplate:
    name, content = named
    former = DocumentTemplate.objects.filter(convention=convention, kind=kind).first()
    row = former or DocumentTemplate(convention=convention, kind=kind)
    if former:
        _forget(former)
    before, row.name, row.added_at = row.name, name, by.at
    row.file.save(f"{secrets.token_hex(8)}.{kind}", ContentFile(content), save=False)
    row.save()
    _note("template.brought", row, by, [Change("Fichier", before, name)])
    return row


def _kind_of(name: str) -> str:
    extension = PurePath(name).suffix.lower().lstrip(".")
    if extension in _WITH_MACROS:
        raise MacroTemplate
    if extension not in KINDS:
        raise OtherTemplate
    return extension


def _forget(row: DocumentTemplate) -> None:
    """Delete the file once nothing can bring its row back."""
    storage, name = row.file.storage, row.file.name or ""
    transaction.on_commit(lambda: storage.delete(name))


def _note(verb: str, row: DocumentTemplate, by: By, changes: list[Change] | None = None) -> None:
    note(verb, row, convention_id=row.convention_id, by=by, changes=changes)
