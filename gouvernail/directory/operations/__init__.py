"""What people do to the directory."""

from gouvernail.directory.operations.bulk import find_or_create_organisations
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
    "change_organisation",
    "change_person",
    "create_organisation",
    "create_person",
    "find_or_create_organisations",
    "merge_organisations",
    "remove_person",
]
