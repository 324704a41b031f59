"""What people do to shared calendars: make one, revoke it."""

from django.db import transaction

from gouvernail.accounts.models import User
from gouvernail.common.secrets import digest_of, new_secret
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person
from gouvernail.governance.models import Body, CalendarFeed
from gouvernail.history.operations import By, note


@transaction.atomic
def share_calendar(
    convention: Convention, of: User | Person | Body, *, by: By
) -> tuple[CalendarFeed, str]:
    """Make a shared calendar and return it with its secret, for the only time."""
    secret = new_secret()
    feed = CalendarFeed.objects.create(
        convention=convention,
        owner=of if isinstance(of, User) else None,
        person=of if isinstance(of, Person) else None,
        body=of if isinstance(of, Body) else None,
        digest=digest_of(secret),
        created_at=by.at,
    )
    note("feed.shared", feed, convention_id=convention.pk, by=by)
    return feed, secret


@transaction.atomic
def revoke_calendar(feed: CalendarFeed, *, by: By) -> None:
    """Close a shared calendar: its address answers no more."""
    feed.revoked_at = by.at
    feed.save(update_fields=["revoked_at"])
    note("feed.revoked", feed, convention_id=feed.convention_id, by=by)
