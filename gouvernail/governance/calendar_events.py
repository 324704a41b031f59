"""Sittings as events of a calendar: the body, the place, the agenda; never anybody's name."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from gouvernail.calendars.ics import CANCELLED, CalendarEvent
from gouvernail.governance.models import Sitting
from gouvernail.rules.sittings import SittingState

_STATUSES = {
    SittingState.PREPARING: "TENTATIVE",
    SittingState.CANCELLED: CANCELLED,
    SittingState.POSTPONED: CANCELLED,
}
# Many programs show a cancelled event as any other: its name says so too.
_PREFIXES = {SittingState.CANCELLED: "Annulée : ", SittingState.POSTPONED: "Reportée : "}


def calendar_events(
    sittings: Iterable[Sitting], address_of: Callable[[int], str]
) -> list[CalendarEvent]:
    """Return sittings as events; bodies and items must be at hand.

    `address_of` gives the page of a sitting by its identifier.
    """
    return [_event(sitting, address_of(sitting.pk)) for sitting in sittings]


def _event(sitting: Sitting, address: str) -> CalendarEvent:
    items = sorted(sitting.items.all(), key=lambda item: (item.position, item.pk))
    lines = [f"{rank}. {item.title}" for rank, item in enumerate(items, 1)]
    if sitting.video_url:
        lines.append(f"Visioconférence : {sitting.video_url}")
    state = SittingState(sitting.state)
    name = _PREFIXES.get(state, "") + sitting.body.name
    return CalendarEvent(
        uid=f"{sitting.uid}@gouvernail",
        sequence=sitting.version - 1,
        changed_at=sitting.changed_at,
        starts_at=sitting.starts_at,
        ends_at=sitting.starts_at + timedelta(minutes=sitting.duration),
        summary=f"{name} – {sitting.title}" if sitting.title else name,
        place=sitting.place or sitting.video_url,
        description="\n".join(lines),
        status=_STATUSES.get(state, "CONFIRMED"),
        address=address,
    )
