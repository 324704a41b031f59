"""What a set of actions amounts to: how many in each family, how many late, how far."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gouvernail.action_plan.queries.rows import Brief
from gouvernail.rules.progress import Progress, StatusFamily, overall_progress


@dataclass(frozen=True, slots=True)
class Tally:
    """What a set of actions amounts to. `families` follow the order of the five families."""

    total: int
    late: int
    families: tuple[tuple[str, int], ...]
    progress: Progress

    @property
    def done(self) -> int:
        """Actions done."""
        return dict(self.families).get(StatusFamily.DONE, 0)


def tally(actions: Iterable[Brief], today: date) -> Tally:
    """Count actions by family, the late ones, and their progress. No query."""
    rows = list(actions)
    by_family = Counter(row.family for row in rows)
    return Tally(
        total=len(rows),
        late=sum(row.is_late(today) for row in rows),
        families=tuple(
            (family.value, by_family[family]) for family in _FAMILY_ORDER if by_family[family]
        ),
        progress=overall_progress(row.percent for row in rows),
    )


_FAMILY_ORDER = (
    StatusFamily.DONE,
    StatusFamily.RUNNING,
    StatusFamily.NOT_STARTED,
    StatusFamily.SUSPENDED,
    StatusFamily.DROPPED,
)
