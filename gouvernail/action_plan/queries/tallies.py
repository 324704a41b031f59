"""What a set of actions amounts to: how many in each family, how many late, how far."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum

from gouvernail.conventions.queries.vocabulary import StatusView
from gouvernail.rules.progress import (
    OPEN_FAMILIES,
    Likes,
    Progress,
    StatusFamily,
    progress_of_likes,
)


@dataclass(frozen=True, slots=True)
class Share:
    """The actions of one node that are in one state."""

    node_id: int | None
    status_id: int | None
    late: int
    likes: Likes


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

    @property
    def stateless(self) -> int:
        """Actions whose state nobody has said."""
        return self.total - sum(count for _, count in self.families)


def shares(actions: Any, statuses: Iterable[StatusView], today: date) -> tuple[Share, ...]:
    """Count actions by node and state, in the database. One query."""
    families = {status.id: status.family for status in statuses}
    groups = (
        actions.order_by()
        .values_list("node_id", "status_id")
        .annotate(
            number=Count("id"),
            past=Count("id", filter=Q(due_on__lt=today)),
            stated=Count("progress"),
            stated_sum=Sum("progress"),
        )
    )
    found = []
    for node_id, status_id, number, past, stated, stated_sum in groups:
        family = families.get(status_id)
        is_open = family is None or family in OPEN_FAMILIES
        likes = Likes(family, number, stated, stated_sum or 0)
        found.append(Share(node_id, status_id, past if is_open else 0, likes))
    return tuple(found)


def tally(parts: Sequence[Share]) -> Tally:
    """Add shares up. No query."""
    by_family: Counter[StatusFamily | None] = Counter()
    for part in parts:
        by_family[part.likes.family] += part.likes.count
    return Tally(
        total=by_family.total(),
        late=sum(part.late for part in parts),
        families=tuple(
            (family.value, by_family[family]) for family in _FAMILY_ORDER if by_family[family]
        ),
        progress=progress_of_likes(part.likes for part in parts),
    )


_FAMILY_ORDER = (
    StatusFamily.DONE,
    StatusFamily.RUNNING,
    StatusFamily.NOT_STARTED,
    StatusFamily.SUSPENDED,
    StatusFamily.DROPPED,
)
