"""Contacts that enter: rows of a sheet, what they say of structures and persons, what to ask."""

from gouvernail.imports.contacts.fields import CONTACT_FIELDS, ContactField
from gouvernail.imports.contacts.matching import match_contacts
from gouvernail.imports.contacts.reading import NoContactsFound, read_contacts
from gouvernail.imports.contacts.results import (
    Group,
    KnownPerson,
    KnownStructure,
    MatchedContacts,
    MatchedPerson,
    MatchedStructure,
    PersonQuestion,
    ReadContact,
    ReadContacts,
    Verdict,
)

__all__ = [
    "CONTACT_FIELDS",
    "ContactField",
    "Group",
    "KnownPerson",
    "KnownStructure",
    "MatchedContacts",
    "MatchedPerson",
    "MatchedStructure",
    "NoContactsFound",
    "PersonQuestion",
    "ReadContact",
    "ReadContacts",
    "Verdict",
    "match_contacts",
    "read_contacts",
]
