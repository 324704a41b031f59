"""Days on which a missing sitting could be held."""

from datetime import date

from gouvernail.conventions.models import Convention
from gouvernail.governance.closed_days import closed_in, zone_of
from gouvernail.governance.models import ObligationKind
from gouvernail.governance.queries.lines import ObligationLine
from gouvernail.governance.queries.obligations import ObligationsPage
from gouvernail.rules.free_days import proposed_days

PROPOSED = 3


def proposals_of(
    convention: Convention, page: ObligationsPage, today: date
) -> dict[int, list[date]]:
    """Return the days proposed for each obligation that lacks a sitting. One query.

    They avoid week-ends, public holidays, school holidays of the zone and the days on which
    another body of the convention already sits.
    """
    lines = [line for group in page.groups for line, _ in group.lines]
    wanting = [line for line in lines if _wants_a_sitting(line, today)]
    if not wanting:
        return {}
    is_closed = closed_in(zone_of(convention))
    taken = {row.on for line in lines for row in line.planned}
    return {
        line.obligation.pk: proposed_days(line.latest_date, today, is_closed, taken, PROPOSED)
        for line in wanting
        if line.latest_date
    }


def _wants_a_sitting(line: ObligationLine, today: date) -> bool:
    is_rhythm = line.obligation.kind == ObligationKind.RHYTHM.value
    return is_rhythm and line.missing > 0 and (line.latest_date or date.min) >= today
