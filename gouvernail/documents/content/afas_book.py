"""The AFAS sheets of a year, to compute with and to read; what is typed into the portal."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gouvernail.common.templatetags.french import day
from gouvernail.conventions.models import Convention
from gouvernail.documents.catalogue import Book
from gouvernail.documents.content.state import base_of
from gouvernail.documents.formats.report import Block, Grid, Head, Heading, Report, Text
from gouvernail.documents.formats.table import Column, Table, Value
from gouvernail.rules.theme_shares import rounded_fte
from gouvernail.staffing.declaration_words import hundredths, kind_label
from gouvernail.staffing.models import DeclarationKind
from gouvernail.staffing.queries.sheet_compared import ComparedSheet
from gouvernail.staffing.queries.sheet_content import SheetContent, SheetLine, SheetRow
from gouvernail.staffing.queries.sheets import sheets_of_year

NOT_SENT = "Chiffres à saisir sur le portail partenaires : Gouvernail ne transmet rien à la Caf."
TO_CONFIRM = "à confirmer"
GONE = "ligne retirée depuis"
LOOSE = "Sans thème, non déclaré"
# A line of the portal has nothing under the columns of a calculation.
_NO_ROW: tuple[Value, ...] = (None,) * 5
_BEFORE = 2
_PLACES = Decimal("0.0001")


def year_book(
    convention: Convention, year: int, today: date, kind: DeclarationKind = DeclarationKind.ACTUAL
) -> Book:
    """Return what every employer declares of a year. Ten queries at most."""
    return afas_book(convention, sheets_of_year(convention, year, kind, today), today)


def afas_book(convention: Convention, sheets: Sequence[ComparedSheet], today: date) -> Book:
    """Return some sheets as tables and as a document. One query."""
    fiction = " (exemple fictif)" if convention.is_fictional else ""
    lines = dict.fromkeys(sheet.declaration.label for sheet in sheets)
    title = f"Fiche AFAS – {', '.join(lines) or 'aucune déclaration'}"
    state = (f"{convention.name}{fiction}, état au {day(today)}", NOT_SENT)
    blocks = [block for sheet in sheets for block in _blocks(sheet)]
    empty = Text(
        "Aucun employeur n’a de poste cofinancé cette année-là : il n’y a rien à déclarer."
    )
    report = Report(
        title=title,
        state=state,
        blocks=tuple(blocks) or (empty,),
        colour=convention.colour,
        base=base_of(convention, "docx"),
    )
    rows = [row for sheet in sheets for row in _rows(sheet)]
    total = sum((sheet.content.shown_total for sheet in sheets), Decimal(0))
    befores = [sheet.before.shown_total for sheet in sheets if sheet.before]
    before = sum(befores, Decimal(0)) if befores else None
    whole: tuple[Value, ...] = ("Ensemble", None, None, total, before, *_NO_ROW)
    table = Table(title, _columns(sheets), tuple(rows), whole if rows else (), state)
    return Book(table, report, (_people_table([sheet.content for sheet in sheets]),))


def _columns(sheets: Sequence[ComparedSheet]) -> tuple[Column, ...]:
    befores = dict.fromkeys(sheet.before_name for sheet in sheets if sheet.before)
    return (
        Column("Employeur", 28, names=True),
        Column("Ligne du portail", 44, names=True),
        Column("Lecture", 12),
        Column("ETP à déclarer", 12),
        Column(", ".join(befores).capitalize() or "Un an avant", 12),
        Column("Personne", 24),
        Column("Poste", 30),
        Column("Jours", 34),
        Column("Règle", 26),
        Column("ETP du calcul", 12),
    )


def _rows(sheet: ComparedSheet) -> list[tuple[Value, ...]]:
    content = sheet.content
    found: list[tuple[Value, ...]] = []
    for rank, one in enumerate(sheet.lines, 1):
        line, label = one.line, f"{rank}. {one.line.label}"
        doubt = TO_CONFIRM if line.has_doubt else None
        before = None if one.before is None else rounded_fte(one.before)
        found.append((content.employer, label, doubt, line.shown, before, *_NO_ROW))
        found += [_behind(content, label, row) for row in line.rows]
    found += [
        (content.employer, f"{old.label} ({GONE})", None, None, old.shown, *_NO_ROW)
        for old in sheet.gone
    ]
    return found + [_behind(content, LOOSE, row) for row in content.loose]


def _behind(content: SheetContent, label: str, row: SheetRow) -> tuple[Value, ...]:
    made = (row.name, row.post, row.days, row.formula, _exact(row.amount))
    return (content.employer, label, None, None, None, *made)


def _people_table(contents: Sequence[SheetContent]) -> Table:
    """Return who does what: a row by person and post, a column by line, in the portal's order."""
    labels = list(dict.fromkeys(line.label for one in contents for line in one.lines))
    columns = (
        Column("Employeur", 28, names=True),
        Column("Personne", 24, names=True),
        Column("Poste", 30, names=True),
        *(Column(label, 18) for label in labels),
        Column(LOOSE, 18),
        Column("Total", 12),
    )
    rows: list[tuple[Value, ...]] = []
    for one in contents:
        for person in one.people:
            names = (line.label for line in one.lines)
            amounts = dict(zip(names, person.amounts, strict=True))
            cells = [_exact(amounts[label]) if amounts.get(label) else None for label in labels]
            loose = _exact(person.loose) if person.loose else None
            who = (one.employer, person.name, person.post)
            rows.append((*who, *cells, loose, _exact(person.total)))
    return Table("Par personne", columns, tuple(rows))


def _exact(amount: Fraction) -> Decimal:
    return (Decimal(amount.numerator) / Decimal(amount.denominator)).quantize(_PLACES)


def _blocks(sheet: ComparedSheet) -> list[Block]:
    line, content = sheet.declaration, sheet.content
    declared = f", déclarée le {day(line.declared_on)}" if line.declared_on else ""
    blocks: list[Block] = [
        Heading(f"{content.employer} : {kind_label(line.kind)} {line.year}"),
        Text(
            f"Fiche {line.state_label}{declared}. Une année est comptée {content.rule}. Convenu : "
            f"{hundredths(content.agreed)} ETP ; occupé : {hundredths(content.actual)} ETP."
        ),
    ]
    if content.alerts:
        blocks += [
            Heading("À regarder d’abord", 2),
            Text("\n".join(alert.sentence for alert in content.alerts)),
        ]
    blocks += [Heading("Lignes du portail", 2), _lines_grid(sheet)]
    if content.people:
        blocks += [
            Heading("Par personne", 2),
            Text("Les numéros sont ceux des lignes du portail."),
            _people_grid(content),
        ]
    return blocks


def _lines_grid(sheet: ComparedSheet) -> Grid:
    """Return the lines, and what they said a year before when something was frozen of it."""
    content, before = sheet.content, sheet.before
    rows = [
        (
            _label(rank, one.line),
            hundredths(one.line.shown),
            _said(one.before),
            _told(one.line.rows),
        )
        for rank, one in enumerate(sheet.lines, 1)
    ]
    rows += [(f"{old.label}\n{GONE}", "–", hundredths(old.amount), "") for old in sheet.gone]
    if content.loose or (before and before.loose):
        was = _said(before.loose_total if before else None)
        rows.append((LOOSE, hundredths(content.loose_total), was, _told(content.loose)))
    last = _said(before.shown_total if before else None)
    total = ("Total des lignes", hundredths(content.shown_total), last, "")
    heads = (
        Head("Ligne du portail", 6),
        Head("ETP", 1),
        Head(sheet.before_name.capitalize(), 1),
        Head("D’où vient le chiffre", 7),
    )
    kept = [rank for rank in range(len(heads)) if before or rank != _BEFORE]
    return Grid(
        tuple(heads[rank] for rank in kept),
        tuple(tuple(row[rank] for rank in kept) for row in rows),
        tuple(total[rank] for rank in kept),
    )


def _people_grid(content: SheetContent) -> Grid:
    """Return who does what: a row by person and post, a column by line of the portal."""
    loose = [Head("Sans thème", 2)] if content.loose else []
    ranks = (Head(str(rank)) for rank in range(1, len(content.lines) + 1))
    heads = (Head("Personne, poste", 6), *ranks, *loose, Head("Total", 2))
    rows = tuple(
        (
            f"{person.name}\n{person.post}",
            *map(_some, person.amounts),
            *([_some(person.loose)] if content.loose else []),
            hundredths(person.total),
        )
        for person in content.people
    )
    return Grid(heads, rows)


def _label(rank: int, line: SheetLine) -> str:
    return f"{rank}. {line.label}" + (f"\n{TO_CONFIRM}" if line.has_doubt else "")


def _told(rows: Sequence[SheetRow]) -> str:
    return "\n".join(
        f"{row.name}, {row.post}, {row.days} : {row.formula} = {hundredths(row.amount)}"
        for row in rows
    )


def _said(amount: Fraction | Decimal | None) -> str:
    return "–" if amount is None else hundredths(amount)


def _some(amount: Fraction) -> str:
    return hundredths(amount) if amount else "–"
