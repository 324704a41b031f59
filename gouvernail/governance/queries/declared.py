"""Whether what is due to the Caf was declared in time: one line of the obligations."""

from datetime import date

from gouvernail.governance.models import Obligation
from gouvernail.governance.queries.facts import GovernanceFacts
from gouvernail.governance.queries.lines import Evidence, ObligationLine
from gouvernail.rules.cadence import Standing
from gouvernail.rules.declarations import assess_declaration, assess_declarations
from gouvernail.rules.periods import Period


def judge_declarations(
    facts: GovernanceFacts, row: Obligation, period: Period, today: date
) -> ObligationLine:
    """Judge the declarations whose last day is in a period: every employer, each of them."""
    pairs = [(line, line.due) for line in facts.declarations]
    asked = [(line, due) for line, due in pairs if due and due.closes_on in period]
    if today < period.start or not asked:
        return ObligationLine(row, period, Standing.NOT_APPLICABLE)
    standing = assess_declarations((due for _, due in asked), today)
    loose = [
        (line, due) for line, due in asked if assess_declaration(due, today) is not Standing.HELD
    ]
    coming = [due.closes_on for _, due in loose if due.declared_on is None]
    return ObligationLine(
        row,
        period,
        standing,
        held=tuple(
            Evidence(due.declared_on, f"{line.label} ({line.employer})")
            for line, due in asked
            if due.declared_on
        ),
        missing=len(loose),
        latest_date=min((day for day in coming if day >= today), default=None),
        lacks=tuple(f"{line.label} ({line.employer})" for line, _ in loose),
    )
