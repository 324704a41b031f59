"""Days on which a missing sitting could be held."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from gouvernail.conventions.models import Convention
from gouvernail.governance.closed_days import closed_in, zone_of
from gouvernail.governance.models import ObligationKind, Sitting
from gouvernail.governance.queries.lines import ObligationLine
from gouvernail.governance.queries.obligations import ObligationsPage
from gouvernail.rules.free_days import proposed_days

PROPOSED = 3


def proposals_of(
    convention: Convention, page: ObligationsPage, today: date
) -> dict[int, list[date]]:
    """Return the days proposed for each obligation that lacks a sitting. Two queries.

    They avoid week-ends, public holidays, school holidays of the zone and the days on which any
    body of the convention sits: those who hold its seats are never called twice on one day.
    """
    lines = [line for group in page.groups for line, _ in group.lines]
    wanting = [line for line in lines if _wants_a_sitting(line, today)]
    if not wanting:
        return {}
    is_closed = closed_in(zone_of(convention))
    coming = Sitting.objects.of(convention).planned().filter(starts_at__gte=timezone.now())
    taken = {timezone.localtime(moment).date() for moment in _starts(coming)}
    return {
        line.obligation.pk: proposed_days(line.latest_date, today, is_closed, taken, PROPOSED)
        for line in wanting
        if line.latest_date
    }


def _starts(rows: QuerySet[Sitting]) -> QuerySet[Sitting, datetime]:
    return rows.values_list("starts_at", flat=True)


def _wants_a_sitting(line: ObligationLine, today: date) -> bool:
    is_rhythm = line.obligation.kind == ObligationKind.RHYTHM.value
    return is_rhythm and line.missing > 0 and (line.latest_date or date.min) >= today
