"""What is done to mails: written into the outbox, taken back, tried again, delivered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import models, transaction
from django.urls import reverse

from gouvernail.accounts.mail import absolute, leaves_the_machine
from gouvernail.common.errors import Refusal
from gouvernail.common.secrets import derived_secret
from gouvernail.common.work import take_due
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person
from gouvernail.history.operations import By
from gouvernail.mailing.addresses import usable_address
from gouvernail.mailing.models import Mail
from gouvernail.mailing.smtp import Handed, Outcome, hand_over
from gouvernail.rules.mail import LEASE, MOST_TRIES, MailState, next_try_after

# Time to change one's mind: nothing leaves before.
HOLD = timedelta(minutes=1)
MESSAGE_DOMAIN = "gouvernail"
WRONG_ADDRESS = (
    "L’adresse de {name} n’est pas une adresse de courriel : corrigez-la dans l’annuaire."
)


@dataclass(frozen=True, slots=True)
class Link:
    """Where the personal link of a mail leads, and the key that its secret is derived from."""

    route: str
    purpose: str
    key: str


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A mail to one person as it is to be written; `calendar` goes with its method."""

    name: str
    address: str
    subject: str
    body: str
    person: Person | None = None
    link: Link | None = None
    calendar: str = ""
    calendar_method: str = ""


@transaction.atomic
def post(convention: Convention, drafts: Sequence[MailDraft], *, by: By) -> list[Mail]:
    """Write mails into the outbox; they leave a minute later, one by one.

    Without a mail server, or without an address, a mail is to be copied by hand.

    Errors: Refusal, and nothing is written, when a subject or an address does not hold on a line.
    """
    leaves = leaves_the_machine()
    rows = []
    for draft in drafts:
        _check(draft)
        link = draft.link or Link("", "", "")
        rows.append(
            Mail(
                convention=convention,
                person=draft.person,
                sender=by.actor,
                name=draft.name[:150],
                address=draft.address,
                subject=draft.subject[:250],
                body=draft.body,
                link_route=link.route,
                link_purpose=link.purpose,
                link_key=link.key,
                calendar=draft.calendar,
                calendar_method=draft.calendar_method,
                state=(MailState.WAITING if leaves and draft.address else MailState.TO_COPY).value,
                created_at=by.at,
                due_at=by.at + HOLD,
            )
        )
    return [_saved(row) for row in rows]


@transaction.atomic
def withdraw(mails: Sequence[Mail], *, by: By) -> int:
    """Take back mails that nobody has sent yet; return how many."""
    rows = Mail.objects.not_gone().filter(pk__in=[mail.pk for mail in mails], leased_until=None)
    return rows.update(state=MailState.WITHDRAWN.value, gone_at=by.at)


@transaction.atomic
def note_copied(mail: Mail, *, by: By) -> None:
    """Note that a mail was handed over by hand. Errors: Refusal when it is not to be copied."""
    rows = Mail.objects.filter(pk=mail.pk, state=MailState.TO_COPY.value)
    if not rows.update(state=MailState.COPIED.value, gone_at=by.at):
        raise Refusal("Ce courriel n’est plus à remettre à la main : rechargez la page.")


@transaction.atomic
def try_again(mail: Mail, *, by: By) -> None:
    """Put a mail that failed back into the outbox, for the address that the directory has now.

    Errors: Refusal when it did not fail, or when that address would fail again.
    """
    address = usable_address(mail.person.email if mail.person else mail.address)
    if not address:
        raise Refusal(WRONG_ADDRESS.format(name=mail.name))
    rows = Mail.objects.filter(pk=mail.pk, state=MailState.FAILED.value)
    again = {"state": MailState.WAITING.value, "address": address, "tries": 0}
    if not rows.update(**again, due_at=by.at, leased_until=None):
        raise Refusal("Ce courriel n’est pas en échec : rechargez la page.")


def deliver_one(now: datetime) -> bool:
    """Take one mail that is due and hand it to the server; tell whether there was one.

    Each step is its own transaction: the lease, then the sending, then what became of it.
    """
    mail = take_due(Mail.objects.to_deliver(), LEASE, now)
    if mail is None:
        return False
    # Its last worker died holding it: the server may have taken it already.
    is_doubtful = mail.is_doubtful or mail.state == MailState.IN_FLIGHT.value
    if mail.tries > MOST_TRIES:
        _record(mail, Outcome(Handed.NEVER, "interrompu trop souvent"), now, is_doubtful=True)
        return True
    _held(mail).update(state=MailState.IN_FLIGHT.value, is_doubtful=is_doubtful)
    outcome = hand_over(message_of(mail))
    _record(mail, outcome, now, is_doubtful=is_doubtful)
    return True


def message_of(mail: Mail) -> EmailMessage:
    """Return a mail as it leaves: one recipient, a fixed `Message-ID`, the link in its place."""
    reply_to = [mail.sender.email] if mail.sender else []
    message = EmailMessage(
        mail.subject,
        text_of(mail),
        to=[mail.address],
        reply_to=reply_to,
        headers={
            "Message-ID": f"<{mail.message_id}@{MESSAGE_DOMAIN}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    if mail.calendar:
        kind = f"text/calendar; charset=utf-8; method={mail.calendar_method}"
        message.attach("seance.ics", mail.calendar, kind)
    return message


def text_of(mail: Mail) -> str:
    """Return the words of a mail with the personal link in its place."""
    return mail.body.replace(Mail.LINK_MARK, link_of(mail))


def link_of(mail: Mail) -> str:
    """Return the address of the personal link of a mail; nothing when it has none."""
    if not mail.link_route:
        return ""
    secret = derived_secret(mail.link_purpose, mail.link_key)
    return absolute(reverse(mail.link_route, args=[secret]))


def _record(mail: Mail, outcome: Outcome, now: datetime, *, is_doubtful: bool) -> None:
    values: dict[str, object] = {"leased_until": None, "last_error": outcome.said}
    delay = next_try_after(mail.tries)
    if outcome.handed is Handed.TAKEN:
        state = MailState.UNCERTAIN if is_doubtful else MailState.SENT
        values |= {"gone_at": now, "last_error": ""}
    elif outcome.handed is Handed.NEVER or delay is None:
        state = MailState.FAILED
    else:
        state = MailState.TO_RETRY
        values |= {"due_at": now + delay}
        values |= {"is_doubtful": is_doubtful or outcome.handed is Handed.UNKNOWN}
    _held(mail).update(state=state.value, **values)


def _held(mail: Mail) -> models.QuerySet[Mail]:
    """Return the row of a mail as long as this worker holds it: `tries` counts the takers."""
    return Mail.objects.filter(pk=mail.pk, tries=mail.tries)


def _check(draft: MailDraft) -> None:
    if any(ord(sign) < ord(" ") for sign in draft.subject):
        raise Refusal(
            "L’objet du courriel tient sur une seule ligne : retirez le retour à la ligne."
        )
    if "\x00" in draft.name + draft.body:
        raise Refusal("Le texte contient un caractère illisible : écrivez-le de nouveau.")
    if not draft.subject.strip() or not draft.body.strip():
        raise Refusal("Un courriel a un objet et un texte : écrivez-les.")
    if draft.address and not usable_address(draft.address):
        raise Refusal(WRONG_ADDRESS.format(name=draft.name))


def _saved(row: Mail) -> Mail:
    row.save()
    return row
