"""What people do to the directory."""

from gouvernail.directory.operations.bulk import (
    find_or_create_organisations,
    known_organisation,
)
from gouvernail.directory.operations.contacts import (
    Rewriting,
    change_entries,
    create_organisations,
    create_persons,
)
from gouvernail.directory.operations.merging import merge_organisations
from gouvernail.directory.operations.organisations import (
    OrganisationData,
    change_organisation,
    create_organisation,
)
from gouvernail.directory.operations.persons import (
    PersonData,
    change_person,
    create_person,
    remove_person,
)

__all__ = [
    "OrganisationData",
    "PersonData",
    "Rewriting",
    "change_entries",
    "change_organisation",
    "change_person",
    "create_organisation",
    "create_organisations",
    "create_person",
    "create_persons",
    "find_or_create_organisations",
    "known_organisation",
    "merge_organisations",
    "remove_person",
]
