"""Which declarations are due, by whom, until when; which were made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gouvernail.conventions.models import Convention
from gouvernail.rules.cadence import Standing
from gouvernail.rules.declarations import Due, assess_declaration
from gouvernail.staffing.declaration_words import KIND_SLUGS, kind_label, state_label
from gouvernail.staffing.models import (
    AfasSheet,
    DeclarationDeadline,
    DeclarationKind,
    PostRate,
    SheetState,
)

KINDS = tuple(DeclarationKind)


@dataclass(frozen=True, slots=True)
class DeclarationLine:
    """A declaration that an employer owes of a year; `closes_on` is None when nobody said it."""

    year: int
    kind: DeclarationKind
    employer_id: int
    employer: str
    state: SheetState = SheetState.PREPARING
    declared_on: date | None = None
    closes_on: date | None = None
    notice_days: int = 0
    has_doubt: bool = False

    @property
    def slug(self) -> str:
        """How the declaration is named in an address."""
        return KIND_SLUGS[self.kind]

    @property
    def label(self) -> str:
        """« réel 2026 »."""
        return f"{kind_label(self.kind)} {self.year}"

    @property
    def state_label(self) -> str:
        """The state of its sheet, in a word."""
        return state_label(self.state)

    @property
    def due(self) -> Due | None:
        """What the rules judge; None without a last day."""
        if self.closes_on is None:
            return None
        return Due(self.closes_on, self.notice_days, self.declared_on)

    def standing(self, today: date) -> Standing:
        """Return whether it is in time."""
        due = self.due
        return assess_declaration(due, today) if due else Standing.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class JudgedDeclaration:
    """A declaration and where it stands on a day."""

    line: DeclarationLine
    standing: Standing


@dataclass(frozen=True, slots=True)
class DeadlinesPage:
    """The last days of a year, and whether some are missing."""

    year: int
    years: tuple[int, ...]
    rows: tuple[DeclarationDeadline, ...]
    missing: tuple[str, ...]


def deadlines_page(convention: Convention, year: int, today: date) -> DeadlinesPage:
    """Return the last days of the declarations of a year. One query."""
    rows = DeclarationDeadline.objects.filter(convention=convention, year=year)
    found = tuple(rows.order_by("closes_on", "pk"))
    said = {row.kind for row in found}
    return DeadlinesPage(
        year,
        known_years(convention, today),
        found,
        tuple(kind_label(kind) for kind in KINDS if kind.value not in said),
    )


def known_years(convention: Convention, today: date) -> tuple[int, ...]:
    """Return the years that can be declared, latest first. No query."""
    first = convention.starts_on.year if convention.starts_on else today.year - 1
    last = convention.ends_on.year if convention.ends_on else today.year + 1
    years = range(min(first, today.year), max(today.year, min(last, today.year + 1)) + 1)
    return tuple(reversed(years))


def declarations_of(convention: Convention, year: int) -> list[DeclarationLine]:
    """Return every declaration of a year, first those that fall due first. Three queries."""
    employers = _employers(convention)
    sheets = list(AfasSheet.objects.filter(convention=convention, year=year))
    rows = DeclarationDeadline.objects.filter(convention=convention, year=year)
    deadlines = {row.kind: row for row in rows.order_by("-closes_on")}
    lines = [
        line_of(employer, year, kind, sheets, deadlines.get(kind.value))
        for kind in KINDS
        for employer in employers.of(year, sheets)
    ]
    last = date(year + 2, 1, 1)
    return sorted(lines, key=lambda line: (line.closes_on or last, KINDS.index(line.kind)))


def due_declarations(
    convention: Convention, since: date | None = None, until: date | None = None
) -> list[DeclarationLine]:
    """Return the declarations whose last day is said, first those that fall due first.

    Only those between `since` and `until`, when they are given. Three queries; one without any.
    """
    within = Q(convention=convention)
    within &= Q(closes_on__gte=since) if since else Q()
    within &= Q(closes_on__lte=until) if until else Q()
    deadlines = list(DeclarationDeadline.objects.filter(within).order_by("closes_on", "pk"))
    if not deadlines:
        return []
    employers = _employers(convention)
    years = {row.year for row in deadlines}
    sheets = list(AfasSheet.objects.filter(convention=convention, year__in=years))
    return [
        line_of(employer, row.year, DeclarationKind(row.kind), sheets, row)
        for row in deadlines
        for employer in employers.of(row.year, [s for s in sheets if s.year == row.year])
    ]


def reminders(convention: Convention, today: date) -> list[JudgedDeclaration]:
    """Return what is to be declared now: near its last day, or late. Three queries at most.

    What is late for more than a year is let go.
    """
    lines = due_declarations(convention, since=date(today.year - 1, 1, 1))
    judged = [JudgedDeclaration(line, line.standing(today)) for line in lines]
    pressing = {Standing.AT_RISK, Standing.MISSED}
    return [row for row in judged if row.standing in pressing and row.line.declared_on is None]


def line_of(
    employer: tuple[int, str],
    year: int,
    kind: DeclarationKind,
    sheets: Iterable[AfasSheet],
    deadline: DeclarationDeadline | None,
) -> DeclarationLine:
    """Return one declaration, from its sheet and its last day, if there are any. No query."""
    pk, name = employer
    mine = (s for s in sheets if (s.employer_id, s.year, s.kind) == (pk, year, kind.value))
    sheet = next(mine, None)
    return DeclarationLine(
        year,
        kind,
        pk,
        name,
        SheetState(sheet.state) if sheet else SheetState.PREPARING,
        sheet.declared_on if sheet else None,
        deadline.closes_on if deadline else None,
        deadline.notice_days if deadline else 0,
        deadline.doubt if deadline else False,
    )


@dataclass(frozen=True, slots=True)
class _Employers:
    """Who employed cofinanced posts, from when to when."""

    names: dict[int, str]
    spans: tuple[tuple[int, date, date | None], ...]

    def of(self, year: int, sheets: Iterable[AfasSheet]) -> list[tuple[int, str]]:
        """Return those of a year, by name; an employer that has a sheet stays."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        found = {
            pk
            for pk, starts, ends in self.spans
            if starts <= last and (ends is None or ends >= first)
        }
        found |= {sheet.employer_id for sheet in sheets if sheet.employer_id in self.names}
        return sorted(((pk, self.names[pk]) for pk in found), key=lambda pair: pair[1])


def _employers(convention: Convention) -> _Employers:
    rows = PostRate.objects.filter(post__convention=convention, post__is_cofinanced=True)
    columns = ("post__employer_id", "post__employer__name", "starts_on", "ends_on")
    found = list(rows.values_list(*columns))
    return _Employers(
        {pk: name for pk, name, _, _ in found},
        tuple((pk, starts, ends) for pk, _, starts, ends in found),
    )
