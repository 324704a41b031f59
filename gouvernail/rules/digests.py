"""Digests: how often somebody is told what changed, and when the next one may leave."""

from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from gouvernail.rules.roles import Role


class Frequency(StrEnum):
    """How often somebody wants to be told."""

    IMMEDIATE = "immediate"
    WEEKLY = "weekly"
    NONE = "none"


# On Mondays, before the first meeting of the week.
WEEKLY_HOUR = time(8)
# Nobody is written to more often, however much happens.
HOURLY = timedelta(hours=1)
# How often the journal is read again when there was nothing to tell.
LOOK_AGAIN = timedelta(minutes=10)
# Whoever is at work sees what happens: nothing is written to them meanwhile.
AT_WORK = timedelta(minutes=30)
# A line of the journal is told once the transaction that wrote it has surely ended.
SETTLES = timedelta(minutes=2)
# What is older is history: a digest that was long delayed does not tell it.
OLDEST = timedelta(days=31)


def default_frequency(role: Role) -> Frequency:
    """Return how often a member is told who has not chosen.

    Unit: a frequency.
    Errors: none.
    Source: CHOICE 0064, digests by mail.
    """
    return Frequency.NONE if role is Role.READER else Frequency.WEEKLY


def next_digest_at(
    frequency: Frequency, now: datetime, zone: tzinfo, sent_at: datetime | None = None
) -> datetime | None:
    """Return when the journal is next read for somebody; None when they want no digest.

    Weekly: the next Monday morning, where people live. Immediate: at once, but an hour after the
    last mail.

    Unit: an aware moment, never before `now`.
    Errors: none.
    Source: CHOICE 0064, digests by mail.
    """
    if frequency is Frequency.NONE:
        return None
    if frequency is Frequency.WEEKLY:
        local = now.astimezone(zone)
        monday = local.date() - timedelta(days=local.weekday())
        this_week = datetime.combine(monday, WEEKLY_HOUR, zone)
        if this_week > now:
            return this_week
        return datetime.combine(monday + timedelta(days=7), WEEKLY_HOUR, zone)
    return max(now, sent_at + HOURLY) if sent_at else now
