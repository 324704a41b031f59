"""What the part of a sitting's page about its minutes reads."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gouvernail.common.templatetags.french import day
from gouvernail.governance.models import FrozenMinutes, Remark, Sitting
from gouvernail.governance.queries.sittings import SittingPage
from gouvernail.rules.minutes import (
    MinutesFacts,
    MinutesState,
    MinutesStep,
    minutes_obstacles,
    minutes_state,
    takes_remarks,
)
from gouvernail.rules.sittings import COUNTS, PLANNED, SittingState

SHOWN_SITTINGS = 12


@dataclass(frozen=True, slots=True)
class MinutesSection:
    """Where the minutes of a sitting stand, the remarks on them, what may be done."""

    state: MinutesState
    remarks: tuple[Remark, ...]
    waiting: int
    takes_remarks: bool
    may_be_sent: bool
    may_be_approved: bool
    frozen: FrozenMinutes | None

    @property
    def is_sent(self) -> bool:
        """Are remarks being received, or answered?"""
        return self.state is MinutesState.SENT

    @property
    def is_approved(self) -> bool:
        """Is the circuit over?"""
        return self.state is MinutesState.APPROVED


def minutes_section(page: SittingPage, today: date) -> MinutesSection:
    """Return where the minutes of a sitting stand. One query once they were sent, none before."""
    sitting = page.sitting
    remarks: tuple[Remark, ...] = ()
    if sitting.minutes_sent_at:
        remarks = tuple(sitting.remarks.order_by("made_at", "pk"))
    waiting = sum(not row.outcome for row in remarks)
    noted = sum(bool(line.presence) for line in page.seats) + len(page.guests)
    facts = MinutesFacts(
        sitting=SittingState(sitting.state),
        attendances=noted,
        has_words=page.is_written,
        is_sent=sitting.minutes_sent_at is not None,
        until=sitting.remarks_until,
        open_remarks=waiting,
    )
    is_ready = noted > 0 and page.is_written
    return MinutesSection(
        state=minutes_state(facts),
        remarks=remarks,
        waiting=waiting,
        takes_remarks=takes_remarks(facts, today),
        may_be_sent=is_ready and not _stops_sending(facts, today),
        may_be_approved=is_ready and facts.sitting is SittingState.HELD,
        frozen=getattr(sitting, "frozen", None),
    )


def approving_choices(sitting: Sitting) -> list[tuple[int, str]]:
    """Return the sittings that may approve the minutes of one, the next one first. One query."""
    states = [state.value for state in COUNTS | PLANNED]
    rows = Sitting.objects.filter(
        Q(body=sitting.body_id), state__in=states, starts_at__gt=sitting.starts_at
    )
    found = rows.order_by("starts_at")[:SHOWN_SITTINGS]
    coming = {state.value for state in PLANNED}
    return [
        (row.pk, f"{day(row.starts_at)}{' (à venir)' if row.state in coming else ''}")
        for row in found
    ]


def _stops_sending(facts: MinutesFacts, today: date) -> bool:
    found = minutes_obstacles(facts, MinutesStep.SEND, today)
    # A day that is over is no obstacle: sending again sets another one.
    return any(obstacle != "past_day" for obstacle in found)
