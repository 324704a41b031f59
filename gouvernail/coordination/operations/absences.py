"""Who of the team is away, from when to when."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention
from gouvernail.coordination.models import Absence
from gouvernail.directory.models import Person
from gouvernail.history.operations import By, note


@dataclass(frozen=True, slots=True)
class AbsenceDraft:
    """An absence as it is typed; `words` are for colleagues, never why."""

    person: Person
    starts_on: date
    ends_on: date
    words: str = ""


@transaction.atomic
def note_absence(convention: Convention, draft: AbsenceDraft, *, by: By) -> Absence:
    """Note that somebody will be away.

    The journal tells that it was noted, not the days: whoever reads the convention reads it.

    Errors: Refusal when it ends before it starts, or for somebody of another directory.
    """
    row = Absence(convention=convention)
    _save(row, draft)
    note("absence.noted", row, convention_id=convention.pk, by=by)
    return row


@transaction.atomic
def change_absence(row: Absence, draft: AbsenceDraft, version: int, *, by: By) -> None:
    """Change an absence. Errors: EditConflict; Refusal as in `note_absence`."""
    row.claim(version)
    _save(row, draft)
    note("absence.changed", row, convention_id=row.convention_id, by=by)


@transaction.atomic
def remove_absence(row: Absence, *, by: By) -> None:
    """Take an absence out."""
    note("absence.removed", row, convention_id=row.convention_id, by=by)
    row.delete()


def _save(row: Absence, draft: AbsenceDraft) -> None:
    if draft.person.convention_id != row.convention_id:
        raise Refusal("Cette personne n’est pas dans l’annuaire de cette convention.")
    if draft.ends_on < draft.starts_on:
        raise Refusal("La fin de l’absence doit suivre son début : corrigez une des deux dates.")
    row.person, row.starts_on, row.ends_on = draft.person, draft.starts_on, draft.ends_on
    row.words = draft.words.strip()[:200]
    row.save()
