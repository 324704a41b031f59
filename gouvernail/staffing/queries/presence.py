"""Who of the directory is in post on a day, and who was and left."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gouvernail.conventions.models import Convention
from gouvernail.rules.staffing import Rate, left_on
from gouvernail.staffing.models import Holding


@dataclass(frozen=True, slots=True)
class Presence:
    """Who holds a post on a day, and the last day of each of those who left the team."""

    holders: frozenset[int]
    left: Mapping[int, date]


def presence_of(convention: Convention, today: date) -> Presence:
    """Return who is in post on a day and who left. One query."""
    rows = Holding.objects.filter(post__convention=convention, person__isnull=False).order_by("pk")
    held: defaultdict[int, list[Rate]] = defaultdict(list)
    for pk, fte, starts_on, ends_on in rows.values_list("person", "fte", "starts_on", "ends_on"):
        held[pk].append(Rate(fte, starts_on, ends_on))
    holders = frozenset(pk for pk, own in held.items() if any(one.holds_on(today) for one in own))
    left = {pk: last for pk, own in held.items() if (last := left_on(own, today))}
    return Presence(holders, left)
