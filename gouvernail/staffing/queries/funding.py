"""What the posts cost in a year and who pays, once the settings of the year are filled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gouvernail.common.templatetags.french import etp, euros
from gouvernail.conventions.models import Convention
from gouvernail.rules.fte_text import written_exactly
from gouvernail.rules.post_funding import PostFunding, Terms, fund_posts, share_of_a_post
from gouvernail.rules.staffing import exact_fte
from gouvernail.staffing.models import FundingRate, PostKind
from gouvernail.staffing.models.posts import POST_LABELS
from gouvernail.staffing.queries.deadlines import known_years
from gouvernail.staffing.queries.ledger import Ledger, ledger_of


@dataclass(frozen=True, slots=True)
class FundingLine:
    """The posts of one employer and one kind in a year; `formula` tells how the share is made."""

    employer: str
    kind: str
    fte: Fraction
    funding: PostFunding
    formula: str
    source: str


@dataclass(frozen=True, slots=True)
class RateLine:
    """The settings of one kind of post; `row` is None until somebody fills them."""

    kind: str
    label: str
    row: FundingRate | None
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class FundingPage:
    """The settings of a year and what they give; nothing is computed without any."""

    year: int
    years: tuple[int, ...]
    rates: tuple[RateLine, ...]
    lines: tuple[FundingLine, ...]

    @property
    def is_filled(self) -> bool:
        """Tell whether somebody filled the settings of one kind."""
        return any(rate.row for rate in self.rates)

    @property
    def total(self) -> PostFunding:
        """The sums; not known as soon as one of them is not."""
        return total_of(self.lines)


def funding_page(convention: Convention, year: int, today: date) -> FundingPage:
    """Return the settings of a year and what they give by employer. Six queries."""
    found = rates_of(convention, year)
    rates = tuple(
        RateLine(
            kind.value, POST_LABELS[kind], row, share_of_a_post(terms_of(row)) if row else None
        )
        for kind in PostKind
        for row in [found.get(kind.value)]
    )
    lines = funding_lines(ledger_of(convention), year, found) if found else ()
    return FundingPage(year, known_years(convention, today), rates, lines)


def rates_of(convention: Convention, year: int) -> dict[str, FundingRate]:
    """Return the settings of a year that somebody filled, by kind of post. One query."""
    rows = FundingRate.objects.filter(convention=convention, year=year)
    return {row.kind: row for row in rows}


def funding_lines(
    ledger: Ledger, year: int, rates: dict[str, FundingRate]
) -> tuple[FundingLine, ...]:
    """Return what a ledger, the true one or a supposed one, costs by employer. No query."""
    return tuple(_lines(ledger, year, rates))


def total_of(lines: Iterable[FundingLine]) -> PostFunding:
    """Return the sums; not known as soon as one of them is not, zero when nobody is there."""
    parts = [line.funding for line in lines]
    return PostFunding(
        _sum(part.cost for part in parts),
        _sum(part.share for part in parts),
        _sum(part.remainder for part in parts),
    )


def terms_of(row: FundingRate) -> Terms:
    """Return the settings of a year as the rule takes them."""
    return Terms(row.amount, row.ceiling, row.rate, row.cost)


def share_formula(fte: Fraction, terms: Terms, days: int) -> str:
    """Write how the share of the Caf is made: « 1,85 ETP × min(24 000 € ; 60 % × 40 000 €) ».

    The figure is not rounded, so that the sum can be re-done; `days` are those of the year.
    """
    bounds = [] if terms.amount is None else [euros(terms.amount)]
    if terms.rate is not None and terms.cost is not None:
        cost = euros(terms.cost)
        base = cost if terms.ceiling is None else f"min({cost} ; plafond {euros(terms.ceiling)})"
        bounds.append(f"{etp(terms.rate)}\u202f% × {base}")
    if not bounds:
        return ""
    if terms.cost is not None and terms.amount is not None:
        bounds.append(f"coût {euros(terms.cost)}")
    told = bounds[0] if len(bounds) == 1 else f"min({' ; '.join(bounds)})"
    return f"{written_exactly(fte, days)} ETP × {told}"


def _lines(ledger: Ledger, year: int, rates: dict[str, FundingRate]) -> Iterable[FundingLine]:
    count = ledger.count(year)
    groups: dict[tuple[str, str], Fraction] = {}
    for post in ledger.posts:
        if post.is_cofinanced:
            key = (post.employer, post.kind)
            groups[key] = groups.get(key, Fraction(0)) + exact_fte(post.actual, count)
    for (employer, kind), fte in sorted(groups.items()):
        # Nobody there all year: nothing is paid, whatever the settings say.
        if not fte:
            continue
        row = rates.get(kind)
        terms = terms_of(row) if row else Terms()
        yield FundingLine(
            employer,
            POST_LABELS[PostKind(kind)],
            fte,
            fund_posts(fte, terms),
            share_formula(fte, terms, count.period.days),
            row.source if row else "",
        )


def _sum(parts: Iterable[Fraction | None]) -> Fraction | None:
    rows = list(parts)
    known = [row for row in rows if row is not None]
    return sum(known, Fraction(0)) if len(known) == len(rows) else None
