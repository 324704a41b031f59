"""The file of a handover: everything that somebody carries, to hand to whoever comes next."""

from datetime import date

from gouvernail.accounts.models import User
from gouvernail.common.templatetags.french import day, lasting
from gouvernail.coordination.queries.handover import CarriedGroup, HandoverPage, handover_page
from gouvernail.directory.models import Person
from gouvernail.documents.content.state import base_of, logo_of
from gouvernail.documents.formats.report import Block, Facts, Grid, Head, Heading, Report, Text

_HEADS = (Head("Objet", 6), Head("Précision", 3), Head("Échéance", 2), Head("Repris par", 3))
_PASSED = (Head("Objet", 6), Head("Repris par", 3))
_STRUCTURES = (Head("Structure", 4), Head("Contact", 4), Head("Courriel", 4), Head("Téléphone", 2))
_NOTES = (Head("Date", 2), Head("Temps", 1), Head("Quoi", 6))


def handover_report(person: Person, reader: User, today: date) -> Report:
    """Return the file of somebody's handover as a document, a column left for who takes what."""
    page = handover_page(person, reader, today)
    blocks = [
        *_contact(page),
        *_carried(page),
        *_structures(page),
        *_passed(page),
        *_notes(page),
    ]
    convention = person.convention
    return Report(
        title=f"Passation de {person}",
        state=(convention.name, f"État au {day(today)}"),
        blocks=tuple(blocks),
        colour=convention.colour,
        logo=logo_of(convention),
        base=base_of(convention, "docx"),
    )


def _contact(page: HandoverPage) -> list[Block]:
    person = page.person
    pairs = [
        ("Fonction", person.function),
        ("Structure", str(person.organisation or "")),
        ("Courriel", person.email),
        ("Téléphone", person.phone),
        ("Note", person.note),
    ]
    said = tuple((label, value) for label, value in pairs if value)
    summary = f"{page.told[:1].upper()}{page.told[1:]}." if page.told else "Plus rien d’ouvert."
    return [Heading("Qui"), *([Facts(said)] if said else []), Text(summary)]


def _carried(page: HandoverPage) -> list[Block]:
    blocks: list[Block] = []
    for group in page.groups:
        blocks += [Heading(group.title), Grid(_HEADS, tuple(_rows(group)))]
    return blocks


def _rows(group: CarriedGroup) -> list[tuple[str, str, str, str]]:
    left = "à fermer" if group.is_closed else "" if group.is_passed else "registre des postes"
    return [(row.label, row.detail, day(row.due_on), left) for row in group.rows]


def _structures(page: HandoverPage) -> list[Block]:
    if not page.contacts:
        return []
    rows = tuple(
        (row.structure, ", ".join(filter(None, (row.name, row.function))), row.email, row.phone)
        for row in page.contacts
    )
    return [Heading("Qui joindre"), Grid(_STRUCTURES, rows)]


def _passed(page: HandoverPage) -> list[Block]:
    blocks: list[Block] = []
    for relay in page.relays:
        until = f", jusqu’au {day(relay.until)}" if relay.until else ""
        blocks += [
            Heading(f"Relais passé le {day(relay.made_at)}{until}"),
            Text(relay.reason),
            Grid(_PASSED, tuple((row.label, row.name or "fermé") for row in relay.items.all())),
        ]
    return blocks


def _notes(page: HandoverPage) -> list[Block]:
    if not page.notes:
        return []
    rows = tuple((day(row.day), lasting(row.minutes), row.words) for row in page.notes)
    return [Heading("Dernières notes"), Grid(_NOTES, rows)]
