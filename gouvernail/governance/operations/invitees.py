"""Those who are called to a sitting: their row, their personal link, their answer."""

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.common.secrets import derived_secret, digest_of
from gouvernail.directory.models import Person
from gouvernail.governance.models import Answer, Invitee, InviteeKind, Sitting
from gouvernail.governance.queries.convening import Recipient
from gouvernail.history.operations import By, Change, note
from gouvernail.mailing.models import Mail
from gouvernail.rules.sittings import PLANNED, SittingState

LINK_PURPOSE = "sitting"
_NAMING = {
    Answer.PROXY: "Dites à qui vous donnez pouvoir.",
    Answer.DEPUTY: "Dites qui vient à votre place.",
}


@transaction.atomic
def invite_besides(sitting: Sitting, person: Person, *, by: By) -> Invitee:
    """Add somebody who has no seat, told for information with the next mail.

    Errors: Refusal when the person is called already.
    """
    Sitting.objects.select_for_update().get(pk=sitting.pk)
    if sitting.invitees.filter(person=person).exists():
        raise Refusal(f"{person} est déjà convié.")
    function = person.function or str(person.organisation or "")
    recipient = Recipient(person, None, function, InviteeKind.COURTESY)
    invitee = keep_invitee(sitting, recipient)
    _note("sitting.invited", sitting, [], by)
    return invitee


@transaction.atomic
def answer_convocation(
    invitee: Invitee, answer: Answer, name: str = "", words: str = "", *, by: By
) -> None:
    """Keep what somebody answers; it can be corrected until the sitting.

    Without an actor, the answer came from the person; with one, the team noted it.

    The journal tells that an answer came, not which: whoever reads the convention reads it.

    Errors: Refusal when the sitting is over or given up, or when a name is missing.
    """
    sitting = invitee.sitting
    if SittingState(sitting.state) not in PLANNED:
        raise Refusal("Cette séance n’attend plus de réponse.")
    if answer in _NAMING and not name.strip():
        raise Refusal(_NAMING[answer])
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
    _note("sitting.answered", sitting, [], by)


@transaction.atomic
def close_link(invitee: Invitee, *, by: By) -> None:
    """Close the personal link of one person; those of the others go on answering."""
    invitee.revoked_at = by.at
    invitee.save(update_fields=["revoked_at"])
    _note_link(invitee, "éteint", by)


@transaction.atomic
def renew_link(invitee: Invitee, *, by: By) -> None:
    """Give one person another link; the one before opens nothing any more.

    Mails that nobody has sent yet carry the new one.
    """
    invitee.revoked_at = None
    invitee.link_round += 1
    invitee.digest = digest_of(secret_of(invitee))
    invitee.save(update_fields=["revoked_at", "link_round", "digest"])
    waiting = Mail.objects.not_gone().filter(sitting_mail__invitee=invitee)
    waiting.exclude(link_key="").update(link_key=link_key(invitee))
    _note_link(invitee, "renouvelé", by)


@transaction.atomic
def call_again(invitee: Invitee, *, by: By) -> None:
    """Call somebody who had been let go: their former answer goes, another link answers."""
    invitee.answer = invitee.answer_name = invitee.answer_words = ""
    invitee.answered_at, invitee.is_answered_by_hand = None, False
    invitee.save(
        update_fields=[
            "answer", "answer_name", "answer_words", "answered_at", "is_answered_by_hand",
        ]
    )  # fmt: skip
    renew_link(invitee, by=by)


def secret_of(invitee: Invitee) -> str:
    """Return the secret of a personal link, made again from the key of the server."""
    return derived_secret(LINK_PURPOSE, link_key(invitee))


def link_key(invitee: Invitee) -> str:
    """Return what the secret of a personal link is derived from."""
    return f"{invitee.uid}:{invitee.link_round}"


def keep_invitee(sitting: Sitting, recipient: Recipient) -> Invitee:
    """Return the row of somebody who is called, made if need be; a link once closed stays so."""
    person = recipient.person
    row = sitting.invitees.filter(person=person).first()
    if row is None:
        row = Invitee(sitting=sitting, person=person)
        row.digest = digest_of(secret_of(row))
    row.seat_id, row.kind = recipient.seat_id, recipient.kind.value
    row.person = person
    row.name, row.function = person.full_name, recipient.function[:300]
    row.save()
    return row


def _note_link(invitee: Invitee, what: str, by: By) -> None:
    sitting = invitee.sitting
    _note("sitting.link", sitting, [Change("Un lien personnel", "", what)], by)


def _note(verb: str, sitting: Sitting, changes: list[Change], by: By) -> None:
    note(verb, sitting, convention_id=sitting.convention_id, by=by, changes=changes)
