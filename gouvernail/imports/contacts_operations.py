"""Writing accepted contacts into the directory: one transaction, all or nothing."""

from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from gouvernail.accounts.models import User
from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Organisation, Person
from gouvernail.directory.operations import (
    OrganisationData,
    PersonData,
    Rewriting,
    change_entries,
    create_organisations,
    create_persons,
)
from gouvernail.history.operations import By, Change, note
from gouvernail.imports.contacts import (
    MatchedContacts,
    MatchedPerson,
    MatchedStructure,
    ReadContacts,
    Verdict,
)
from gouvernail.imports.contacts_queries import ContactsReading, matched
from gouvernail.imports.models import ContactColumn, ContactImport
from gouvernail.imports.sheets.text import label_key

FILENAME_LENGTH = 255


@transaction.atomic
def bring_contacts(convention: Convention, user: User, filename: str, data: bytes) -> ContactImport:
    """Keep a file that was read once; the one that the same person left before it goes."""
    for left in ContactImport.objects.of(convention).pending().filter(user=user):
        _forget_file(left)
        left.delete()
    pending = ContactImport(convention=convention, user=user, filename=filename[-FILENAME_LENGTH:])
    pending.file.save("contacts", ContentFile(data), save=False)
    pending.save()
    return pending


def _forget_file(pending: ContactImport) -> None:
    storage, name = pending.file.storage, pending.file.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def choose_contact_columns(
    pending: ContactImport, *, sheet: str, header_row: int, mapping: dict[str, str]
) -> None:
    """Keep what the person says of the sheet, its titles and its columns."""
    if (pending.sheet, pending.header_row) != (sheet, header_row):
        pending.corrections = {}
    pending.sheet, pending.header_row, pending.mapping = sheet, header_row, mapping
    pending.save(update_fields=["sheet", "header_row", "mapping", "corrections"])


@transaction.atomic
def keep_contact_answers(
    pending: ContactImport, corrections: Mapping[str, str], answers: Mapping[str, object]
) -> None:
    """Keep what the person reads in cells, and what she says of groups and persons."""
    pending.corrections = {**pending.corrections, **corrections}
    pending.answers = {**pending.answers, **answers}
    pending.save(update_fields=["corrections", "answers"])


@transaction.atomic
def apply_contact_import(
    pending: ContactImport, reading: ContactsReading, *, by: By
) -> MatchedContacts:
    """Write an accepted import, remember what its columns mean, and let the file go.

    Errors: Refusal when it was already applied, or when the directory changed in a way that
    forbids it. Then nothing is written.
    """
    taken = ContactImport.objects.pending().filter(pk=pending.pk).update(applied_at=by.at)
    if not taken:
        raise Refusal(
            "Ces contacts sont déjà importés. Pour recommencer, apportez de nouveau le fichier."
        )
    done = apply_contacts(
        pending.convention, reading.read, pending.answers, filename=pending.filename, by=by
    )
    _remember_columns(pending.convention, reading.read)
    _forget_file(pending)
    ContactImport.objects.filter(pk=pending.pk).update(file="", corrections={}, answers={})
    return done


@transaction.atomic
def apply_contacts(
    convention: Convention,
    read: ReadContacts,
    answers: Mapping[str, object],
    *,
    filename: str,
    by: By,
) -> MatchedContacts:
    """Write structures, then persons. The comparison is made again on the directory as it stands.

    Errors: Refusal. Then nothing is written.
    """
    found = matched(convention, read, answers)
    homes = _write_structures(convention, found, by)
    fresh = [_data(one, homes) for one in found.persons_of(Verdict.CREATE)]
    create_persons(convention.pk, fresh, by=by)
    changed = {one.id: one for one in found.persons_of(Verdict.CHANGE)}
    rows = Person.objects.of(convention.pk).in_bulk(list(changed))
    change_entries(
        "person.changed",
        [Rewriting(rows[pk], _values(one, homes)) for pk, one in changed.items() if pk in rows],
        by=by,
    )
    _note(convention, found, filename, by)
    return found


def _write_structures(
    convention: Convention, found: MatchedContacts, by: By
) -> dict[str, Organisation]:
    """Return the entry of each structure of the file, by its key."""
    wanted = found.structures_of(Verdict.CREATE)
    made = create_organisations(convention.pk, [_organisation(one) for one in wanted], by=by)
    homes = {one.key: row for one, row in zip(wanted, made, strict=True)}
    known = {one.id: one for one in found.structures if one.id is not None}
    rows = Organisation.objects.of(convention.pk).in_bulk(list(known))
    change_entries(
        "organisation.changed",
        [
            Rewriting(rows[pk], {change.field: change.after for change in one.changes})
            for pk, one in known.items()
            if one.changes
        ],
        by=by,
    )
    return homes | {one.key: rows[pk] for pk, one in known.items()}


def _organisation(one: MatchedStructure) -> OrganisationData:
    return OrganisationData(one.name, kind=one.kind, email=one.email, phone=one.phone)


def _data(one: MatchedPerson, homes: Mapping[str, Organisation]) -> PersonData:
    return PersonData(
        full_name=one.name,
        function=one.function,
        email=one.email,
        phone=one.phone,
        organisation=homes[one.structure.key] if one.structure else None,
        other_details=one.other,
        bodies_cited=one.bodies_text,
        note=one.note,
    )


def _values(one: MatchedPerson, homes: Mapping[str, Organisation]) -> dict[str, Any]:
    values: dict[str, Any] = {
        change.field: change.after for change in one.changes if change.field != "structure"
    }
    if one.structure and len(values) < len(one.changes):
        values["organisation"] = homes[one.structure.key]
    return values


def _note(convention: Convention, found: MatchedContacts, filename: str, by: By) -> None:
    counts = {
        "Structures créées": len(found.structures_of(Verdict.CREATE)),
        "Structures modifiées": len(found.structures_of(Verdict.CHANGE)),
        "Personnes créées": len(found.persons_of(Verdict.CREATE)),
        "Personnes modifiées": len(found.persons_of(Verdict.CHANGE)),
    }
    changes = [Change("Fichier", "", filename)]
    changes += [Change(label, "", str(count)) for label, count in counts.items()]
    note("directory.imported", convention, convention_id=convention.pk, by=by, changes=changes)


def _remember_columns(convention: Convention, read: ReadContacts) -> None:
    if read.is_book:
        return
    rows = {
        label_key(head.label)[:300]: read.by_column.get(head.column, "")
        for head in read.headers
        if head.label and read.by_column.get(head.column) != "private"
    }
    ContactColumn.objects.bulk_create(
        [ContactColumn(convention=convention, label=key, field=one) for key, one in rows.items()],
        update_conflicts=True,
        unique_fields=["convention", "label"],
        update_fields=["field"],
    )
