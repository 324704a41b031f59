"""What a personal link to a sitting asks for: which dates suit, who comes, what of the minutes."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone

from gouvernail.governance.models import AgendaItem, Invitee, Occasion, Remark, Sitting
from gouvernail.governance.queries.minutes_facts import minutes_facts
from gouvernail.rules.minutes import takes_remarks
from gouvernail.rules.sittings import PLANNED, SittingState


class Asked(StrEnum):
    """What somebody is asked for by their link, on a day."""

    DATES = "dates"
    COMING = "coming"
    REMARKS = "remarks"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class AnsweringPage:
    """What somebody sees by their link. `may_propose` tells whether a point may still be."""

    invitee: Invitee
    asked: Asked
    items: tuple[AgendaItem, ...]
    remarks: tuple[Remark, ...]
    may_propose: bool

    @property
    def sitting(self) -> Sitting:
        """The sitting that the link is about."""
        return self.invitee.sitting

    @property
    def is_written(self) -> bool:
        """Was something written of what was said?"""
        return bool(self.sitting.minutes.strip()) or any(item.minutes for item in self.items)


def answering_page(invitee: Invitee, today: date) -> AnsweringPage:
    """Return what a personal link shows on a day. Six queries at most."""
    sitting = invitee.sitting
    asked = asked_of(sitting, today)
    if asked is Asked.REMARKS and not _may_read_minutes(invitee):
        asked = Asked.NOTHING
    wants_items = asked in {Asked.COMING, Asked.REMARKS}
    is_planned = SittingState(sitting.state) in PLANNED
    return AnsweringPage(
        invitee=invitee,
        asked=asked,
        items=tuple(sitting.items.order_by("position", "pk")) if wants_items else (),
        remarks=tuple(invitee.remarks.order_by("pk")) if asked is Asked.REMARKS else (),
        may_propose=is_planned and not _is_past(sitting, today),
    )


def asked_of(sitting: Sitting, today: date) -> Asked:
    """Return what is asked about a sitting on a day. Three queries at most."""
    if is_poll_open(sitting, today):
        return Asked.DATES
    if sitting.state == SittingState.CONVENED.value and not _is_past(sitting, today):
        return Asked.COMING
    if sitting.minutes_sent_at and takes_remarks(minutes_facts(sitting), today):
        return Asked.REMARKS
    return Asked.NOTHING


def is_poll_open(sitting: Sitting, today: date) -> bool:
    """Tell whether answers on dates are still awaited."""
    is_preparing = sitting.state == SittingState.PREPARING.value
    return is_preparing and sitting.poll_ends_on is not None and today <= sitting.poll_ends_on


def _may_read_minutes(invitee: Invitee) -> bool:
    """Tell whether somebody was convened or sent the minutes: a poll alone opens no minutes."""
    occasions = [Occasion.CONVOCATION.value, Occasion.REVISION.value, Occasion.MINUTES.value]
    return invitee.mails.filter(occasion__in=occasions).exists()


def _is_past(sitting: Sitting, today: date) -> bool:
    return timezone.localtime(sitting.starts_at).date() < today
