"""What must I do now? The home page of a convention."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from gouvernail.action_plan.models import PartRole
from gouvernail.action_plan.queries.filters import Clock, Watch, watch_counts, watched
from gouvernail.action_plan.queries.rows import ActionRow, action_rows
from gouvernail.action_plan.queries.state import PlanState, plan_state
from gouvernail.action_plan.queries.tallies import Tally, shares, tally
from gouvernail.conventions.permissions import Access
from gouvernail.conventions.queries.vocabulary import vocabulary_of
from gouvernail.governance.queries.coming import ComingSitting, coming_sittings
from gouvernail.governance.queries.lines import ObligationLine
from gouvernail.history.queries import JournalLine, latest_entries
from gouvernail.means.queries import AlertLine
from gouvernail.reviews.queries.waiting import CycleWaiting, cycle_waiting
from gouvernail.staffing.queries.deadlines import JudgedDeclaration
from gouvernail.steering.queries.judged import judged

SHOWN = 5

WATCHED = (
    Watch.LATE,
    Watch.STALE,
    Watch.NO_LEAD,
    Watch.NO_STATUS,
    Watch.NO_DEADLINE,
    Watch.NO_INDICATOR,
)


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to do: how many actions ask for it; `watch` is the filter that shows them."""

    watch: str
    count: int


@dataclass(frozen=True, slots=True)
class Today:
    """The home page of a convention. `mine` are the actions that the reader's structure leads."""

    tally: Tally
    duties: tuple[Duty, ...]
    late: tuple[ActionRow, ...]
    stale: tuple[ActionRow, ...]
    mine: tuple[ActionRow, ...]
    news: tuple[JournalLine, ...]
    means: tuple[AlertLine, ...]
    obligations: tuple[ObligationLine, ...]
    sittings: tuple[ComingSitting, ...]
    reviews: CycleWaiting | None
    declarations: tuple[JudgedDeclaration, ...] = ()


def today_page(access: Access, clock: Clock) -> Today:
    """Return the home page. Twelve queries, thirty when the journal has a new line.

    The declarations of the team are told to those who may read it.
    """
    convention, organisation_id = access.convention, access.organisation_id
    words, known = vocabulary_of(convention), judged(convention, clock.today)
    state = plan_state(convention)
    current = watched(state.actions, state, None, clock)
    counts = watch_counts(state, clock)
    shown = {watch: _first(state, watch, clock) for watch in (Watch.LATE, Watch.STALE)}
    mine = _led_by(state, current, organisation_id)
    wanted = {*shown[Watch.LATE], *shown[Watch.STALE], *mine}
    rows = {row.id: row for row in action_rows(state, list(wanted), words.statuses, clock.today)}
    return Today(
        tally=tally(shares(current, words.statuses, clock.today)),
        duties=tuple(Duty(watch.value, counts[watch]) for watch in WATCHED if counts[watch]),
        late=tuple(rows[pk] for pk in shown[Watch.LATE]),
        stale=tuple(rows[pk] for pk in shown[Watch.STALE]),
        mine=tuple(rows[pk] for pk in mine),
        news=tuple(latest_entries(convention.pk, SHOWN, access.hidden_verbs)),
        means=known.means,
        obligations=known.obligations[:SHOWN],
        sittings=tuple(coming_sittings(convention, timezone.now())),
        reviews=cycle_waiting(convention, clock.today),
        declarations=known.declarations if access.may_read_team else (),
    )


def _first(state: PlanState, watch: Watch, clock: Clock) -> list[int]:
    """Return the most urgent of the actions that one watch keeps. One query."""
    order = "due_on" if watch is Watch.LATE else "updated_at"
    kept = watched(state.actions, state, watch, clock).order_by(order, "id")
    return list(kept.values_list("id", flat=True)[:SHOWN])


def _led_by(state: PlanState, current: Any, organisation_id: int | None) -> list[int]:
    if organisation_id is None:
        return []
    led = state.parts.filter(role=PartRole.LEAD, organisation_id=organisation_id)
    kept = current.filter(Q(id__in=led.values("action_id"))).order_by("due_on", "id")
    return list(kept.values_list("id", flat=True))[:20]
