"""Telling members by mail what changed: how often they want it, and the mails when they are due.

A digest is a row that a worker takes under a lease. The mail and how far the journal was read are
written in one transaction: a worker that dies leaves neither, and the next one begins again
(docs/decisions/0064).
"""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gouvernail.accounts.mail import leaves_the_machine
from gouvernail.common.secrets import derived_secret, digest_of
from gouvernail.common.work import take_due
from gouvernail.conventions.models import Membership
from gouvernail.history.models import Entry
from gouvernail.history.operations import By
from gouvernail.history.queries import journal_mark
from gouvernail.mailing.operations import Link, MailDraft, post
from gouvernail.rules.digests import (
    AT_WORK,
    LOOK_AGAIN,
    OLDEST,
    Frequency,
    default_frequency,
    next_digest_at,
)
from gouvernail.rules.roles import Role
from gouvernail.steering.digest_words import digest_body, digest_subject
from gouvernail.steering.models import Digest
from gouvernail.steering.queries.digest import digest_content

LINK_ROUTE, LINK_PURPOSE = "digests:stop", "digest"
LEASE = timedelta(minutes=5)
BEGUN_AT_ONCE = 50


@transaction.atomic
def choose_frequency(membership: Membership, frequency: Frequency, *, by: By) -> Digest:
    """Keep how often a member is told; whoever begins again is not told the past.

    A personal choice: the journal of the convention does not tell it.
    """
    if not Digest.objects.filter(membership=membership).exists():
        # Two first choices at once, or the worker that begins: the one who comes second changes it.
        first = _new(membership, frequency, by.at)
        Digest.objects.bulk_create([first], ignore_conflicts=True)
    row = Digest.objects.select_for_update().get(membership=membership)
    if row.frequency == Frequency.NONE.value:
        row.last_entry = journal_mark(membership.convention_id)
    row.frequency, row.leased_until = frequency.value, None
    row.due_at = _next(frequency, by.at, row.last_sent_at) or row.due_at
    row.save(update_fields=["frequency", "leased_until", "due_at", "last_entry"])
    return row


def send_due_digest(now: datetime) -> bool:
    """Write the mail of one digest that is due, if it has something to say; tell if one was due.

    Without a mail server nothing is read: the news wait for it, as long as they are news.
    """
    if not leaves_the_machine():
        return False
    _begin(now)
    wanted = Digest.objects.exclude(frequency=Frequency.NONE.value)
    row = take_due(wanted, LEASE, now)
    if row is None:
        return False
    with transaction.atomic():
        _tell(row, now)
    return True


def secret_of(digest: Digest) -> str:
    """Return the secret of the link that stops a digest."""
    return derived_secret(LINK_PURPOSE, digest.uid.hex)


def _tell(row: Digest, now: datetime) -> None:
    """Read the journal and write the mail; nothing when another worker took the row since."""
    membership = Membership.objects.select_related("user", "convention").get(pk=row.membership_id)
    frequency = Frequency(row.frequency)
    acted = _own_act(membership, now) if frequency is Frequency.IMMEDIATE else None
    if acted and acted + AT_WORK > now:
        _give_back(row, now, {"due_at": acted + AT_WORK})
        return
    content = digest_content(membership, row.last_entry, now - OLDEST, now)
    says = bool(content.total and membership.user.is_active)
    later = now + LOOK_AGAIN if frequency is Frequency.IMMEDIATE else None
    due_at = _next(frequency, now, now) if says or later is None else later
    values: dict[str, object] = {"last_entry": content.mark, "due_at": due_at}
    if says:
        values["last_sent_at"] = now
    if not _give_back(row, now, values) or not says:
        return
    user = membership.user
    body = digest_body(membership, content, row.last_sent_at)
    link = Link(LINK_ROUTE, LINK_PURPOSE, row.uid.hex)
    subject = digest_subject(membership, content)
    draft = MailDraft(str(user), user.email, subject, body, link=link)
    post(membership.convention, [draft], by=By(None, "Nouvelles par courriel", now))


def _give_back(row: Digest, now: datetime, values: dict[str, object]) -> bool:
    """Write what became of a row that this worker still holds; tell whether it did."""
    held = Digest.objects.filter(pk=row.pk, tries=row.tries, leased_until=now + LEASE)
    return bool(held.update(tries=0, leased_until=None, **values))


def _begin(now: datetime) -> None:
    """Give a digest to the members who never chose, by their role; they begin with today."""
    roles = [role.value for role in Role if default_frequency(role) is not Frequency.NONE]
    rows = Membership.objects.filter(digest=None, role__in=roles).order_by("pk")[:BEGUN_AT_ONCE]
    found = list(rows)
    Digest.objects.bulk_create(
        (_new(row, default_frequency(Role(row.role)), now) for row in found),
        ignore_conflicts=True,
    )


def _new(membership: Membership, frequency: Frequency, now: datetime) -> Digest:
    uid = uuid4()
    return Digest(
        membership=membership,
        frequency=frequency.value,
        last_entry=journal_mark(membership.convention_id),
        due_at=_next(frequency, now) or now,
        uid=uid,
        link_digest=digest_of(derived_secret(LINK_PURPOSE, uid.hex)),
    )


def _next(frequency: Frequency, now: datetime, sent_at: datetime | None = None) -> datetime | None:
    return next_digest_at(frequency, now, timezone.get_current_timezone(), sent_at)


def _own_act(membership: Membership, now: datetime) -> datetime | None:
    own = Entry.objects.of(membership.convention_id).filter(actor=membership.user_id)
    found: datetime | None = own.filter(at__lte=now).aggregate(last=Max("at"))["last"]
    return found
