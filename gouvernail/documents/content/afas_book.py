"""The AFAS sheets of a year, to compute with and to read; what is typed into the portal."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from gouvernail.common.templatetags.french import day
from gouvernail.conventions.models import Convention
from gouvernail.documents.catalogue import Book
from gouvernail.documents.content.state import base_of
from gouvernail.documents.formats.report import Block, Grid, Head, Heading, Report, Text
from gouvernail.documents.formats.table import Column, Table, Value
from gouvernail.staffing.declaration_words import hundredths, kind_label
from gouvernail.staffing.models import DeclarationKind
from gouvernail.staffing.queries.deadlines import DeclarationLine
from gouvernail.staffing.queries.sheet_content import SheetContent, SheetRow
from gouvernail.staffing.queries.sheets import sheets_of_year

Pair = tuple[DeclarationLine, SheetContent]
NOT_SENT = "Chiffres à saisir sur le portail partenaires : Gouvernail ne transmet rien à la Caf."
_COLUMNS = (
    Column("Employeur", 28, names=True),
    Column("Ligne du portail", 44, names=True),
    Column("ETP à déclarer", 12),
    Column("Personne", 24),
    Column("Poste", 30),
    Column("Jours", 34),
    Column("Règle", 26),
    Column("ETP du calcul", 12),
)
_HEADS = (Head("Ligne du portail", 6), Head("ETP", 1), Head("D’où vient le chiffre", 7))
_PLACES = Decimal("0.0001")


def year_book(
    convention: Convention, year: int, today: date, kind: DeclarationKind = DeclarationKind.ACTUAL
) -> Book:
    """Return what every employer declares of a year. Ten queries at most."""
    return afas_book(convention, sheets_of_year(convention, year, kind, today), today)


def afas_book(convention: Convention, pairs: Sequence[Pair], today: date) -> Book:
    """Return some sheets as a table and as a document. One query."""
    fiction = " (exemple fictif)" if convention.is_fictional else ""
    lines = dict.fromkeys(line.label for line, _ in pairs)
    title = f"Fiche AFAS – {', '.join(lines) or 'aucune déclaration'}"
    state = (f"{convention.name}{fiction}, état au {day(today)}", NOT_SENT)
    blocks = [block for pair in pairs for block in _blocks(*pair)]
    empty = Text(
        "Aucun employeur n’a de poste cofinancé cette année-là : il n’y a rien à déclarer."
    )
    report = Report(
        title=title,
        state=state,
        blocks=tuple(blocks) or (empty,),
        colour=convention.colour,
        base=base_of(convention, "docx"),
    )
    rows = [row for _, content in pairs for row in _rows(content)]
    total = sum((content.shown_total for _, content in pairs), Decimal(0))
    whole: tuple[Value, ...] = ("Ensemble", None, total, None, None, None, None, None)
    return Book(Table(title, _COLUMNS, tuple(rows), whole if rows else (), state), report)


def _rows(content: SheetContent) -> list[tuple[Value, ...]]:
    found: list[tuple[Value, ...]] = []
    for rank, line in enumerate(content.lines, 1):
        label = f"{rank}. {line.label}"
        found.append((content.employer, label, line.shown, None, None, None, None, None))
        found += [_behind(content, label, row) for row in line.rows]
    return found + [_behind(content, "Sans thème, non déclaré", row) for row in content.loose]


def _behind(content: SheetContent, label: str, row: SheetRow) -> tuple[Value, ...]:
    amount = Decimal(row.amount.numerator) / Decimal(row.amount.denominator)
    exact = amount.quantize(_PLACES)
    return (content.employer, label, None, row.name, row.post, row.days, row.formula, exact)


def _blocks(line: DeclarationLine, content: SheetContent) -> list[Block]:
    declared = f", déclarée le {day(line.declared_on)}" if line.declared_on else ""
    blocks: list[Block] = [
        Heading(f"{content.employer} : {kind_label(line.kind)} {line.year}"),
        Text(
            f"Fiche {line.state_label}{declared}. Une année est comptée {content.rule}. Convenu : "
            f"{hundredths(content.agreed)} ETP ; occupé : {hundredths(content.actual)} ETP."
        ),
    ]
    if content.alerts:
        blocks += [
            Heading("À regarder d’abord", 2),
            Text("\n".join(alert.sentence for alert in content.alerts)),
        ]
    rows = tuple(
        (f"{rank}. {one.label}", hundredths(one.shown), "\n".join(map(_told, one.rows)))
        for rank, one in enumerate(content.lines, 1)
    )
    loose = "\n".join(map(_told, content.loose))
    if content.loose:
        rows += (("Sans thème, non déclaré", hundredths(content.loose_total), loose),)
    total = ("Total des lignes", hundredths(content.shown_total), "")
    return [*blocks, Heading("Lignes du portail", 2), Grid(_HEADS, rows, total)]


def _told(row: SheetRow) -> str:
    return f"{row.name}, {row.post}, {row.days} : {row.formula} = {hundredths(row.amount)}"
