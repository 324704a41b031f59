"""The cycles that could be opened, with the words of their titles."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils import timezone

from gouvernail.common.templatetags.french import day
from gouvernail.conventions.models import Convention
from gouvernail.governance.models import Sitting
from gouvernail.reviews.models import CycleKind, ReviewCycle
from gouvernail.rules.periods import PeriodKind
from gouvernail.rules.review_cycles import ProposedCycle, proposed_towards, proposed_years
from gouvernail.rules.sittings import PLANNED

_PLANNED = {state.value for state in PLANNED}
SITTINGS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class CycleProposal:
    """A cycle to open in one gesture: its words, and the address of its form filled with them."""

    title: str
    days: str
    query: str
    is_chosen: bool


def cycle_proposals(
    convention: Convention, validating: list[Sitting], today: date, asked: str
) -> list[CycleProposal]:
    """Return the cycles that are proposed and whose title is still free. One query.

    `asked` is the query of the address, to say which one the form shows.
    """
    term = convention.life
    coming = _coming(validating, today)
    proposed = [(one, None) for one in proposed_years(term, today)]
    days = [_day(row) for row in validating]
    towards = [(proposed_towards(_day(row), days, term), row) for row in coming]
    rows = ReviewCycle.objects.filter(convention=convention)
    taken = set(rows.values_list("title", flat=True))
    usual = coming[0] if coming else None
    found = [_proposal(one, row or usual, asked) for one, row in (*proposed, *towards)]
    return [one for one in found if one.title not in taken]


def _coming(validating: list[Sitting], today: date) -> list[Sitting]:
    ahead = [row for row in validating if row.state in _PLANNED and _day(row) >= today]
    return sorted(ahead, key=lambda row: row.starts_at)[:SITTINGS_AHEAD]


def _day(sitting: Sitting) -> date:
    return timezone.localtime(sitting.starts_at).date()


def _proposal(one: ProposedCycle, sitting: Sitting | None, asked: str) -> CycleProposal:
    kind = CycleKind(one.kind.value) if one.kind else CycleKind.TOWARDS
    title = _title(one, sitting)
    query = urlencode(
        {
            "kind": kind.value,
            "title": title,
            "starts_on": one.period.start.isoformat(),
            "ends_on": one.period.end.isoformat(),
            "cotech": sitting.pk if sitting else "",
        }
    )
    days = f"du {day(one.period.start)} au {day(one.period.end)}"
    return CycleProposal(title, days, query, query == asked)


def _title(one: ProposedCycle, sitting: Sitting | None) -> str:
    start, end = one.period.start.year, one.period.end.year
    if one.kind is PeriodKind.CALENDAR:
        return f"Bilan {end}"
    if one.kind is PeriodKind.SCHOOL:
        return f"Bilan de l’année scolaire {end - 1}–{end}"
    if one.kind is PeriodKind.CONVENTION:
        rank = "1re" if one.year == 1 else f"{one.year}e"
        return f"Bilan de la {rank} année" if one.year else f"Bilan {start}–{end}"
    body = sitting.body.name if sitting else "séance"
    return f"Vers la séance du {day(one.period.end)} ({body})"[:120]
