"""The AFAS sheets: all those of a year, and one of them with what it is compared to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gouvernail.conventions.models import Convention
from gouvernail.rules.cadence import Standing
from gouvernail.staffing.declaration_words import hundredths, kind_label, plain_text
from gouvernail.staffing.models import (
    AfasSheet,
    AfasTheme,
    DeclarationDeadline,
    DeclarationKind,
    DeclaredSheet,
    SheetState,
)
from gouvernail.staffing.queries.deadlines import (
    DeclarationLine,
    JudgedDeclaration,
    declarations_of,
    known_years,
    line_of,
)
from gouvernail.staffing.queries.ledger import ledger_of
from gouvernail.staffing.queries.sheet_compared import ComparedSheet
from gouvernail.staffing.queries.sheet_content import SheetContent, content_of
from gouvernail.staffing.queries.sheet_making import SheetAsked, ThemeLine, make_sheet


@dataclass(frozen=True, slots=True)
class SheetsPage:
    """Every declaration of a year; `next` is the first that is not declared.

    `others` have no last day and were not begun: perhaps the Caf does not ask for them. Without
    any last day at all, they are among the `rows`.
    """

    year: int
    years: tuple[int, ...]
    rows: tuple[JudgedDeclaration, ...]
    others: tuple[JudgedDeclaration, ...]
    next: DeclarationLine | None
    declared: int
    has_deadlines: bool


@dataclass(frozen=True, slots=True)
class DeclaredVersion:
    """What was declared, before it was rectified, and why it was."""

    row: DeclaredSheet
    content: SheetContent


@dataclass(frozen=True, slots=True)
class SheetPage(ComparedSheet):
    """One sheet: what it says, against last year's; `now` differs once the ledger has moved on."""

    sheet: AfasSheet
    standing: Standing
    now: SheetContent
    versions: tuple[DeclaredVersion, ...]

    @property
    def has_moved(self) -> bool:
        """Tell whether the ledger gives other figures than those that were frozen."""
        return self.content.figures != self.now.figures

    @property
    def copied(self) -> str:
        """The figures as plain text, in the order of the portal."""
        title = f"{self.content.employer}, {self.declaration.label}"
        rows = [(line.label, hundredths(line.shown)) for line in self.content.lines]
        total = ("Total", hundredths(self.content.shown_total))
        return plain_text(title, [*rows, total])

    @property
    def copied_people(self) -> str:
        """The same figures person by person, as plain text, in the order of the portal."""
        labels = [*(line.label for line in self.content.lines), "Sans thème, non déclaré", "Total"]
        return "\n\n".join(
            plain_text(
                f"{person.name}, {person.post}",
                [
                    (label, hundredths(amount))
                    for label, amount in zip(
                        labels, (*person.amounts, person.loose, person.total), strict=True
                    )
                    if amount
                ],
            )
            for person in self.content.people
        )


def sheets_page(convention: Convention, year: int, today: date) -> SheetsPage:
    """Return the declarations of a year. Three queries, ten once some of them are frozen."""
    lines = declarations_of(convention, year)
    moved = _moved(convention, year, today) if any(_is_frozen(line) for line in lines) else {}
    judged = [
        JudgedDeclaration(line, line.standing(today), moved.get((line.employer_id, line.kind)))
        for line in lines
    ]
    has_deadlines = any(row.line.closes_on for row in judged)
    rows = [row for row in judged if _is_asked(row.line) or not has_deadlines]
    todo = (row.line for row in rows if row.line.state is not SheetState.DECLARED)
    return SheetsPage(
        year,
        known_years(convention, today),
        tuple(rows),
        tuple(row for row in judged if row not in rows),
        next(todo, None),
        sum(row.line.state is SheetState.DECLARED for row in rows),
        has_deadlines,
    )


def _is_frozen(line: DeclarationLine) -> bool:
    return line.state is not SheetState.PREPARING


def _moved(
    convention: Convention, year: int, today: date
) -> dict[tuple[int, DeclarationKind], Decimal]:
    """Return what the ledger gives now for the frozen sheets that it moved away from."""
    rows = AfasSheet.objects.filter(convention=convention, year=year, content__isnull=False)
    settled = [row for row in rows.select_related("employer") if row.is_settled]
    ledger, themes = ledger_of(convention), theme_lines(convention)
    found: dict[tuple[int, DeclarationKind], Decimal] = {}
    for row in settled:
        asked = _asked(row)
        now = make_sheet(ledger, themes, asked, today)
        if content_of(row.content or {}).figures != now.figures:
            found[asked.employer_id, asked.kind] = now.shown_total
    return found


def _is_asked(line: DeclarationLine) -> bool:
    return line.closes_on is not None or _is_frozen(line) or line.first_declared_on is not None


def theme_lines(convention: Convention, *, with_terms: bool = False) -> list[ThemeLine]:
    """Return the lines of the portal, in its order. One query, two with their themes."""
    rows = AfasTheme.objects.filter(convention=convention).order_by("position", "pk")
    if with_terms:
        rows = rows.prefetch_related("terms")
    return [
        ThemeLine(
            row.pk,
            row.label,
            row.doubt,
            row.source,
            tuple(term.pk for term in row.terms.all()) if with_terms else (),
        )
        for row in rows
    ]


def sheet_page(sheet: AfasSheet, today: date) -> SheetPage:
    """Return one sheet, saved or not yet. Nine queries."""
    convention, kind = sheet.convention, DeclarationKind(sheet.kind)
    ledger, themes = ledger_of(convention), theme_lines(convention)
    now = make_sheet(ledger, themes, _asked(sheet), today)
    content = content_of(sheet.content) if sheet.content and sheet.is_settled else now
    before, name = _last_year(sheet)
    deadlines = DeclarationDeadline.objects.filter(
        convention=convention, year=sheet.year, kind=kind.value
    )
    employer = (sheet.employer_id, sheet.employer.name)
    declaration = line_of(
        employer, sheet.year, kind, [sheet], deadlines.order_by("closes_on").first()
    )
    kept = sheet.declared_before.select_related("rectified_by") if sheet.pk else ()
    versions = tuple(DeclaredVersion(row, content_of(row.content)) for row in kept)
    standing = declaration.standing(today)
    return SheetPage(declaration, content, before, name, sheet, standing, now, versions)


def fresh_content(sheet: AfasSheet, today: date) -> SheetContent:
    """Return what the ledger gives for a sheet now. Six queries."""
    convention = sheet.convention
    return make_sheet(ledger_of(convention), theme_lines(convention), _asked(sheet), today)


def sheets_of_year(
    convention: Convention, year: int, kind: DeclarationKind, today: date
) -> list[ComparedSheet]:
    """Return what each employer declares of a year, frozen if it was verified. Nine queries."""
    lines = [line for line in declarations_of(convention, year) if line.kind is kind]
    ledger, themes = ledger_of(convention), theme_lines(convention)
    rows = list(
        AfasSheet.objects.filter(
            convention=convention,
            year__in=(year, year - 1),
            kind__in={kind.value, DeclarationKind.ACTUAL.value},
            content__isnull=False,
        )
    )
    found: list[ComparedSheet] = []
    for line in lines:
        mine = [row for row in rows if row.employer_id == line.employer_id]
        settled = (row for row in mine if row.is_settled)
        frozen = (row.content for row in settled if (row.year, row.kind) == (year, kind.value))
        content, asked = next(frozen, None), SheetAsked(line.employer_id, line.employer, year, kind)
        said = content_of(content) if content else make_sheet(ledger, themes, asked, today)
        before = (row for row in mine if row.year == year - 1)
        found.append(ComparedSheet(line, said, *_best_of(before, kind.value)))
    return found


def _asked(sheet: AfasSheet) -> SheetAsked:
    kind = DeclarationKind(sheet.kind)
    return SheetAsked(sheet.employer_id, sheet.employer.name, sheet.year, kind)


def _last_year(sheet: AfasSheet) -> tuple[SheetContent | None, str]:
    """Return what was frozen a year before: the same declaration, or else the actual one."""
    rows = AfasSheet.objects.filter(
        convention=sheet.convention,
        employer_id=sheet.employer_id,
        year=sheet.year - 1,
        kind__in={sheet.kind, DeclarationKind.ACTUAL.value},
        content__isnull=False,
    )
    return _best_of(rows, sheet.kind)


def _best_of(rows: Iterable[AfasSheet], kind: str) -> tuple[SheetContent | None, str]:
    found = sorted(rows, key=lambda row: row.kind != kind)
    if not found:
        return None, ""
    best = found[0]
    # Of a sheet that is being rectified, what was declared stands until it is declared again.
    state = "" if best.is_settled else ", à rectifier"
    return content_of(best.content or {}), f"{kind_label(best.kind)} {best.year}{state}"
