"""What is soon to be erased of somebody's log, told to them alone a month before."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.conventions.models import Convention
from gouvernail.coordination.models import Activity, LogRetention
from gouvernail.rules.inferred_time import erased_next, kept_since


@dataclass(frozen=True, slots=True)
class Leaving:
    """How many notes go on a day: those from before `before`."""

    on: date
    before: date
    count: int


def leaving(convention: Convention, user: User, months_kept: int, today: date) -> Leaving | None:
    """Return what is erased next of somebody's log; None when nothing is. Two queries."""
    row = LogRetention.objects.filter(convention=convention).only("due_at").first()
    due = timezone.localtime(row.due_at).date() if row else today + timedelta(days=31)
    on = erased_next(today, due)
    before = kept_since(on, months_kept)
    count = Activity.objects.of(convention).filter(user=user, day__lt=before).count()
    return Leaving(on, before, count) if count else None
