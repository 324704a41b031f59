"""The file of a handover: everything that somebody carries, to hand to whoever comes next."""

from datetime import date

from gouvernail.accounts.models import User
from gouvernail.common.templatetags.french import counted, day, lasting, moment
from gouvernail.coordination.carried import Kind
from gouvernail.coordination.queries.handover import CarriedGroup, HandoverPage, handover_page
from gouvernail.directory.models import Person
from gouvernail.documents.content.state import base_of, logo_of
from gouvernail.documents.formats.report import Block, Facts, Grid, Head, Heading, Report, Text

_HEADS = (Head("Objet", 6), Head("Précision", 3), Head("Échéance", 2), Head("Repris par", 3))
_ACTIONS = (
    Head("Action", 5),
    Head("État", 2),
    Head("Pilote", 3),
    Head("Échéance", 2),
    Head("Dernières nouvelles", 4),
    Head("Repris par", 2),
)
_SITTINGS = (Head("Séance", 6), Head("Date", 3))
_PASSED = (Head("Objet", 6), Head("Repris par", 3))
_STRUCTURES = (Head("Structure", 4), Head("Contact", 4), Head("Courriel", 4), Head("Téléphone", 2))
_UNREACHABLE = (
    "structure n’a aucun contact connu et n’est pas listée,"
    "structures n’ont aucun contact connu et ne sont pas listées"
)
_NOTES = (Head("Date", 2), Head("Temps", 1), Head("Quoi", 6))


def handover_report(person: Person, reader: User, today: date) -> Report:
    """Return the file of somebody's handover as a document, a column left for who takes what."""
    page = handover_page(person, reader, today)
    blocks = [
        *_contact(page),
        *_carried(page),
        *_sittings(page),
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
        is_plan = group.kind is Kind.ACTION
        grid = Grid(_ACTIONS, _actions(page)) if is_plan else Grid(_HEADS, tuple(_rows(group)))
        blocks += [Heading(group.title), grid]
    return blocks


def _actions(page: HandoverPage) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            one.label,
            one.state,
            one.leads,
            one.deadline,
            f"{day(one.news_on)}\u202f: {one.news}" if one.news else day(one.news_on),
            "",
        )
        for one in page.actions
    )


def _sittings(page: HandoverPage) -> list[Block]:
    if not page.sittings:
        return []
    rows = tuple((one.name, moment(one.starts_at)) for one in page.sittings)
    return [Heading("Séances à venir de ses instances"), Grid(_SITTINGS, rows)]


def _rows(group: CarriedGroup) -> list[tuple[str, str, str, str]]:
    left = "à fermer" if group.is_closed else "" if group.is_passed else "registre des postes"
    return [(row.label, row.detail, day(row.due_on), left) for row in group.rows]


def _structures(page: HandoverPage) -> list[Block]:
    rows = tuple(
        (
            row.structure,
            ", ".join(filter(None, (row.name, row.function))) or "aucune personne connue",
            row.email,
            row.phone,
        )
        for row in page.contacts
    )
    blocks: list[Block] = [Grid(_STRUCTURES, rows)] if rows else []
    if page.unreachable:
        blocks.append(Text(f"{counted(page.unreachable, _UNREACHABLE)}."))
    return [Heading("Qui joindre"), *blocks] if blocks else []


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
    if page.has_account and not page.is_own:
        said = "Elles sont dans son journal personnel, que personne d’autre ne lit sans son accord."
        return [Heading("Dernières notes"), Text(said)]
    if not page.notes:
        return []
    rows = tuple((day(row.day), lasting(row.minutes), row.words) for row in page.notes)
    return [Heading("Dernières notes"), Grid(_NOTES, rows)]
