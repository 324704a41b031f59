"""The directory as one table: a row per person, and one per structure to reach by itself.

What it writes, an import of contacts reads back and finds nothing to change.
"""

from collections import defaultdict

from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Organisation, Person
from gouvernail.documents.formats.table import Column, Table, Value
from gouvernail.rules.contact_details import read_mails, read_phones

_COLUMNS = (
    Column("Structure", 34),
    Column("Type de structure", 18),
    Column("Nom et prénom", 26),
    Column("Fonction", 34),
    Column("Courriel", 34),
    Column("Téléphone", 18),
    Column("Instances citées", 34),
    Column("Note", 40),
)


def contacts_table(convention: Convention) -> Table:
    """Return the contacts by structure, then those without one. Two queries."""
    persons: defaultdict[int | None, list[Person]] = defaultdict(list)
    for person in Person.objects.of(convention.pk).order_by("full_name", "pk"):
        persons[person.organisation_id].append(person)
    rows: list[tuple[Value, ...]] = []
    for one in Organisation.objects.of(convention.pk).current().order_by("folded_name", "pk"):
        if one.email or one.phone or not persons[one.pk]:
            rows.append((one.name, one.kind, "", "", one.email, one.phone, "", ""))
        rows += [_row(person, one.name, one.kind) for person in persons[one.pk]]
    rows += [_row(person, "", "") for person in persons[None]]
    return Table(f"Annuaire – {convention.name}", _COLUMNS, tuple(rows))


def _row(person: Person, structure: str, kind: str) -> tuple[Value, ...]:
    mails = filter(None, (person.email, *read_mails(person.other_details).usable))
    phones = filter(None, (person.phone, *_other_phones(person.other_details)))
    return (
        structure,
        kind,
        person.full_name,
        person.function,
        " ; ".join(mails),
        " ; ".join(phones),
        person.bodies_cited,
        person.note,
    )


def _other_phones(details: str) -> list[str]:
    """Return the numbers among other details, whose mails may hold figures too."""
    parts = (part for part in details.split(" ; ") if "@" not in part)
    return [number for part in parts for number in read_phones(part).numbers]
