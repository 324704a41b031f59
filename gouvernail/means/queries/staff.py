"""The time that actions ask of the employers of coordinators, against the posts they hold."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from gouvernail.conventions.models import Convention
from gouvernail.means.models import HumanMeans
from gouvernail.rules.staffing import same_fte
from gouvernail.staffing.queries.ledger import Ledger, Sums, ledger_of


@dataclass(frozen=True, slots=True)
class StaffRow:
    """An employer in a year: the ETP that actions plan, in how many lines, and those of its posts.

    `posts` are what the ledger holds of the year, by the rule of the territory.
    """

    year: int
    employer: str
    planned: Decimal
    count: int
    posts: Sums

    @property
    def is_beyond(self) -> bool:
        """Tell whether the actions ask for more than the holders of the posts do."""
        return self.planned > self.posts.actual and not same_fte(self.planned, self.posts.actual)

    @property
    def excess(self) -> Decimal:
        """What the actions ask for beyond the posts."""
        return max(self.planned - self.posts.actual, Decimal(0))


def staff_rows(convention: Convention) -> tuple[StaffRow, ...]:
    """Return the employers that have posts and give time to actions, latest year first.

    Five queries at most. Archived actions ask for nothing; a line whose planned time nobody said
    counts for its actual one.
    """
    rows = HumanMeans.objects.filter(action__convention=convention, action__archived_at=None)
    asked: defaultdict[tuple[int, int], list[Decimal]] = defaultdict(list)
    for employer_id, year, planned, actual in rows.values_list(
        "organisation_id", "year", "planned", "actual"
    ):
        said = planned if planned is not None else actual
        if said:
            asked[year, employer_id].append(said)
    if not asked:
        return ()
    ledger = ledger_of(convention, has_shares=False)
    names = {post.employer_id: post.employer for post in ledger.posts}
    found = [
        _row(ledger, year, employer_id, parts)
        for (year, employer_id), parts in asked.items()
        if employer_id in names
    ]
    return tuple(sorted(found, key=lambda row: (-row.year, row.employer)))


def _row(ledger: Ledger, year: int, employer_id: int, parts: list[Decimal]) -> StaffRow:
    posts = [post for post in ledger.posts if post.employer_id == employer_id]
    return StaffRow(
        year, posts[0].employer, sum(parts, Decimal(0)), len(parts), ledger.over(year, posts)
    )
