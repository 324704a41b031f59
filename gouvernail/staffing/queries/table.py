"""The ledger of a day or of a year, ready to be shown, printed or compared."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from gouvernail.conventions.models import Convention
from gouvernail.rules.ledger_rows import Target
from gouvernail.rules.periods import years_of
from gouvernail.rules.staffing import fte_at, rounding_gap, same_fte
from gouvernail.rules.year_parts import YearCount
from gouvernail.staffing.models import POST_LABELS, RULE_LABELS, PostKind
from gouvernail.staffing.queries.checks import CheckLine, check_lines, targets_of
from gouvernail.staffing.queries.ledger import Ledger, PostLine, Sums, ledger_of


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post over what is looked at. `holders` are those who do some of it, with their days."""

    pk: int
    title: str
    employer: str
    kind: str
    place: str
    is_cofinanced: bool
    sums: Sums
    holders: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class SumRow:
    """The sums of an employer or of a kind of post."""

    label: str
    count: int
    sums: Sums


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """The posts that count, their sums, the accounts. `others` are the posts that bring nothing."""

    at: date | YearCount
    rows: tuple[PostRow, ...]
    others: tuple[PostRow, ...]
    by_employer: tuple[SumRow, ...]
    by_kind: tuple[SumRow, ...]
    total: Sums
    checks: tuple[CheckLine, ...]

    @property
    def is_year(self) -> bool:
        """Tell whether it is a year, not a day."""
        return isinstance(self.at, YearCount)

    @property
    def day_value(self) -> str:
        """The day, as a form writes it; nothing for a year."""
        return "" if isinstance(self.at, YearCount) else self.at.isoformat()

    @property
    def has_posts(self) -> bool:
        """Tell whether any post is noted at all."""
        return bool(self.rows or self.others)

    @property
    def rule(self) -> str:
        """How the year is counted, in words; nothing for a day."""
        return RULE_LABELS[self.at.rule] if isinstance(self.at, YearCount) else ""

    @property
    def is_rounded(self) -> bool:
        """Tell whether the lines, as they are shown, do not add up to the total as it is shown."""
        return any(
            rounding_gap([getattr(line.sums, name) for line in lines])
            for lines in (self.rows, self.by_employer, self.by_kind)
            for name in ("agreed", "actual", "vacant")
        )

    @property
    def wrong(self) -> int:
        """How many accounts do not hold."""
        return sum(not check.holds for check in self.checks)

    @property
    def main_checks(self) -> tuple[CheckLine, ...]:
        """What is read first: where the convention stands, and whatever is wrong."""
        return tuple(check for check in self.checks if check.is_main or not check.holds)

    @property
    def quiet_checks(self) -> tuple[CheckLine, ...]:
        """The other accounts, which all hold."""
        return tuple(check for check in self.checks if not check.is_main and check.holds)


def ledger_table(convention: Convention, on: date, year: int | None = None) -> LedgerTable:
    """Return the ledger of a day, or of a year when one is given. Five queries at most."""
    ledger = ledger_of(convention, has_shares=False)
    return table_of(ledger, targets_of(convention), ledger.count(year) if year else on)


def table_of(ledger: Ledger, targets: tuple[Target, ...], at: date | YearCount) -> LedgerTable:
    """Return a ledger, the true one or a supposed one, over a day or a year. No query."""
    rows = [_row(ledger, post, at) for post in ledger.posts]
    kept = tuple(row for row in rows if row.sums.agreed or row.sums.actual)
    return LedgerTable(
        at=at,
        rows=kept,
        others=tuple(row for row in rows if row not in kept),
        by_employer=_grouped(ledger, at, kept, lambda row: row.employer),
        # What was there first: « existant », then « développement ».
        by_kind=tuple(reversed(_grouped(ledger, at, kept, lambda row: row.kind))),
        total=sums_at(ledger, at),
        checks=check_lines(ledger, targets, at),
    )


def sums_at(
    ledger: Ledger, at: date | YearCount, posts: tuple[PostLine, ...] | None = None
) -> Sums:
    """Return the sums of a day or of a year, of all the posts or of some."""
    if isinstance(at, YearCount):
        return ledger.over(at.year, posts)
    return ledger.on(at, posts)


def _row(ledger: Ledger, post: PostLine, at: date | YearCount) -> PostRow:
    sums = sums_at(ledger, at, (post,))
    here = [holding for holding in post.holdings if fte_at([holding.rate], at)]
    return PostRow(
        pk=post.pk,
        title=post.title,
        employer=post.employer,
        kind=POST_LABELS[PostKind(post.kind)],
        place=post.commune,
        is_cofinanced=post.is_cofinanced,
        sums=sums,
        holders=tuple(dict.fromkeys(holding.name for holding in here)),
        is_open=sums.agreed > sums.actual and not same_fte(sums.agreed, sums.actual),
    )


def _grouped(
    ledger: Ledger,
    at: date | YearCount,
    rows: tuple[PostRow, ...],
    key: Callable[[PostRow], str],
) -> tuple[SumRow, ...]:
    posts = {post.pk: post for post in ledger.posts}
    groups: dict[str, list[PostLine]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(posts[row.pk])
    return tuple(
        SumRow(label, len(found), sums_at(ledger, at, tuple(found)))
        for label, found in sorted(groups.items())
    )


def ledger_years(convention: Convention, today: date) -> list[int]:
    """Return the years that can be looked at, latest first: the convention's, as far as next."""
    return years_of(convention.life, today, ahead=1)[::-1]
