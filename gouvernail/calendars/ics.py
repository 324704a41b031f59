"""Calendars as files (RFC 5545), each hour in the zone of the territory with its own rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress

CANCELLED = "CANCELLED"
ZONE = ZoneInfo("Europe/Paris")
_WINTER, _SUMMER = timedelta(hours=1), timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event, its moments aware. `sequence` grows with each change (RFC 5545, § 3.8.7.4)."""

    uid: str
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    place: str
    description: str
    status: str
    address: str


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody at an event: their name, and the address that their calendar program knows."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """A named calendar."""

    name: str
    events: tuple[CalendarEvent, ...]


def write_ics(name: str, events: Iterable[CalendarEvent]) -> bytes:
    """Return a calendar; the same events give the same bytes, their stamp is their last change."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", str(ZONE))
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(_zone())
    for event in events:
        calendar.add_component(_component(event))
    return bytes(calendar.to_ical())


def write_invitation(event: CalendarEvent, organizer: Party, attendee: Party) -> tuple[bytes, str]:
    """Return the calendar that goes with a mail to one person, and its method (RFC 5546, § 3.2).

    No other address than these two is in it. The answer comes by the link of the mail, so that
    the calendar program is asked for none.
    """
    method = "CANCEL" if event.status == CANCELLED else "REQUEST"
    calendar = _calendar(method)
    calendar.add_component(_zone())
    row = _component(event)
    row.add("organizer", _party(organizer))
    asked = _party(attendee)
    asked.params |= {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
    row.add("attendee", asked, encode=False)
    calendar.add_component(row)
    return bytes(calendar.to_ical()), method


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Gouvernail//CTG//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _party(party: Party) -> vCalAddress:
    found = vCalAddress(f"mailto:{party.address}")
    found.params["CN"] = party.name
    return found


def _component(event: CalendarEvent) -> Event:
    row = Event()
    row.add("uid", event.uid)
    row.add("sequence", event.sequence)
    row.add("dtstamp", event.changed_at.astimezone(UTC))
    row.add("last-modified", event.changed_at.astimezone(UTC))
    row.add("dtstart", event.starts_at.astimezone(ZONE))
    row.add("dtend", event.ends_at.astimezone(ZONE))
    row.add("summary", event.summary)
    row.add("status", event.status)
    row.add("transp", "TRANSPARENT" if event.status == CANCELLED else "OPAQUE")
    told = {"url": event.address, "location": event.place, "description": event.description}
    for key, words in told.items():
        if words:
            row.add(key, words)
    return row


def _zone() -> Timezone:
    """Return the zone with the rule of the Union since 1996: last Sundays of March and October.

    A rule of two lines is read alike by every program; lists of dates are not.
    """
    zone = Timezone()
    zone.add("tzid", str(ZONE))
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    summer.add("dtstart", datetime(1996, 3, 31, 2))  # noqa: DTZ001 - local by RFC 5545
    summer.add("rrule", {"freq": "yearly", "bymonth": 3, "byday": "-1SU"})
    winter.add("dtstart", datetime(1996, 10, 27, 3))  # noqa: DTZ001 - local by RFC 5545
    winter.add("rrule", {"freq": "yearly", "bymonth": 10, "byday": "-1SU"})
    for part, name, before, after in (
        (summer, "CEST", _WINTER, _SUMMER),
        (winter, "CET", _SUMMER, _WINTER),
    ):
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone
