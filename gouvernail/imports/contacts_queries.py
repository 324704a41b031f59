"""Reading a file of contacts for one convention, beside its directory."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from gouvernail.conventions.models import Convention
from gouvernail.conventions.queries.land import land_of
from gouvernail.directory.models import Organisation, Person
from gouvernail.imports.contacts import (
    KnownPerson,
    KnownStructure,
    MatchedContacts,
    ReadContacts,
    match_contacts,
    read_contacts,
)
from gouvernail.imports.models import ContactColumn, ContactImport
from gouvernail.imports.readers import Workbook, read_safely
from gouvernail.imports.sheets import Choices


@dataclass(frozen=True, slots=True)
class ContactsReading:
    """A file read, and what it would do to the directory."""

    read: ReadContacts
    matched: MatchedContacts


def taught_columns(convention: Convention) -> dict[str, str]:
    """Return what the territory means by the labels of its directories. One query."""
    rows = ContactColumn.objects.filter(convention=convention)
    return dict(rows.values_list("label", "field"))


def contact_choices(pending: ContactImport) -> Choices:
    """Return what the person chose and corrected. One query."""
    corrections = {}
    for place, text in pending.corrections.items():
        row, _, column = place.partition(":")
        corrections[int(row), column] = text
    return Choices(
        sheet=pending.sheet or None,
        header_row=pending.header_row,
        mapping=pending.mapping,
        synonyms=taught_columns(pending.convention),
        corrections=corrections,
    )


def read_contact_workbook(pending: ContactImport) -> Workbook:
    """Read the stored file again, in a child process.

    Errors: UnreadableFile.
    """
    with pending.file.open("rb") as file:
        return read_safely(file.read(), pending.filename)


def read_contact_import(pending: ContactImport) -> ContactsReading:
    """Read a pending import and compare it with the directory.

    Errors: UnreadableFile, NoContactsFound.
    """
    read = read_contacts(read_contact_workbook(pending), contact_choices(pending))
    return ContactsReading(read, matched(pending.convention, read, pending.answers))


def matched(
    convention: Convention, read: ReadContacts, answers: Mapping[str, object]
) -> MatchedContacts:
    """Compare contacts with the directory as it stands. Four queries."""
    return match_contacts(
        read.contacts,
        known_structures(convention),
        known_persons(convention),
        land_of(convention),
        answers,
    )


def known_structures(convention: Convention) -> list[KnownStructure]:
    """Return the structures of a directory, with the names of those merged into them. One query."""
    rows = list(Organisation.objects.of(convention.pk).order_by("folded_name", "pk"))
    former: defaultdict[int, list[str]] = defaultdict(list)
    for row in rows:
        if row.merged_into_id is not None:
            former[row.merged_into_id].append(row.name)
    return [
        KnownStructure(
            row.pk, row.name, row.kind, row.email, row.phone, tuple(former.get(row.pk, ()))
        )
        for row in rows
        if row.merged_into_id is None
    ]


def known_persons(convention: Convention) -> list[KnownPerson]:
    """Return the persons of a directory. One query."""
    return [
        KnownPerson(
            id=row.pk,
            name=row.full_name,
            structure=row.organisation_id,
            function=row.function,
            email=row.email,
            phone=row.phone,
            other=row.other_details,
            bodies=row.bodies_cited,
            note=row.note,
        )
        for row in Person.objects.of(convention.pk).order_by("pk")
    ]
