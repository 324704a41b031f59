"""What must I do now? The home page of a convention."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from gouvernail.action_plan.models import PartRole
from gouvernail.action_plan.queries.filters import Clock, watched
from gouvernail.action_plan.queries.rows import ActionRow, action_rows
from gouvernail.action_plan.queries.state import plan_state
from gouvernail.action_plan.queries.tallies import Tally
from gouvernail.conventions.permissions import Access
from gouvernail.conventions.queries.vocabulary import vocabulary_of
from gouvernail.governance.queries.coming import ComingSitting, coming_sittings
from gouvernail.governance.queries.lines import ObligationLine
from gouvernail.history.queries import JournalLine, latest_entries
from gouvernail.means.queries import AlertLine
from gouvernail.reviews.queries.waiting import CycleWaiting
from gouvernail.staffing.queries.alerts import TeamAlert
from gouvernail.staffing.queries.deadlines import JudgedDeclaration
from gouvernail.steering.queries.judged import SHOWN, Duty, judged

LED = 20
TEAM_SHOWN = 4


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
    team: tuple[TeamAlert, ...] = ()

    @property
    def team_shown(self) -> tuple[TeamAlert, ...]:
        """The first of what the team asks for."""
        return self.team[:TEAM_SHOWN]

    @property
    def team_others(self) -> int:
        """How many more there are."""
        return max(0, len(self.team) - TEAM_SHOWN)


def today_page(access: Access, clock: Clock) -> Today:
    """Return the home page. Seven queries, thirty-seven when the journal has a new line.

    The declarations and the alerts of the team are told to those who may read it.
    """
    convention = access.convention
    known = judged(convention, clock)
    return Today(
        tally=known.tally,
        duties=known.duties,
        late=known.late,
        stale=known.stale,
        mine=tuple(_led(access, clock)),
        news=tuple(latest_entries(convention.pk, SHOWN, access.hidden_verbs)),
        means=known.means,
        obligations=known.obligations[:SHOWN],
        sittings=tuple(coming_sittings(convention, timezone.now())),
        reviews=known.reviews,
        declarations=known.declarations if access.may_read_team else (),
        team=known.team if access.may_read_team else (),
    )


def _led(access: Access, clock: Clock) -> list[ActionRow]:
    """Return the actions that the reader's structure leads. Four queries, none without one."""
    if access.organisation_id is None:
        return []
    state = plan_state(access.convention)
    led = state.parts.filter(role=PartRole.LEAD, organisation_id=access.organisation_id)
    current = watched(state.actions, state, None, clock)
    kept = current.filter(Q(id__in=led.values("action_id"))).order_by("due_on", "id")
    ids = list(kept.values_list("id", flat=True)[:LED])
    if not ids:
        return []
    return action_rows(state, ids, vocabulary_of(access.convention).statuses, clock.today)
