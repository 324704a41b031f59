"""Making a sheet from the ledger: the rows behind each figure, and what to look at first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gouvernail.common.templatetags.french import counted, day
from gouvernail.rules.periods import Period
from gouvernail.rules.staffing import (
    ZERO,
    Rate,
    beyond_contract,
    exact_fte,
    fte_on,
    overlapping,
    same_fte,
    turning_days,
    vacant_over,
)
from gouvernail.rules.theme_shares import (
    CountedShare,
    Share,
    Stretch,
    counted_shares,
    uneven_stretches,
)
from gouvernail.rules.year_parts import YearCount
from gouvernail.staffing.declaration_words import (
    days_words,
    formula_of,
    hundredths,
    is_whole_year,
    stretch_sentence,
)
from gouvernail.staffing.models import DeclarationKind
from gouvernail.staffing.models.posts import RULE_LABELS
from gouvernail.staffing.queries.ledger import HoldingLine, Ledger, PostLine
from gouvernail.staffing.queries.sheet_content import Alert, SheetContent, SheetLine, SheetRow

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A line of the portal, in its order; `term_ids` are the themes of the plan counted in it."""

    pk: int
    label: str
    has_doubt: bool
    source: str = ""
    term_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetAsked:
    """Which sheet: of whom, of what year, which declaration."""

    employer_id: int
    employer: str
    year: int
    kind: DeclarationKind


def shares_of(holding: HoldingLine) -> tuple[Share, ...]:
    """Return the shares of a holder, as the rules take them.

    The themes of the plan that one line counts are one share: the portal asks for the line.
    """
    found: dict[tuple[int, date, date | None], Decimal] = defaultdict(Decimal)
    for share in holding.shares:
        found[share.theme_id, share.starts_on, share.ends_on] += share.percent
    return tuple(
        Share(line, percent, first, last) for (line, first, last), percent in found.items()
    )


def holding_gaps(holding: HoldingLine, period: Period) -> list[Stretch]:
    """Return the days of a period on which the shares of a holder do not make 100 %."""
    held = holding.rate.within(period)
    return uneven_stretches(shares_of(holding), held) if held else []


def make_sheet(
    ledger: Ledger, themes: Sequence[ThemeLine], asked: SheetAsked, today: date
) -> SheetContent:
    """Return what an employer declares of a year: its cofinanced posts. No query."""
    posts = [post for post in ledger.posts if post.employer_id == asked.employer_id]
    kept = [post for post in posts if post.is_cofinanced]
    count = ledger.count(asked.year)
    by_theme: dict[int | None, list[SheetRow]] = defaultdict(list)
    for post in kept:
        for holding in post.holdings:
            for counted_share in counted_shares(holding.rate, shares_of(holding), count):
                by_theme[counted_share.theme].append(_row(post, holding, counted_share))
    content = SheetContent(
        employer=asked.employer,
        year=asked.year,
        kind=asked.kind.value,
        rule=_rule(count),
        lines=tuple(
            SheetLine(theme.label, theme.has_doubt, tuple(by_theme[theme.pk]), theme.pk)
            for theme in themes
        ),
        loose=tuple(by_theme[None]),
        agreed=sum((exact_fte(post.agreed, count) for post in kept), Fraction(0)),
        posts=tuple(dict.fromkeys(post.title for post in kept)),
    )
    alerts = [
        *_gaps(kept, count),
        *_contradictions(kept, count),
        *_remarks(content, len(posts) - len(kept), today),
    ]
    return replace(content, alerts=tuple(alerts))


def _row(post: PostLine, holding: HoldingLine, share: CountedShare) -> SheetRow:
    days = "toute l’année" if is_whole_year(share.period) else days_words(share.period)
    return SheetRow(holding.name, post.title, days, formula_of(share), share.amount)


def _rule(count: YearCount) -> str:
    label = RULE_LABELS[count.rule]
    return f"{label} ({day(count.reference_day)})" if "jour donné" in label else label


def _gaps(posts: Iterable[PostLine], count: YearCount) -> Iterable[Alert]:
    """Tell the time that no line takes, or that two lines take."""
    for post in posts:
        for holding in post.holdings:
            for stretch in holding_gaps(holding, count.period):
                told = stretch_sentence(holding.rate.fte, stretch)
                yearly = exact_fte(
                    [Rate(holding.rate.fte, stretch.period.start, stretch.period.end)], count
                ) * Fraction(stretch.gap / _HUNDRED)
                if not is_whole_year(stretch.period):
                    told += f" (sur l’année : {hundredths(abs(yearly))})"
                who = f"{holding.name}, {post.title}"
                yield Alert(f"{who} : {told}.", is_gap=True, holding_id=holding.pk)


def _contradictions(posts: Iterable[PostLine], count: YearCount) -> Iterable[Alert]:
    for post in posts:
        yield from _held_twice(post, count)
        yield from _beyond_contract(post, count)
        over = _first_day_over(post, count.period)
        if over:
            done, agreed = fte_on(post.actual, over), fte_on(post.agreed, over)
            yield Alert(
                f"{post.title} : {hundredths(done)} ETP occupés le {day(over)} pour "
                f"{hundredths(agreed)} convenus.",
                is_gap=True,
            )
        vacant = vacant_over(post.agreed, post.actual, count)
        if not same_fte(vacant, ZERO):
            yield Alert(
                f"{post.title} : {hundredths(vacant)} ETP convenus n’ont pas été occupés sur "
                "l’année ; ils ne sont pas déclarés."
            )


def _held_twice(post: PostLine, count: YearCount) -> Iterable[Alert]:
    """Tell a person who is written twice on one post for the same days."""
    rates: dict[str, list[Rate]] = defaultdict(list)
    for holding in post.holdings:
        if holding.rate.within(count.period):
            rates[holding.name].append(holding.rate)
    for name, held in rates.items():
        for _, second in overlapping(held):
            yield Alert(
                f"{name} est noté deux fois sur le poste {post.title} à partir du "
                f"{day(second.starts_on)}.",
                is_gap=True,
            )


def _first_day_over(post: PostLine, period: Period) -> date | None:
    """Return the first day on which a post is held for more than was agreed."""
    days = turning_days((*post.agreed, *post.actual), period)
    return next((on for on in days if fte_on(post.actual, on) > fte_on(post.agreed, on)), None)


def _beyond_contract(post: PostLine, count: YearCount) -> Iterable[Alert]:
    """Tell the time that the sheet counts after the end of a contract: it may be paid by nobody."""
    for holding in post.holdings:
        beyond = beyond_contract(holding.rate, holding.mandate_ends_on)
        more = exact_fte([beyond], count) if beyond else Fraction(0)
        counted_days = holding.rate.within(count.period)
        if more and counted_days and holding.mandate_ends_on:
            whole = is_whole_year(counted_days)
            until = "l’année entière" if whole else f"jusqu’au {day(counted_days.end)}"
            yield Alert(
                f"Contrat de {holding.name}, {post.title}, jusqu’au "
                f"{day(holding.mandate_ends_on)} : la fiche compte {until}, dont "
                f"{hundredths(more)} ETP après le contrat.",
                is_gap=True,
            )


def _remarks(content: SheetContent, left_out: int, today: date) -> Iterable[Alert]:
    if not content.lines:
        yield Alert(
            "Aucune ligne de déclaration n’est dite : ajoutez celles du portail.", is_gap=True
        )
    doubts = sum(line.has_doubt for line in content.lines)
    if doubts:
        told = counted(doubts, "ligne du portail est,lignes du portail sont")
        yield Alert(f"{told} une lecture à confirmer : comparez les intitulés avec le portail.")
    if content.rounding:
        yield Alert(
            f"Arrondies une à une, les lignes font {hundredths(content.shown_total)} ; le total "
            f"exact, arrondi, fait {hundredths(content.total)}."
        )
    if content.kind == DeclarationKind.ACTUAL.value and today <= date(content.year, 12, 31):
        yield Alert(
            f"L’année {content.year} n’est pas finie : ce qui est connu aujourd’hui est compté "
            "jusqu’au 31 décembre."
        )
    if left_out:
        yield Alert(
            f"{counted(left_out, 'poste non cofinancé n’est,postes non cofinancés ne sont')} pas "
            "dans la fiche."
        )
