"""The ledger, read once: every post with its rates, its holders and their shares."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gouvernail.conventions.models import Convention
from gouvernail.rules.staffing import ZERO, Rate, fte_on, fte_over_year, vacant_rates
from gouvernail.rules.year_parts import YearCount, YearRule
from gouvernail.staffing.models import Post
from gouvernail.staffing.queries.settings import settings_of


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A part of somebody's time, in percents, for one line of the declaration."""

    theme_id: int
    term_id: int | None
    percent: Decimal
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class HoldingLine:
    """Somebody on a post, from a day to a day. `person_id` is None once they left the directory."""

    pk: int
    person_id: int | None
    name: str
    rate: Rate
    mandate_ends_on: date | None
    shares: tuple[ShareLine, ...]


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post: what was agreed, and who holds it. `kind` is existing or development."""

    pk: int
    title: str
    employer_id: int
    employer: str
    kind: str
    commune: str
    is_cofinanced: bool
    agreed: tuple[Rate, ...]
    holdings: tuple[HoldingLine, ...]

    @property
    def place(self) -> str:
        """Where it is: its commune, or its employer when none is said."""
        return self.commune or self.employer

    @property
    def actual(self) -> tuple[Rate, ...]:
        """What its holders do of it."""
        return tuple(holding.rate for holding in self.holdings)


@dataclass(frozen=True, slots=True)
class Sums:
    """What is agreed and done of some posts; `vacant` is what no holder does, post by post."""

    agreed: Decimal
    actual: Decimal
    vacant: Decimal


@dataclass(frozen=True, slots=True)
class Ledger:
    """The posts of a convention and the rule by which it counts a year."""

    posts: tuple[PostLine, ...]
    rule: YearRule
    reference: tuple[int, int]

    def count(self, year: int) -> YearCount:
        """Return a year, with the rule of the territory."""
        month, day = self.reference
        return YearCount(year, self.rule, month, day)

    def on(self, day: date, posts: Iterable[PostLine] | None = None) -> Sums:
        """Return the sums on a day, of all the posts or of some."""
        rows = self.posts if posts is None else tuple(posts)
        pairs = [(fte_on(post.agreed, day), fte_on(post.actual, day)) for post in rows]
        return _sums((agreed, actual, max(agreed - actual, ZERO)) for agreed, actual in pairs)

    def over(self, year: int, posts: Iterable[PostLine] | None = None) -> Sums:
        """Return the sums over a year by the rule of the territory, of all the posts or of some."""
        rows, count = self.posts if posts is None else tuple(posts), self.count(year)
        # Added up before any rounding: the total is that of the exact figures.
        return Sums(
            fte_over_year((rate for post in rows for rate in post.agreed), count),
            fte_over_year((rate for post in rows for rate in post.actual), count),
            fte_over_year(
                (
                    rate
                    for post in rows
                    for rate in vacant_rates(post.agreed, post.actual, count.period)
                ),
                count,
            ),
        )


def ledger_of(convention: Convention, *, has_shares: bool = True) -> Ledger:
    """Return the ledger of a convention, in the order of its posts.

    Five queries at most; four without the shares by theme.
    """
    posts = post_lines(convention, has_shares=has_shares)
    settings = settings_of(convention)
    return Ledger(
        posts,
        YearRule(settings.year_rule),
        (settings.reference_month, settings.reference_day),
    )


def post_lines(convention: Convention, *, has_shares: bool = True) -> tuple[PostLine, ...]:
    """Return the posts, in their order. Four queries; three without the shares by theme."""
    rows = Post.objects.of(convention).select_related("employer", "commune")
    shares = "holdings__theme_shares" if has_shares else "holdings"
    rows = rows.prefetch_related("rates", shares).order_by("position", "pk")
    return tuple(_post(row, has_shares=has_shares) for row in rows)


def _post(row: Post, *, has_shares: bool) -> PostLine:
    rates = sorted(row.rates.all(), key=lambda rate: (rate.starts_on, rate.pk))
    holdings = sorted(row.holdings.all(), key=lambda held: (held.starts_on, held.pk))
    return PostLine(
        pk=row.pk,
        title=row.title,
        employer_id=row.employer_id,
        employer=str(row.employer),
        kind=row.kind,
        commune=str(row.commune or ""),
        is_cofinanced=row.is_cofinanced,
        agreed=tuple(Rate(rate.fte, rate.starts_on, rate.ends_on) for rate in rates),
        holdings=tuple(
            HoldingLine(
                pk=held.pk,
                person_id=held.person_id,
                name=held.name,
                rate=Rate(held.fte, held.starts_on, held.ends_on),
                mandate_ends_on=held.mandate_ends_on,
                shares=tuple(
                    ShareLine(
                        share.theme_id, share.term_id, share.percent, share.starts_on, share.ends_on
                    )
                    for share in sorted(held.theme_shares.all(), key=lambda share: share.pk)
                )
                if has_shares
                else (),
            )
            for held in holdings
        ),
    )


def _sums(rows: Iterable[tuple[Decimal, Decimal, Decimal]]) -> Sums:
    agreed = actual = vacant = ZERO
    for promised, done, missing in rows:
        agreed += promised
        actual += done
        vacant += missing
    return Sums(agreed, actual, vacant)
