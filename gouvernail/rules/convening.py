"""Who is called to a sitting, when they are reminded, and what has changed since they were told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

REMINDER_HOUR = time(9)
# How long a personal link goes on answering after the day of its sitting.
LINK_LASTS = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a seat on the day of a sitting, as titular or deputy."""

    person_id: int
    seat_id: int
    is_deputy: bool = False


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody to call, for one of their seats; a courtesy tells without asking to come."""

    person_id: int
    seat_id: int
    is_courtesy: bool = False


def called(holders: Iterable[Holder]) -> list[Called]:
    """Return who is called, once each: titulars, and deputies of seats that have none.

    The deputy of a titular is told for information. Whoever is called for one seat is not told
    again for another.

    Unit: persons, in the order of the seats.
    Errors: none.
    Source: CHOICE 0055, convocations by mail.
    """
    known = list(holders)
    titulars = {holder.seat_id for holder in known if not holder.is_deputy}
    found: dict[int, Called] = {}
    for holder in known:
        is_courtesy = holder.is_deputy and holder.seat_id in titulars
        before = found.get(holder.person_id)
        if before is None:
            found[holder.person_id] = Called(holder.person_id, holder.seat_id, is_courtesy)
        elif before.is_courtesy and not is_courtesy:
            found[holder.person_id] = Called(holder.person_id, holder.seat_id)
    return list(found.values())


def reminder_at(sitting_on: date, days_before: int, zone: tzinfo) -> datetime:
    """Return when a reminder leaves: in the morning of its day, where people live.

    Unit: an aware moment; `days_before` counts days of the calendar.
    Errors: none.
    Source: CHOICE 0055, convocations by mail.
    """
    return datetime.combine(sitting_on - timedelta(days=days_before), REMINDER_HOUR, zone)


def link_ends_on(sitting_on: date) -> date:
    """Return the last day on which a personal link to a sitting answers.

    Unit: a day, included.
    Errors: none.
    Source: CHOICE 0055, convocations by mail.
    """
    return sitting_on + LINK_LASTS


def changed_facts(told: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return the names of the facts that are not as they were told, in the order of `now`.

    Unit: names of facts; those that were never told do not count.
    Errors: none.
    Source: CHOICE 0055, convocations by mail.
    """
    return [name for name, value in now.items() if name in told and told[name] != value]
