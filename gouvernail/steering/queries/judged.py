"""What the home page works out of a convention: kept as long as its journal says nothing new.

The plan's counts, obligations, means and declarations follow from data that every operation tells
in the journal, and from the day. Worked out again at each visit, they would weigh more than the
rest of the page (docs/decisions/0073).
"""

from dataclasses import dataclass

from gouvernail.action_plan.queries.filters import Clock, Watch, watch_counts, watched
from gouvernail.action_plan.queries.rows import ActionRow, action_rows
from gouvernail.action_plan.queries.state import PlanState, plan_state
from gouvernail.action_plan.queries.tallies import Tally, shares, tally
from gouvernail.conventions.models import Convention
from gouvernail.conventions.queries.vocabulary import vocabulary_of
from gouvernail.governance.queries.lines import ObligationLine
from gouvernail.governance.queries.obligations import worrying
from gouvernail.history.memory import JournalMemory
from gouvernail.means.queries import AlertLine, means_alerts
from gouvernail.reviews.queries.waiting import CycleWaiting, cycle_waiting
from gouvernail.staffing.queries.alerts import TeamAlert, team_alerts
from gouvernail.staffing.queries.deadlines import JudgedDeclaration, reminders

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
class Judged:
    """Where the plan stands, and what asks for somebody's attention.

    Actions late and without news, the most urgent first; obligations, means, declarations to the
    Caf, the cycle of reviews that waits, what the team asks for.
    """

    tally: Tally
    duties: tuple[Duty, ...]
    late: tuple[ActionRow, ...]
    stale: tuple[ActionRow, ...]
    obligations: tuple[ObligationLine, ...]
    means: tuple[AlertLine, ...]
    declarations: tuple[JudgedDeclaration, ...]
    reviews: CycleWaiting | None
    team: tuple[TeamAlert, ...]


_MEMORY: JournalMemory[Judged] = JournalMemory()


def judged(convention: Convention, clock: Clock) -> Judged:
    """Return what is worked out of a convention on a day.

    One query while its journal has no new line; thirty-two at most otherwise.
    """
    return _MEMORY.of(convention.pk, clock.today, lambda: _judged(convention, clock))


def _judged(convention: Convention, clock: Clock) -> Judged:
    words, state = vocabulary_of(convention), plan_state(convention)
    counts = watch_counts(state, clock)
    late, stale = (_first(state, watch, clock) for watch in (Watch.LATE, Watch.STALE))
    rows = {row.id: row for row in action_rows(state, [*late, *stale], words.statuses, clock.today)}
    current = watched(state.actions, state, None, clock)
    return Judged(
        tally=tally(shares(current, words.statuses, clock.today)),
        duties=tuple(Duty(watch.value, counts[watch]) for watch in WATCHED if counts[watch]),
        late=tuple(rows[pk] for pk in late),
        stale=tuple(rows[pk] for pk in stale),
        obligations=tuple(worrying(convention, clock.today)),
        means=means_alerts(convention, clock.today),
        declarations=tuple(reminders(convention, clock.today)),
        reviews=cycle_waiting(convention, clock.today),
        team=team_alerts(convention, clock.today),
    )


def _first(state: PlanState, watch: Watch, clock: Clock) -> list[int]:
    """Return the most urgent of the actions that one watch keeps. One query."""
    order = "due_on" if watch is Watch.LATE else "updated_at"
    kept = watched(state.actions, state, watch, clock).order_by(order, "id")
    return list(kept.values_list("id", flat=True)[:SHOWN])
