"""What if: suppositions laid over the ledger, beside it and never in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from gouvernail.conventions.models import Convention
from gouvernail.rules.staffing import Rate, same_fte, without
from gouvernail.rules.year_parts import YearCount
from gouvernail.staffing.models import FundingRate, Post, Scenario, Supposition, SuppositionKind
from gouvernail.staffing.queries.checks import CheckLine, targets_of
from gouvernail.staffing.queries.funding import funding_lines, rates_of, total_of
from gouvernail.staffing.queries.ledger import HoldingLine, Ledger, PostLine, Sums, ledger_of
from gouvernail.staffing.queries.table import LedgerTable, PostRow, table_of

SOMEBODY = "Personne supposée"
NO_EMPLOYER = "employeur à dire"


@dataclass(frozen=True, slots=True)
class SupposedLine:
    """One change of a scenario. `post_id` is None for a new post."""

    pk: int
    kind: SuppositionKind
    post_id: int | None
    title: str
    employer_id: int
    employer: str
    post_kind: str
    rate: Rate
    label: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A post as the scenario has it, and its sums today; `before` is None for a new one."""

    row: PostRow
    before: Sums | None
    is_changed: bool


@dataclass(frozen=True, slots=True)
class ComparedCheck:
    """An account that the scenario changes: as it is, and as it would be."""

    before: CheckLine | None
    after: CheckLine | None


@dataclass(frozen=True, slots=True)
class CostEffect:
    """What the posts held cost over a year, as they are and as they would be.

    `rows` are what is counted, in the ledger, in the scenario; empty when no rate of the year is
    filled.
    """

    year: int
    rows: tuple[tuple[str, Fraction | None, Fraction | None], ...]

    @property
    def is_same(self) -> bool:
        """Tell whether the scenario changes no amount."""
        return all(before == after for _, before, after in self.rows)


@dataclass(frozen=True, slots=True)
class ScenarioPage:
    """A scenario beside the ledger, on a same day or over a same year."""

    lines: tuple[SupposedLine, ...]
    today: LedgerTable
    supposed: LedgerTable
    rows: tuple[ComparedRow, ...]
    checks: tuple[ComparedCheck, ...]
    costs: CostEffect


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """A scenario in the list."""

    pk: int
    name: str
    words: str
    made_on: date
    count: int


def scenario_lines(convention: Convention) -> list[ScenarioLine]:
    """Return the scenarios, latest first. Two queries."""
    rows = Scenario.objects.filter(convention=convention).prefetch_related("suppositions")
    return [
        ScenarioLine(row.pk, row.name, row.words, row.made_at.date(), len(row.suppositions.all()))
        for row in rows.order_by("-made_at", "-pk")
    ]


def scenario_page(
    scenario: Scenario, on: date | None, year: int | None, today: date
) -> ScenarioPage:
    """Return a scenario beside the ledger. Seven queries at most.

    Without a day, it is the first one on which every supposition has begun, today at the soonest.
    """
    lines = supposed_lines(scenario)
    ledger = ledger_of(scenario.convention, has_shares=False)
    targets = targets_of(scenario.convention)
    begun = max([today, *(line.rate.starts_on for line in lines)])
    at: date | YearCount = ledger.count(year) if year else on or begun
    now = table_of(ledger, targets, at)
    changed = apply_suppositions(ledger, lines)
    supposed = table_of(changed, targets, at)
    costs = _costs(ledger, changed, at.year, rates_of(scenario.convention, at.year))
    return ScenarioPage(lines, now, supposed, _rows(now, supposed), _checks(now, supposed), costs)


def supposed_lines(scenario: Scenario) -> tuple[SupposedLine, ...]:
    """Return the suppositions of a scenario, in the order they were made. One query."""
    rows = Supposition.objects.filter(scenario=scenario).select_related("post", "employer")
    return tuple(_line(row) for row in rows.order_by("pk"))


def post_choices(convention: Convention) -> list[tuple[int, str]]:
    """Return the posts, to suppose something of. One query."""
    rows = Post.objects.of(convention).order_by("position", "pk")
    return [(row.pk, row.title) for row in rows]


def apply_suppositions(ledger: Ledger, lines: Iterable[SupposedLine]) -> Ledger:
    """Return a ledger as it would be, one supposition after another. Pure; no query.

    A supposition about a post that is no longer there changes nothing.
    """
    posts = list(ledger.posts)
    for line in lines:
        if line.kind is SuppositionKind.NEW_POST:
            posts.append(_new_post(line))
        else:
            change = _CHANGES[line.kind]
            posts = [change(post, line) if post.pk == line.post_id else post for post in posts]
    return replace(ledger, posts=tuple(posts))


def _line(row: Supposition) -> SupposedLine:
    return SupposedLine(
        pk=row.pk,
        kind=SuppositionKind(row.kind),
        post_id=row.post_id,
        title=row.title,
        employer_id=row.employer_id or 0,
        employer=str(row.employer or row.employer_name or NO_EMPLOYER),
        post_kind=row.post_kind,
        rate=Rate(row.fte, row.starts_on, row.ends_on),
        label=str(row.post or row.title),
    )


def _new_post(line: SupposedLine) -> PostLine:
    return PostLine(
        pk=-line.pk,
        title=line.title,
        employer_id=line.employer_id,
        employer=line.employer,
        kind=line.post_kind,
        commune="",
        is_cofinanced=True,
        agreed=(line.rate,),
        holdings=(),
    )


def _other_rate(post: PostLine, line: SupposedLine) -> PostLine:
    left = [
        part
        for rate in post.agreed
        for part in without(rate, line.rate.starts_on, line.rate.ends_on)
    ]
    ordered = sorted([*left, line.rate], key=lambda rate: rate.starts_on)
    return replace(post, agreed=tuple(ordered))


def _vacancy(post: PostLine, line: SupposedLine) -> PostLine:
    holdings = tuple(
        replace(held, rate=part)
        for held in post.holdings
        for part in without(held.rate, line.rate.starts_on, line.rate.ends_on)
    )
    return replace(post, holdings=holdings)


def _holder(post: PostLine, line: SupposedLine) -> PostLine:
    somebody = HoldingLine(
        pk=-line.pk,
        person_id=None,
        name=line.title or SOMEBODY,
        rate=line.rate,
        mandate_ends_on=None,
        shares=(),
    )
    return replace(post, holdings=(*post.holdings, somebody))


_CHANGES = {
    SuppositionKind.RATE: _other_rate,
    SuppositionKind.VACANCY: _vacancy,
    SuppositionKind.HOLDER: _holder,
}


def _rows(now: LedgerTable, supposed: LedgerTable) -> tuple[ComparedRow, ...]:
    known = {row.pk: row for row in (*now.rows, *now.others)}
    shown = {row.pk for row in now.rows}
    kept = list(supposed.rows)
    kept += [row for row in supposed.others if row.pk in shown]
    rows = []
    for row in kept:
        before = known.get(row.pk)
        is_changed = before is None or not _same(before.sums, row.sums)
        rows.append(ComparedRow(row, before.sums if before else None, is_changed))
    return tuple(rows)


def _same(one: Sums, other: Sums) -> bool:
    return same_fte(one.agreed, other.agreed) and same_fte(one.actual, other.actual)


def _checks(now: LedgerTable, supposed: LedgerTable) -> tuple[ComparedCheck, ...]:
    """Pair the accounts in order: both ledgers answer to the same targets."""
    pairs = zip(now.checks, supposed.checks, strict=True)
    return tuple(
        ComparedCheck(before, after)
        for before, after in pairs
        if (before.holds, before.sentence, before.rows) != (after.holds, after.sentence, after.rows)
    )


def _costs(ledger: Ledger, changed: Ledger, year: int, rates: dict[str, FundingRate]) -> CostEffect:
    """Cost a whole year, even when the page looks at a day: rates are those of a year."""
    if not rates:
        return CostEffect(year, ())
    before = total_of(funding_lines(ledger, year, rates))
    after = total_of(funding_lines(changed, year, rates))
    return CostEffect(
        year,
        (
            ("Coût", before.cost, after.cost),
            ("Part de la Caf", before.share, after.share),
            ("Reste aux employeurs", before.remainder, after.remainder),
        ),
    )
