"""What a shared calendar holds: the sittings, each with its body and its agenda."""

from datetime import datetime, timedelta

from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.conventions.models import Convention
from gouvernail.governance.models import CalendarFeed, Mandate, Sitting

KEPT = timedelta(days=400)


def feeds_of(convention: Convention, user: User, *, may_edit: bool) -> list[CalendarFeed]:
    """Return the calendars that somebody may see and revoke: theirs, and for editors the shared."""
    rows = CalendarFeed.objects.filter(convention=convention, revoked_at=None)
    rows = rows.select_related("owner", "person", "body").order_by("-created_at")
    return [row for row in rows if row.owner_id == user.pk or (may_edit and not row.owner_id)]


def feed_sittings(feed: CalendarFeed, now: datetime) -> list[Sitting]:
    """Return the sittings of a shared calendar, from some four hundred days ago on. Two queries.

    A person of the directory sees the bodies in which they hold a seat today.
    """
    rows = Sitting.objects.filter(convention=feed.convention_id, starts_at__gte=now - KEPT)
    if feed.body_id:
        rows = rows.filter(body=feed.body_id)
    elif feed.person_id:
        running = Mandate.objects.on(timezone.localdate(now)).filter(person=feed.person_id)
        rows = rows.filter(body__in=running.values("seat__body"))
    named = rows.select_related("body").prefetch_related("items")
    return list(named.order_by("starts_at", "pk"))
