"""The missions of the coordinators as a matrix: a row by sentence, a column by person."""

from datetime import date

from gouvernail.common.templatetags.french import counted, day
from gouvernail.conventions.models import Convention
from gouvernail.documents.catalogue import Book
from gouvernail.documents.content.state import base_of
from gouvernail.documents.formats.report import Block, Grid, Head, Heading, Report, Text
from gouvernail.documents.formats.table import Column, Table
from gouvernail.staffing.queries.missions import Column as Person
from gouvernail.staffing.queries.missions import MissionsPage, SentenceLine, missions_page

NOBODY = "personne"


def missions_book(convention: Convention, today: date) -> Book:
    """Return who carries each sentence, to compute with and to read. Six queries."""
    page = missions_page(convention, today)
    fiction = " (exemple fictif)" if convention.is_fictional else ""
    title = f"Missions des chargés de coopération – {convention.name}"
    loose = len(page.carried_by_nobody)
    told = counted(loose, "phrase n’est portée par personne,phrases ne sont portées par personne")
    state = (f"{convention.name}{fiction}, état au {day(today)}", told if loose else "")
    kept = tuple(line for line in state if line)
    report = Report(
        title=title,
        state=kept,
        blocks=tuple(_blocks(page)),
        is_landscape=True,
        colour=convention.colour,
        base=base_of(convention, "docx"),
    )
    columns = (
        Column("Mission", 34, names=True),
        Column("Phrase", 60, names=True),
        Column("Source", 18),
        *(Column(_named(column), 16) for column in page.columns),
        Column("Portée par", 12),
    )
    rows = tuple(
        (
            mission.title,
            line.text,
            line.source,
            *_marks(page, line),
            line.held_by or NOBODY,
        )
        for mission in page.missions
        for line in mission.sentences
    )
    return Book(Table(title, columns, rows, state=kept), report)


def _blocks(page: MissionsPage) -> list[Block]:
    heads = (Head("Phrase", 6), *(Head(_named(column), 2) for column in page.columns))
    blocks: list[Block] = []
    for mission in page.missions:
        rows = tuple((_sentence(line), *_marks(page, line)) for line in mission.sentences)
        blocks += [Heading(f"{mission.title} ({mission.source})"), Grid(heads, rows)]
    return blocks or [Text("Aucune mission n’est dite pour cette convention.")]


def _named(column: Person) -> str:
    return f"{column.name} (sans poste ce jour)" if column.has_left else column.name


def _sentence(line: SentenceLine) -> str:
    loose = f"\nportée par {NOBODY}" if line.is_loose else ""
    return f"{line.text} ({line.source}){loose}"


def _marks(page: MissionsPage, line: SentenceLine) -> tuple[str, ...]:
    return tuple("oui" if column.pk in line.carriers else "" for column in page.columns)
