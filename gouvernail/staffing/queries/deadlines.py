"""Which declarations are due, by whom, until when; which were made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from gouvernail.conventions.models import Convention
from gouvernail.rules.cadence import Standing
from gouvernail.rules.declarations import Due, assess_declaration
from gouvernail.rules.periods import Term, years_of
from gouvernail.staffing.declaration_words import KIND_SLUGS, kind_label, state_label
from gouvernail.staffing.models import (
    AfasSheet,
    DeclarationDeadline,
    DeclarationKind,
    PostRate,
    SheetState,
)
from gouvernail.staffing.queries.sheet_content import declared_posts

KINDS = tuple(DeclarationKind)


@dataclass(frozen=True, slots=True)
class DeclarationLine:
    """A declaration that an employer owes of a year; `closes_on` is None when nobody said it.

    `first_declared_on` stays when it is rectified: that it came in time is not undone.
    """

    year: int
    kind: DeclarationKind
    employer_id: int
    employer: str
    state: SheetState = SheetState.PREPARING
    declared_on: date | None = None
    closes_on: date | None = None
    notice_days: int = 0
    has_doubt: bool = False
    first_declared_on: date | None = None

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
        return Due(self.closes_on, self.notice_days, self.first_declared_on)

    def standing(self, today: date) -> Standing:
        """Return whether it is in time."""
        due = self.due
        return assess_declaration(due, today) if due else Standing.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class JudgedDeclaration:
    """A declaration and where it stands on a day.

    `now` is what the ledger would give, once it has moved on from what was verified.
    """

    line: DeclarationLine
    standing: Standing
    now: Decimal | None = None


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
    """Return the years that can be declared, latest first. No query.

    This year always can, and last year when nobody said since when the convention lives: what
    was done is declared the year after.
    """
    life = Term(
        convention.starts_on or date(today.year - 1, 1, 1),
        convention.ends_on and max(convention.ends_on, today),
    )
    return tuple(reversed(years_of(life, today, ahead=1)))


def declarations_of(convention: Convention, year: int) -> list[DeclarationLine]:
    """Return every declaration of a year, first those that fall due first. Three queries."""
    employers = _employers(convention)
    sheets = _sheets(convention, [year])
    rows = DeclarationDeadline.objects.filter(convention=convention, year=year)
    deadlines = {row.kind: row for row in rows.order_by("-closes_on")}
    lines = [
        line_of(employer, year, kind, sheets, deadlines.get(kind.value))
        for kind in KINDS
        for employer in employers.of(year, kind, sheets)
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
    sheets = _sheets(convention, {row.year for row in deadlines})
    return [
        line_of(employer, row.year, kind, sheets, row)
        for row in deadlines
        for kind in [DeclarationKind(row.kind)]
        for employer in employers.of(row.year, kind, sheets)
    ]


def reminders(convention: Convention, today: date) -> list[JudgedDeclaration]:
    """Return what is to be declared now: near its last day, or late. Three queries at most.

    What is late for more than a year is let go.
    """
    lines = due_declarations(convention, since=date(today.year - 1, 1, 1))
    judged = [JudgedDeclaration(line, line.standing(today)) for line in lines]
    pressing = {Standing.AT_RISK, Standing.MISSED}
    return [
        row for row in judged if row.standing in pressing and row.line.first_declared_on is None
    ]


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
        (sheet.first_declared_on or sheet.declared_on) if sheet else None,
    )


@dataclass(frozen=True, slots=True)
class _Span:
    """A cofinanced post of an employer of today, from when to when something was agreed of it."""

    employer_id: int
    post: str
    starts_on: date
    ends_on: date | None

    def is_in(self, year: int) -> bool:
        """Tell whether it meets a year."""
        ends_on = self.ends_on or date.max
        return self.starts_on <= date(year, 12, 31) and ends_on >= date(year, 1, 1)


@dataclass(frozen=True, slots=True)
class _Employers:
    """Who employed cofinanced posts, from when to when."""

    names: dict[int, str]
    spans: tuple[_Span, ...]

    def of(
        self, year: int, kind: DeclarationKind, sheets: Iterable[AfasSheet]
    ) -> list[tuple[int, str]]:
        """Return those of a declaration of a year, by name; an employer that has a sheet stays.

        A post that a former employer declared, before it changed hands, is not owed again by the
        one that took it.
        """
        spans = [span for span in self.spans if span.is_in(year)]
        today = {span.employer_id for span in spans}
        mine = [sheet for sheet in sheets if (sheet.year, sheet.kind) == (year, kind.value)]
        former = [sheet for sheet in mine if sheet.employer_id not in today]
        declared = {post for sheet in former for post in declared_posts(sheet.content)}
        names = {sheet.employer_id: sheet.employer.name for sheet in mine} | self.names
        found = {span.employer_id for span in spans if span.post not in declared}
        found |= {sheet.employer_id for sheet in mine}
        return sorted(((pk, names[pk]) for pk in found), key=lambda pair: pair[1])


def _sheets(convention: Convention, years: Iterable[int]) -> list[AfasSheet]:
    rows = AfasSheet.objects.filter(convention=convention, year__in=years)
    return list(rows.select_related("employer"))


def _employers(convention: Convention) -> _Employers:
    rows = PostRate.objects.filter(post__convention=convention, post__is_cofinanced=True)
    columns = ("post__employer_id", "post__title", "starts_on", "ends_on")
    found = list(rows.values_list("post__employer__name", *columns))
    return _Employers(
        {pk: name for name, pk, *_ in found}, tuple(_Span(*span) for _, *span in found)
    )
