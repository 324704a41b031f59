"""The obligation of staffing: what the ledger of the posts holds on a day, against what was agreed.

The pages of the governance go further than that of the team: posts are named, never persons.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from gouvernail.governance.models import Obligation
from gouvernail.governance.queries.facts import GovernanceFacts
from gouvernail.governance.queries.lines import Evidence, ObligationLine
from gouvernail.rules.cadence import Standing
from gouvernail.rules.fte_text import written_to_thousandth
from gouvernail.rules.ledger_checks import is_at
from gouvernail.rules.periods import Period
from gouvernail.rules.staffing import assess_staffing, fte_on, same_fte
from gouvernail.staffing.queries.ledger import PostLine


def judge_staffing(
    facts: GovernanceFacts, row: Obligation, period: Period, today: date
) -> ObligationLine:
    """Judge the staff agreed upon, as it is today or was on the last day of a period. No query.

    Only the posts that the Caf cofinances count, of the kind and at the place that the sentence
    speaks of; before its year, it says nothing.
    """
    line = ObligationLine(row, period, Standing.NOT_APPLICABLE)
    if row.amount is None or not facts.posts:
        return line
    if row.since_year and period.end.year < row.since_year:
        return line
    day = max(min(today, period.end), period.start)
    posts = [post for post in facts.posts if _is_meant(post, row)]
    filled = sum((fte_on(post.actual, day) for post in posts), Decimal(0))
    standing = assess_staffing(row.amount, row.amount if same_fte(filled, row.amount) else filled)
    return replace(
        line,
        standing=standing,
        held=tuple(proof for post in posts if (proof := _proof(post, day))),
        lacks=tuple(lack for post in posts if (lack := _lack(post, day))),
        is_over=period.end < today,
        filled=filled,
    )


def _is_meant(post: PostLine, row: Obligation) -> bool:
    return (
        post.is_cofinanced
        and row.post_kind in ("", post.kind)
        and (not row.place or is_at(post.place, row.place))
    )


def _proof(post: PostLine, day: date) -> Evidence | None:
    done = fte_on(post.actual, day)
    if not done:
        return None
    began = min(rate.starts_on for rate in post.actual if rate.holds_on(day))
    return Evidence(began, f"{post.title} {written_to_thousandth(done)} ETP")


def _lack(post: PostLine, day: date) -> str:
    promised, done = fte_on(post.agreed, day), fte_on(post.actual, day)
    if promised <= done or same_fte(promised, done):
        return ""
    return f"{post.title} {written_to_thousandth(promised - done)} ETP"
