"""Writing many structures and persons at once, for the import of contacts."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from gouvernail.common.errors import Refusal
from gouvernail.directory.models import Organisation, Person
from gouvernail.directory.operations.organisations import OrganisationData, folded
from gouvernail.directory.operations.persons import PersonData
from gouvernail.directory.row_changes import set_values
from gouvernail.history.operations import By, Change, bulk_signature, entry, write_entries

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Rewriting:
    """An entry, and the values that it takes."""

    row: Any
    values: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def create_organisations(
    convention_id: int, wanted: Sequence[OrganisationData], *, by: By
) -> list[Organisation]:
    """Add structures to the directory, in the order given. Few queries, however many.

    Errors: Refusal when an entry already bears one of the names.
    """
    rows = [
        Organisation(convention_id=convention_id, folded_name=folded(data.name), **asdict(data))
        for data in wanted
    ]
    forms = [row.folded_name for row in rows]
    borne = Organisation.objects.of(convention_id).current().filter(folded_name__in=forms).first()
    if borne or len(set(forms)) < len(forms):
        raise Refusal(
            f"« {borne or 'Une structure'} » est arrivée dans l’annuaire entre-temps : relisez "
            "l’aperçu."
        )
    return _create(Organisation, rows, "organisation.created", by)


@transaction.atomic
def create_persons(convention_id: int, wanted: Sequence[PersonData], *, by: By) -> list[Person]:
    """Add contacts to the directory, in the order given. Few queries, however many.

    Errors: Refusal when a structure is not of this convention.
    """
    if any(one.organisation and one.organisation.convention_id != convention_id for one in wanted):
        raise Refusal("Cette structure n’est pas dans l’annuaire de cette convention.")
    rows = [Person(convention_id=convention_id, **data.values()) for data in wanted]
    return _create(Person, rows, "person.created", by)


@transaction.atomic
def change_entries(verb: str, changes: Sequence[Rewriting], *, by: By) -> None:
    """Give structures, or persons, new values; whoever has them open will be told."""
    told = [(one.row, found) for one in changes if (found := set_values(one.row, one.values))]
    if not told:
        return
    rows = [row for row, _ in told]
    model = type(rows[0])
    model.objects.filter(pk__in=[row.pk for row in rows]).update(version=F("version") + 1)
    for row in rows:
        row.version += 1
    fields = sorted({name for one in changes for name in one.values})
    bulk_update_with_history(rows, model, fields, batch_size=_BATCH, **bulk_signature(by))
    _tell(verb, told, by)


def _create(model: Any, rows: list[Any], verb: str, by: By) -> list[Any]:
    if not rows:
        return []
    added = bulk_create_with_history(rows, model, batch_size=_BATCH, **bulk_signature(by))
    _tell(verb, [(row, []) for row in added], by)
    return list(added)


def _tell(verb: str, told: Sequence[tuple[Any, list[Change]]], by: By) -> None:
    write_entries(
        [
            entry(verb, row, convention_id=row.convention_id, by=by, changes=changes)
            for row, changes in told
        ]
    )
