"""Erasing by itself what is no longer kept of the logs: once a day, told a month before.

Each convention has a row that a worker takes under a lease. What is erased and the day of the next
time are written in one transaction: run twice, it is the same.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gouvernail.common.work import take_due
from gouvernail.conventions.models import Convention
from gouvernail.coordination.models import LogRetention
from gouvernail.coordination.operations.purging import purge_activity
from gouvernail.history.operations import By

LEASE = timedelta(minutes=5)
NOTICE = timedelta(days=31)
HOUR = 3  # at night
BEGUN_AT_ONCE = 50
REASON = "Durée de conservation atteinte"


def erase_what_is_due(now: datetime) -> bool:
    """Erase what one convention no longer keeps, if it is due; tell whether one was."""
    _begin(now)
    row = take_due(LogRetention.objects.all(), LEASE, now)
    if row is None:
        return False
    with transaction.atomic():
        held = LogRetention.objects.filter(pk=row.pk, tries=row.tries, leased_until=now + LEASE)
        if held.update(tries=0, leased_until=None, due_at=_tomorrow(now)):
            convention = Convention.objects.get(pk=row.convention_id)
            today = timezone.localtime(now).date()
            purge_activity([convention], today, by=By(None, REASON, now))
    return True


def postpone(convention: Convention, now: datetime) -> None:
    """Leave a month before anything is erased: fewer months are kept from now on."""
    LogRetention.objects.update_or_create(
        convention=convention, defaults={"due_at": now + NOTICE, "leased_until": None}
    )


def _begin(now: datetime) -> None:
    """Bring under it the conventions that are not yet; they begin with the notice."""
    rows = Convention.objects.filter(log_retention=None).order_by("pk")[:BEGUN_AT_ONCE]
    LogRetention.objects.bulk_create(
        [LogRetention(convention=row, due_at=now + NOTICE) for row in rows], ignore_conflicts=True
    )


def _tomorrow(now: datetime) -> datetime:
    day = timezone.localtime(now) + timedelta(days=1)
    return day.replace(hour=HOUR, minute=0, second=0, microsecond=0)
