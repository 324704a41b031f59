"""Adding an organisation to the directory and changing it."""

from dataclasses import asdict, dataclass

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.directory.models import NAME_LENGTH, Organisation
from gouvernail.directory.row_changes import set_values
from gouvernail.history.operations import By, note, sign
from gouvernail.rules.names import fold_name


@dataclass(frozen=True, slots=True)
class OrganisationData:
    """What is typed about an organisation."""

    name: str
    short_name: str = ""
    kind: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""


@transaction.atomic
def create_organisation(convention_id: int, data: OrganisationData, *, by: By) -> Organisation:
    """Add an organisation to the directory of a convention.

    Errors: Refusal when the name is empty or an entry already bears it.
    """
    organisation = Organisation(convention_id=convention_id)
    changes = set_values(organisation, asdict(data))
    _save(organisation, by)
    note("organisation.created", organisation, convention_id=convention_id, by=by, changes=changes)
    return organisation


@transaction.atomic
def change_organisation(
    organisation: Organisation, data: OrganisationData, version: int, *, by: By
) -> Organisation:
    """Change an organisation whose `version` the person saw.

    Errors: EditConflict; Refusal when the name is empty, already borne, or the entry was merged.
    """
    if organisation.merged_into_id is not None:
        raise Refusal("Cette structure a été fusionnée avec une autre : modifiez celle qui reste.")
    organisation.claim(version)
    changes = set_values(organisation, asdict(data))
    if changes:
        _save(organisation, by)
        note(
            "organisation.changed",
            organisation,
            convention_id=organisation.convention_id,
            by=by,
            changes=changes,
        )
    return organisation


def _save(organisation: Organisation, by: By) -> None:
    if not organisation.name:
        raise Refusal("Donnez un nom à la structure.")
    organisation.folded_name = folded(organisation.name)
    namesake = (
        Organisation.objects.of(organisation.convention_id)
        .current()
        .filter(folded_name=organisation.folded_name)
        .exclude(pk=organisation.pk)
        .first()
    )
    if namesake:
        raise Refusal(
            f"« {namesake.name} » est déjà dans l’annuaire : ouvrez sa page plutôt que d’en "
            "ajouter une seconde."
        )
    sign(organisation, by)
    organisation.save()


def folded(name: str) -> str:
    """Return the form of a name under which it is looked for, within the column's length."""
    return fold_name(name)[:NAME_LENGTH]
