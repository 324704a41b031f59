"""Calling people to a sitting: the mails that are written, the answers that come back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from gouvernail.accounts.mail import leaves_the_machine
from gouvernail.calendars.ics import Party, write_invitation
from gouvernail.common.errors import Refusal
from gouvernail.common.secrets import derived_secret, digest_of
from gouvernail.directory.models import Person
from gouvernail.governance.calendar_events import calendar_events
from gouvernail.governance.mail_words import body_of, facts_of, subject_of
from gouvernail.governance.models import (
    Answer,
    Invitee,
    InviteeKind,
    InviteeMail,
    Occasion,
    Sitting,
    SittingReminder,
)
from gouvernail.governance.models.invitees import ANSWER_LABELS, OCCASION_LABELS
from gouvernail.governance.operations.sittings import move_sitting
from gouvernail.governance.queries.convening import TELLING, Recipient, recipients_of
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.mailing.models import Mail
from gouvernail.mailing.operations import Link, MailDraft, post, withdraw
from gouvernail.rules.convening import reminder_at
from gouvernail.rules.sittings import PLANNED, SittingState

LINK_PURPOSE = "sitting"
LINK_ROUTE = "answers:sitting"
# With these, the calendar of the person follows the sitting.
WITH_CALENDAR = frozenset({Occasion.CONVOCATION, Occasion.REVISION, Occasion.CANCELLATION})
WITHOUT_LINK = frozenset({Occasion.CANCELLATION})
_NAMING = {
    Answer.PROXY: "Dites à qui vous donnez pouvoir.",
    Answer.DEPUTY: "Dites qui vient à votre place.",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as somebody read it over before it leaves: its words, and to whom it goes.

    `reminders` are days before the sitting, for a convocation.
    """

    subject: str
    body: str
    person_ids: frozenset[int]
    reminders: tuple[int, ...] = ()


@transaction.atomic
def write_to_invitees(
    sitting: Sitting, occasion: Occasion, letter: Letter, version: int, *, by: By
) -> int:
    """Write a mail to those who were chosen, and return to how many.

    A convocation takes the sitting to that step; it and a revision keep what was told, to say
    later what has changed.

    Errors: EditConflict; Refusal, and nothing is written nor sent.
    """
    chosen = _chosen(sitting, occasion, letter)
    sitting.claim(version)
    if occasion.value in TELLING:
        if sitting.state == SittingState.PREPARING.value:
            move_sitting(sitting, SittingState.CONVENED, by=by)
        _refuse_not_convened(sitting)
        sitting.told, sitting.told_at = facts_of(sitting), by.at
        _plan_reminders(sitting, letter.reminders)
    sign(sitting, by)
    sitting.save()
    invitees = [_invitee(sitting, recipient) for recipient in chosen]
    _send(sitting, occasion, invitees, letter, by)
    told = [Change(OCCASION_LABELS[occasion].capitalize(), "", _names(chosen))]
    _note("sitting.told", sitting, told, by)
    return len(chosen)


@transaction.atomic
def invite_besides(sitting: Sitting, person: Person, *, by: By) -> Invitee:
    """Add somebody who has no seat, told for information with the next mail.

    Errors: Refusal when the person is called already.
    """
    if sitting.invitees.filter(person=person).exists():
        raise Refusal(f"{person} est déjà convié.")
    function = person.function or str(person.organisation or "")
    recipient = Recipient(person, None, function, InviteeKind.COURTESY)
    invitee = _invitee(sitting, recipient)
    told = [Change("Convié", "", invitee.name)]
    _note("sitting.invited", sitting, told, by)
    return invitee


@transaction.atomic
def answer_convocation(
    invitee: Invitee, answer: Answer, name: str = "", words: str = "", *, by: By
) -> None:
    """Keep what somebody answers; it can be corrected until the sitting.

    Without an actor, the answer came by the personal link; with one, the team noted it.

    Errors: Refusal when the sitting is over or given up, or when a name is missing.
    """
    sitting = invitee.sitting
    if SittingState(sitting.state) not in PLANNED:
        raise Refusal("Cette séance n’attend plus de réponse.")
    if answer in _NAMING and not name.strip():
        raise Refusal(_NAMING[answer])
    before = invitee.get_answer_display()
    invitee.answer = answer.value
    invitee.answer_name = name.strip()[:150] if answer in _NAMING else ""
    invitee.answer_words = words.strip()[:500]
    invitee.answered_at = by.at
    invitee.is_answered_by_hand = by.actor is not None
    invitee.save(
        update_fields=[
            "answer", "answer_name", "answer_words", "answered_at", "is_answered_by_hand",
        ]
    )  # fmt: skip
    after = " ".join(word for word in (ANSWER_LABELS[answer], invitee.answer_name) if word)
    how = by.reason or ("" if by.actor else "Par lien personnel")
    told = [Change(f"Réponse de {invitee.name}", before, after)]
    by = By(by.actor, how, by.at)
    _note("sitting.answered", sitting, told, by)


@transaction.atomic
def close_link(invitee: Invitee, *, by: By) -> None:
    """Close the personal link of one person; those of the others go on answering."""
    invitee.revoked_at = by.at
    invitee.save(update_fields=["revoked_at"])
    _note_link(invitee, "éteint", by)


@transaction.atomic
def renew_link(invitee: Invitee, *, by: By) -> None:
    """Give one person another link; the one before opens nothing any more."""
    invitee.revoked_at = None
    invitee.link_round += 1
    invitee.digest = digest_of(secret_of(invitee))
    invitee.save(update_fields=["revoked_at", "link_round", "digest"])
    _note_link(invitee, "renouvelé", by)


@transaction.atomic
def take_back(sitting: Sitting, *, by: By) -> int:
    """Take back the mails of a sitting that have not left yet; return how many."""
    mails = list(Mail.objects.not_gone().filter(sitting_mail__invitee__sitting=sitting))
    number = withdraw(mails, by=by)
    if number:
        told = [Change("Courriels retirés avant l’envoi", "", str(number))]
        note(
            "sitting.taken_back", sitting, convention_id=sitting.convention_id, by=by, changes=told
        )
    return number


@transaction.atomic
def send_due_reminder(by: By) -> bool:
    """Write the mails of one reminder whose morning has come; tell whether there was one."""
    reminder = _due_reminder(by)
    if reminder is None:
        return False
    held = SittingReminder.objects.filter(pk=reminder.pk, sent_at=None)
    if not held.update(sent_at=by.at):  # another worker took it
        return True
    sitting = reminder.sitting
    invitees = [
        row
        for row in sitting.invitees.select_related("person").order_by("pk")
        if row.person and not row.revoked_at and _wants_reminder(row, reminder)
    ]
    occasion = Occasion.REMINDER
    letter = Letter(subject_of(sitting, occasion), body_of(sitting, occasion), frozenset())
    _send(sitting, occasion, invitees, letter, by)
    told = [Change("Rappel", "", f"{len(invitees)} personnes")]
    _note("sitting.told", sitting, told, by)
    return True


def secret_of(invitee: Invitee) -> str:
    """Return the secret of a personal link, made again from the key of the server."""
    return derived_secret(LINK_PURPOSE, _link_key(invitee))


def _due_reminder(by: By) -> SittingReminder | None:
    rows = SittingReminder.objects.filter(
        sent_at=None,
        sitting__state=SittingState.CONVENED.value,
        sitting__starts_at__gt=by.at,
        sitting__starts_at__lt=by.at + timedelta(days=400),
    )
    rows = rows.select_related("sitting__body", "sitting__convention").order_by("pk")
    zone = timezone.get_current_timezone()
    for row in rows:
        on = timezone.localtime(row.sitting.starts_at).date()
        if reminder_at(on, row.days_before, zone) <= by.at:
            return row
    return None


def _wants_reminder(invitee: Invitee, reminder: SittingReminder) -> bool:
    if reminder.only_silent:
        return not invitee.answer
    return invitee.answer not in {Answer.ABSENT.value, Answer.PROXY.value, Answer.DEPUTY.value}


def _plan_reminders(sitting: Sitting, days: Sequence[int]) -> None:
    """Write the reminders again; those that left stay, as a trace."""
    sitting.reminders.filter(sent_at=None).delete()
    sent = set(sitting.reminders.values_list("days_before", flat=True))
    SittingReminder.objects.bulk_create(
        SittingReminder(sitting=sitting, days_before=number)
        for number in sorted(set(days) - sent, reverse=True)
    )


def _chosen(sitting: Sitting, occasion: Occasion, letter: Letter) -> list[Recipient]:
    known = recipients_of(sitting, occasion)
    chosen = [one for one in known if one.person.pk in letter.person_ids]
    if not chosen:
        raise Refusal("Choisissez au moins un destinataire.")
    if occasion not in WITHOUT_LINK and Mail.LINK_MARK not in letter.body:
        raise Refusal(
            f"Laissez {Mail.LINK_MARK} dans le texte : chacun y trouvera son lien pour répondre."
        )
    return chosen


def _refuse_not_convened(sitting: Sitting) -> None:
    if sitting.state != SittingState.CONVENED.value:
        raise Refusal("Cette séance n’est pas à venir : il n’y a personne à convoquer.")


def _invitee(sitting: Sitting, recipient: Recipient) -> Invitee:
    """Return the row of somebody who is called, made if need be; a link once closed stays so."""
    person = recipient.person
    row = sitting.invitees.filter(person=person).first()
    if row is None:
        row = Invitee(sitting=sitting, person=person)
        row.digest = digest_of(secret_of(row))
    row.seat_id, row.kind = recipient.seat_id, recipient.kind.value
    row.name, row.function = person.full_name, recipient.function[:300]
    row.save()
    return row


def _send(
    sitting: Sitting, occasion: Occasion, invitees: Sequence[Invitee], letter: Letter, by: By
) -> None:
    mails = post(
        sitting.convention,
        [_draft(sitting, occasion, invitee, letter, by) for invitee in invitees],
        by=by,
    )
    InviteeMail.objects.bulk_create(
        InviteeMail(invitee=invitee, mail=mail, occasion=occasion.value)
        for invitee, mail in zip(invitees, mails, strict=True)
    )


def _draft(
    sitting: Sitting, occasion: Occasion, invitee: Invitee, letter: Letter, by: By
) -> MailDraft:
    person = invitee.person
    address = person.email if person else ""
    calendar = method = ""
    if occasion in WITH_CALENDAR and address:
        [event] = calendar_events([sitting], lambda _: "")
        organizer = Party(sitting.convention.name, by.actor.email if by.actor else address)
        content, method = write_invitation(event, organizer, Party(invitee.name, address))
        calendar = content.decode()
    link = None
    if occasion not in WITHOUT_LINK:
        link = Link(LINK_ROUTE, LINK_PURPOSE, _link_key(invitee))
    return MailDraft(
        invitee.name, address, letter.subject, letter.body, person, link, calendar, method
    )


def _link_key(invitee: Invitee) -> str:
    return f"{invitee.uid}:{invitee.link_round}"


def _note_link(invitee: Invitee, what: str, by: By) -> None:
    sitting = invitee.sitting
    told = [Change(f"Lien personnel de {invitee.name}", "", what)]
    _note("sitting.link", sitting, told, by)


def _note(verb: str, sitting: Sitting, changes: list[Change], by: By) -> None:
    note(verb, sitting, convention_id=sitting.convention_id, by=by, changes=changes)


def _names(recipients: Sequence[Recipient]) -> str:
    return ", ".join(one.person.full_name for one in recipients)[:2_000]


def sends_by_itself() -> bool:
    """Tell whether mails leave by themselves; else they are shown, to be copied."""
    return leaves_the_machine()
