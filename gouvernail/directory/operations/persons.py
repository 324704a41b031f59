"""Adding, changing and removing a professional contact."""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from gouvernail.common.errors import Refusal
from gouvernail.directory.models import Organisation, Person
from gouvernail.directory.row_changes import set_values
from gouvernail.history.operations import By, note, sign


@dataclass(frozen=True, slots=True)
class PersonData:
    """What is typed about a person: professional contacts only."""

    full_name: str
    function: str = ""
    email: str = ""
    phone: str = ""
    organisation: Organisation | None = None
    other_details: str = ""
    bodies_cited: str = ""
    note: str = ""

    def values(self) -> dict[str, Any]:
        """Return the values by the name of their column."""
        return {name: getattr(self, name) for name in self.__slots__}


@transaction.atomic
def create_person(convention_id: int, data: PersonData, *, by: By) -> Person:
    """Add a contact to the directory of a convention.

    Errors: Refusal when the name is empty or the organisation is not of this convention.
    """
    person = Person(convention_id=convention_id)
    changes = set_values(person, data.values())
    _save(person, by)
    note("person.created", person, convention_id=convention_id, by=by, changes=changes)
    return person


@transaction.atomic
def change_person(person: Person, data: PersonData, version: int, *, by: By) -> Person:
    """Change a contact whose `version` the person saw.

    Errors: EditConflict; Refusal as in `create_person`.
    """
    person.claim(version)
    changes = set_values(person, data.values())
    if changes:
        _save(person, by)
        note("person.changed", person, convention_id=person.convention_id, by=by, changes=changes)
    return person


@transaction.atomic
def remove_person(person: Person, *, by: By) -> None:
    """Remove a contact. The actions it was the referent of stay, without one.

    Errors: Refusal when something else rests on this person, such as a seat of a body.
    """
    note("person.removed", person, convention_id=person.convention_id, by=by)
    sign(person, by)
    try:
        person.delete()
    except models.ProtectedError as error:
        raise Refusal(
            f"{person} tient ou a tenu un siège d’une instance : mettez fin à son mandat et gardez "
            "son nom, que citent les séances passées."
        ) from error


def _save(person: Person, by: By) -> None:
    if not person.full_name:
        raise Refusal("Donnez le nom de la personne.")
    organisation = person.organisation
    if organisation and organisation.convention_id != person.convention_id:
        raise Refusal("Cette structure n’est pas dans l’annuaire de cette convention.")
    sign(person, by)
    person.save()
