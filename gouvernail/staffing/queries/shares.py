"""What each holder works on: everybody on a day, and one holder period by period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gouvernail.conventions.models import Convention, Term, TermKind
from gouvernail.rules.periods import Period
from gouvernail.rules.staffing import WHOLE, Rate
from gouvernail.staffing.declaration_words import percents, stretch_sentence
from gouvernail.staffing.models import Holding
from gouvernail.staffing.queries.ledger import HoldingLine, Ledger, PostLine, ledger_of
from gouvernail.staffing.queries.sheet_making import ThemeLine, holding_gaps
from gouvernail.staffing.queries.sheets import theme_lines

COLOURS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a bar of shares; `colour` is 1 to 4, 0 for what goes to no theme."""

    colour: int
    start: Decimal
    width: Decimal


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One holder on a day: a percentage by line of the portal, and what is not said of the year."""

    holding_id: int
    name: str
    post: str
    employer: str
    fte: Decimal
    percents: tuple[Decimal, ...]
    bars: tuple[Bar, ...]
    told: str
    gaps: tuple[str, ...]

    @property
    def total(self) -> Decimal:
        """What the shares make."""
        return sum(self.percents, Decimal(0))


@dataclass(frozen=True, slots=True)
class SharesPage:
    """Every holder on a day; `totals` are ETP by line, `loose` what no line takes."""

    on: date
    themes: tuple[ThemeLine, ...]
    rows: tuple[ShareRow, ...]
    totals: tuple[Decimal, ...]
    loose: Decimal
    bars: tuple[Bar, ...]
    uneven: int

    @property
    def fte(self) -> Decimal:
        """All the time that is held on the day."""
        return sum((row.fte for row in self.rows), Decimal(0))


@dataclass(frozen=True, slots=True)
class SharePeriod:
    """The shares of one holder between two changes; `terms` are the plan's themes, in words."""

    period: Period
    is_open: bool
    percents: tuple[Decimal, ...]
    bars: tuple[Bar, ...]
    terms: str

    @property
    def total(self) -> Decimal:
        """What the shares make."""
        return sum(self.percents, Decimal(0))


@dataclass(frozen=True, slots=True)
class HoldingPage:
    """One holder, period by period; `gaps` tells the days that are not whole."""

    holding: HoldingLine
    post: PostLine
    themes: tuple[ThemeLine, ...]
    periods: tuple[SharePeriod, ...]
    gaps: tuple[str, ...]
    until: date


@dataclass(frozen=True, slots=True)
class Cell:
    """Something that time can go to: a line of the portal, or a theme of the plan within it."""

    theme_id: int
    term_id: int | None
    label: str


def shares_page(convention: Convention, on: date) -> SharesPage:
    """Return every holder of a cofinanced post on a day. Six queries."""
    ledger, themes = ledger_of(convention), tuple(theme_lines(convention))
    rows = tuple(_rows(ledger, themes, on))
    totals = tuple(
        sum((row.fte * row.percents[rank] / WHOLE for row in rows), Decimal(0))
        for rank in range(len(themes))
    )
    fte = sum((row.fte for row in rows), Decimal(0))
    loose = fte - sum(totals, Decimal(0))
    parts = [total * WHOLE / fte if fte else Decimal(0) for total in totals]
    return SharesPage(
        on, themes, rows, totals, loose, bars_of(parts), sum(bool(row.gaps) for row in rows)
    )


def holding_page(holding: Holding, today: date) -> HoldingPage:
    """Return one holder, period by period. Eight queries at most."""
    convention = holding.post.convention
    ledger, themes = ledger_of(convention), tuple(theme_lines(convention))
    post = next(post for post in ledger.posts if post.pk == holding.post_id)
    line = next(row for row in post.holdings if row.pk == holding.pk)
    labels = {
        term.pk: term.label
        for term in Term.objects.filter(convention=convention, kind=TermKind.THEME.value)
    }
    until = line.rate.ends_on or date(max(today.year, line.rate.starts_on.year), 12, 31)
    stretches = holding_gaps(line, Period(line.rate.starts_on, until))
    return HoldingPage(
        line,
        post,
        themes,
        tuple(_periods(line, themes, until, labels)),
        tuple(stretch_sentence(line.rate.fte, stretch) for stretch in stretches),
        until,
    )


def share_cells(convention: Convention, *, by_term: bool) -> list[Cell]:
    """Return what time can go to: the lines of the portal, or the plan's themes that are in one.

    Three queries at most.
    """
    themes = theme_lines(convention, with_terms=by_term)
    if not by_term:
        return [Cell(theme.pk, None, theme.label) for theme in themes]
    rows = Term.objects.filter(convention=convention, kind=TermKind.THEME.value)
    labels = {term.pk: term.label for term in rows.order_by("position", "pk")}
    places = {pk: [theme for theme in themes if pk in theme.term_ids] for pk in labels}
    return [
        Cell(theme.pk, pk, f"{labels[pk]} ({theme.label})")
        for theme in themes
        for pk in theme.term_ids
        if len(places[pk]) == 1
    ]


def bars_of(parts: Sequence[Decimal]) -> tuple[Bar, ...]:
    """Return a bar of shares, each with its place; colours come back after four lines."""
    found, start = [], Decimal(0)
    for rank, part in enumerate(parts):
        if part > 0:
            found.append(Bar(rank % COLOURS + 1, start, min(part, WHOLE - start)))
            start = min(start + part, WHOLE)
    if start < WHOLE:
        found.append(Bar(0, start, WHOLE - start))
    return tuple(bar for bar in found if bar.width > 0)


def told_shares(themes: Sequence[ThemeLine], parts: Sequence[Decimal]) -> str:
    """Write the shares as words: « Petite enfance 70 %, Enfance, jeunesse 30 % »."""
    pairs = zip(themes, parts, strict=True)
    told = [f"{theme.label} {percents(part)}" for theme, part in pairs if part]
    rest = WHOLE - sum(parts, Decimal(0))
    return " ; ".join([*told, f"sans thème {percents(rest)}"] if rest > 0 else told)


def _rows(ledger: Ledger, themes: Sequence[ThemeLine], on: date) -> Iterable[ShareRow]:
    year = Period(date(on.year, 1, 1), date(on.year, 12, 31))
    for post in ledger.posts:
        for held in post.holdings:
            if not post.is_cofinanced or not held.rate.holds_on(on):
                continue
            parts = _percents_on(held, themes, on)
            yield ShareRow(
                held.pk,
                held.name,
                post.title,
                post.employer,
                held.rate.fte,
                parts,
                bars_of(parts),
                told_shares(themes, parts),
                tuple(stretch_sentence(held.rate.fte, gap) for gap in holding_gaps(held, year)),
            )


def _percents_on(held: HoldingLine, themes: Sequence[ThemeLine], on: date) -> tuple[Decimal, ...]:
    kept = [
        share for share in held.shares if Rate(WHOLE, share.starts_on, share.ends_on).holds_on(on)
    ]
    return tuple(
        sum((share.percent for share in kept if share.theme_id == theme.pk), Decimal(0))
        for theme in themes
    )


def _periods(
    held: HoldingLine, themes: Sequence[ThemeLine], until: date, labels: dict[int, str]
) -> Iterable[SharePeriod]:
    spans = {(share.starts_on, share.ends_on) for share in held.shares}
    for starts, ends in sorted(spans, key=lambda span: span[0], reverse=True):
        mine = [
            share for share in held.shares if (share.starts_on, share.ends_on) == (starts, ends)
        ]
        parts = tuple(
            sum((share.percent for share in mine if share.theme_id == theme.pk), Decimal(0))
            for theme in themes
        )
        terms = [
            f"{labels[share.term_id]} {percents(share.percent)}"
            for share in mine
            if share.term_id in labels
        ]
        yield SharePeriod(
            Period(starts, ends or max(until, starts)),
            ends is None,
            parts,
            bars_of(parts),
            ", ".join(terms),
        )
