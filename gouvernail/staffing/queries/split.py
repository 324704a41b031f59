"""What the ledger gives to each theme: the shares of the holders, times what they do of a post."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from gouvernail.conventions.models import Convention, Term
from gouvernail.rules.staffing import ZERO, Rate, fte_at, same_fte
from gouvernail.rules.year_parts import YearCount
from gouvernail.staffing.models import AfasTheme
from gouvernail.staffing.queries.ledger import HoldingLine, Ledger, PostLine, ShareLine

NO_THEME = "sans thème"
# A share that is told by a line of the portal which counts several themes of the plan, or none.
LINE_ALONE = "ligne du portail seule"
_HUNDRED = Decimal(100)
Split = dict[str, Decimal]


def split_at(convention: Convention, ledger: Ledger, at: date | YearCount) -> tuple[Split, Split]:
    """Return the actual ETP by theme of the plan, then by line of the Caf's declaration.

    The declaration counts the posts that the Caf cofinances, as the sheets do; the plan counts
    them all. What no share takes is under « sans thème », below zero when shares say more than
    all. A share that names no theme of the plan is of the only one that its line counts, if there
    is one; it is under « ligne du portail seule » otherwise. Three queries.
    """
    themes = {
        row.pk: row
        for row in AfasTheme.objects.filter(convention=convention)
        .order_by("position", "pk")
        .prefetch_related("terms")
    }
    labels = dict(Term.objects.filter(convention=convention).values_list("pk", "label"))

    def afas(share: ShareLine) -> str:
        return themes[share.theme_id].label

    def of_plan(share: ShareLine) -> str:
        if share.term_id:
            return labels[share.term_id]
        terms = list(themes[share.theme_id].terms.all())
        return terms[0].label if len(terms) == 1 else LINE_ALONE

    shared = [post for post in ledger.posts if post.is_cofinanced]
    return _split(ledger.posts, at, of_plan), _split(shared, at, afas)


def _split(
    posts: Iterable[PostLine], at: date | YearCount, name_of: Callable[[ShareLine], str]
) -> Split:
    found: dict[str, list[Rate]] = {}
    for post in posts:
        for held in post.holdings:
            rest = [held.rate]
            for share, rate in shared_rates(held):
                rest.append(replace(rate, fte=-rate.fte))
                if fte_at([rate], at):
                    found.setdefault(name_of(share), []).append(rate)
            # Less than a thousandth is a dust that nobody left unsaid.
            if not same_fte(fte_at(rest, at), ZERO):
                found.setdefault(NO_THEME, []).extend(rest)
    return {name: fte_at(rates, at) for name, rates in found.items()}


def shared_rates(held: HoldingLine) -> Iterator[tuple[ShareLine, Rate]]:
    """Yield each share of somebody as a rate: its part of the post, on the days both hold."""
    for share in held.shares:
        start = max(share.starts_on, held.rate.starts_on)
        ends = [end for end in (share.ends_on, held.rate.ends_on) if end]
        end = min(ends, default=None)
        if end is None or start <= end:
            yield share, Rate(held.rate.fte * share.percent / _HUNDRED, start, end)
