"""Signatories, annexes and amendments of a convention."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Amendment, Annex, Convention, Signatory
from gouvernail.conventions.uploads import Upload, checked_paper
from gouvernail.directory.operations import find_or_create_organisations
from gouvernail.directory.row_changes import set_values
from gouvernail.history.operations import By, Change, note

Paper = Annex | Amendment


@dataclass(frozen=True, slots=True)
class SignatoryData:
    """Who signs, as what, when. The name is found in the directory or added to it."""

    name: str
    role: str = ""
    signed_on: date | None = None


@transaction.atomic
def add_signatory(convention: Convention, data: SignatoryData, *, by: By) -> Signatory:
    """Add a signatory.

    Errors: Refusal when the name is empty or this organisation signs already.
    """
    signatory = Signatory(convention=convention)
    changes = _set_signatory(signatory, data, by)
    signatory.save()
    _note("convention.signatory_added", signatory, by, changes)
    return signatory


@transaction.atomic
def change_signatory(signatory: Signatory, data: SignatoryData, version: int, *, by: By) -> None:
    """Change a signatory; `version` is that of the convention as the person saw it.

    Errors: EditConflict; Refusal as in `add_signatory`.
    """
    signatory.convention.claim(version)
    changes = _set_signatory(signatory, data, by)
    if changes:
        signatory.save()
        _note("convention.signatory_changed", signatory, by, changes)


@transaction.atomic
def remove_signatory(signatory: Signatory, *, by: By) -> None:
    """Take a signatory out. Its organisation stays in the directory."""
    _note("convention.signatory_removed", signatory, by, [])
    signatory.delete()


def _set_signatory(signatory: Signatory, data: SignatoryData, by: By) -> list[Change]:
    convention_id = signatory.convention_id
    found = find_or_create_organisations(convention_id, [data.name], by=by)
    if not found:
        raise Refusal("Donnez le nom de la structure signataire.")
    organisation = found[data.name]
    others = Signatory.objects.filter(convention_id=convention_id, organisation=organisation)
    if others.exclude(pk=signatory.pk).exists():
        raise Refusal(f"« {organisation.name} » est déjà parmi les signataires.")
    # A row that is not saved yet has no organisation to read.
    before = signatory.organisation.name if signatory.pk else ""
    signatory.organisation = organisation
    changes = set_values(signatory, {"role": data.role, "signed_on": data.signed_on})
    if before and before != organisation.name:
        changes.insert(0, Change("Structure", before, organisation.name))
    return changes


@transaction.atomic
def add_annex(
    convention: Convention, values: dict[str, Any], upload: Upload | None = None, *, by: By
) -> Annex:
    """Add an annex: `label`, `title`, and its file if there is one.

    Errors: Refusal when the file cannot be accepted.
    """
    annex = Annex(convention=convention)
    _save(annex, values, upload)
    _note("convention.annex_added", annex, by, _file_change(upload))
    return annex


@transaction.atomic
def add_amendment(
    convention: Convention, values: dict[str, Any], upload: Upload | None = None, *, by: By
) -> Amendment:
    """Add an amendment: `number`, `signed_on`, `purpose`, and its file if there is one.

    Errors: Refusal when the number is taken or the file cannot be accepted.
    """
    amendment = Amendment(convention=convention)
    changes = _save(amendment, values, upload)
    _note("convention.amendment_added", amendment, by, changes + _file_change(upload))
    return amendment


@dataclass(frozen=True, slots=True)
class PaperChange:
    """New values of an annex or an amendment, with the convention's version that was seen."""

    values: dict[str, Any]
    version: int
    upload: Upload | None = None


@transaction.atomic
def change_paper(paper: Paper, change: PaperChange, *, by: By) -> None:
    """Change an annex or an amendment; a new file takes the place of the former one.

    Errors: EditConflict; Refusal when the number is taken or the file cannot be accepted.
    """
    paper.convention.claim(change.version)
    former = (paper.file.name or "") if change.upload else ""
    changes = _save(paper, change.values, change.upload) + _file_change(change.upload)
    if former:
        _forget_file(paper, former)
    if changes:
        _note(f"{_verb(paper)}_changed", paper, by, changes)


@transaction.atomic
def remove_paper(paper: Paper, *, by: By) -> None:
    """Take an annex or an amendment out, with its file."""
    _note(f"{_verb(paper)}_removed", paper, by, [])
    if paper.file:
        _forget_file(paper, paper.file.name or "")
    paper.delete()


def _verb(paper: Paper) -> str:
    return f"convention.{paper._meta.model_name}"


def _save(paper: Paper, values: dict[str, Any], upload: Upload | None) -> list[Change]:
    changes = set_values(paper, values)
    if isinstance(paper, Amendment):
        others = Amendment.objects.filter(convention=paper.convention, number=paper.number)
        if others.exclude(pk=paper.pk).exists():
            raise Refusal(f"L’avenant n° {paper.number} existe déjà : donnez un autre numéro.")
    if upload:
        paper.file = checked_paper(upload)
    paper.save()
    return changes


def _file_change(upload: Upload | None) -> list[Change]:
    return [Change("Fichier", "", "nouveau fichier")] if upload else []


def _forget_file(paper: Paper, name: str) -> None:
    """Delete a file once nothing can bring its row back."""
    storage = paper.file.storage
    transaction.on_commit(lambda: storage.delete(name))


def _note(verb: str, row: Signatory | Paper, by: By, changes: list[Change]) -> None:
    note(verb, row, convention_id=row.convention_id, by=by, changes=changes)
