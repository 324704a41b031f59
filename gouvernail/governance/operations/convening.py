"""Calling people to a sitting: the mails that are written to them, once read over."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import counted
from gouvernail.governance.mail_words import facts_of
from gouvernail.governance.models import Occasion, Sitting
from gouvernail.governance.models.invitees import OCCASION_LABELS
from gouvernail.governance.operations.invitees import keep_invitee
from gouvernail.governance.operations.mails import WITHOUT_LINK, Letter, send_mails
from gouvernail.governance.operations.reminders import plan_reminders
from gouvernail.governance.operations.sittings import move_sitting
from gouvernail.governance.queries.answering import Asked, asked_of
from gouvernail.governance.queries.convening import (
    TELLING,
    Recipient,
    recipients_of,
    told_invitees,
)
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.mailing.models import Mail
from gouvernail.mailing.operations import withdraw
from gouvernail.rules.sittings import SittingState

_GIVEN_UP = frozenset({SittingState.CANCELLED, SittingState.POSTPONED})
_OUT_OF_TURN = {
    Occasion.POLL: "Proposez d’abord des dates, et jusqu’à quand vous attendez les réponses.",
    Occasion.REMINDER: "Une relance suit la convocation d’une séance à venir.",
    Occasion.CANCELLATION: "La séance n’est ni annulée ni reportée.",
    Occasion.MINUTES: "Ouvrez d’abord le compte rendu aux remarques.",
}


@transaction.atomic
def write_to_invitees(
    sitting: Sitting, occasion: Occasion, letter: Letter, version: int, *, by: By
) -> int:
    """Write a mail to those who were chosen, and return to how many.

    A convocation takes the sitting to that step; it and a revision keep what was told, to say
    later what has changed.

    Errors: EditConflict; Refusal, and nothing is written nor sent.
    """
    _refuse_out_of_turn(sitting, occasion, timezone.localdate(by.at))
    chosen = _chosen(sitting, occasion, letter)
    sitting.claim(version)
    if occasion.value in TELLING:
        if sitting.state == SittingState.PREPARING.value:
            move_sitting(sitting, SittingState.CONVENED, by=by)
        _refuse_not_convened(sitting)
        sitting.told, sitting.told_at = facts_of(sitting), by.at
        plan_reminders(sitting, letter.reminders, by=by)
    sign(sitting, by)
    sitting.save()
    invitees = [keep_invitee(sitting, recipient) for recipient in chosen]
    send_mails(sitting, occasion, invitees, letter, by)
    number = counted(len(chosen), "personne")
    told = [Change(OCCASION_LABELS[occasion].capitalize(), "", number)]
    _note("sitting.told", sitting, told, by)
    return len(chosen)


@transaction.atomic
def take_back(sitting: Sitting, *, by: By) -> int:
    """Take back the mails of a sitting that have not left yet; return how many."""
    mails = list(Mail.objects.not_gone().filter(sitting_mail__invitee__sitting=sitting))
    number = withdraw(mails, by=by)
    if number:
        _forget_what_nobody_read(sitting)
        told = [Change("Courriels retirés avant l’envoi", "", str(number))]
        _note("sitting.taken_back", sitting, told, by)
    return number


def _forget_what_nobody_read(sitting: Sitting) -> None:
    """Once every convocation was taken back, nobody was told: the sitting is to be convened."""
    if told_invitees(sitting):
        return
    sitting.told = sitting.told_at = None
    Sitting.objects.filter(pk=sitting.pk).update(told=None, told_at=None)
    sitting.reminders.filter(sent_at=None).delete()


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


def _refuse_out_of_turn(sitting: Sitting, occasion: Occasion, today: date) -> None:
    """Refuse a mail whose moment has not come: its link would lead to nothing."""
    state, asked = SittingState(sitting.state), asked_of(sitting, today)
    comes = {
        Occasion.POLL: asked is Asked.DATES,
        Occasion.REMINDER: asked is Asked.COMING,
        Occasion.CANCELLATION: state in _GIVEN_UP,
        Occasion.MINUTES: asked is Asked.REMARKS,
    }
    if not comes.get(occasion, True):
        raise Refusal(_OUT_OF_TURN[occasion])


def _refuse_not_convened(sitting: Sitting) -> None:
    if sitting.state != SittingState.CONVENED.value:
        raise Refusal("Cette séance n’est pas à venir : il n’y a personne à convoquer.")


def _note(verb: str, sitting: Sitting, changes: list[Change], by: By) -> None:
    note(verb, sitting, convention_id=sitting.convention_id, by=by, changes=changes)
