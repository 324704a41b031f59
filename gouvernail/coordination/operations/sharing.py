"""Letting a colleague read one's log, taking it back, and keeping who read it."""

from datetime import date

from django.db import transaction

from gouvernail.accounts.models import User
from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention, Membership
from gouvernail.coordination.models import LogReading, LogShare
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right, Role, allows


@transaction.atomic
def share_log(convention: Convention, reader: User, *, by: By) -> LogShare:
    """Let a member of the team read the log of who acts. Sharing twice changes nothing.

    Errors: Refusal with oneself, or with somebody who is not of the team.
    """
    if by.actor is None or by.actor.pk == reader.pk:
        raise Refusal("Choisissez un collègue : votre journal, vous le lisez déjà.")
    membership = Membership.objects.filter(convention=convention, user=reader).first()
    if membership is None or not allows(Role(membership.role), Right.EDIT_TEAM):
        raise Refusal(f"{reader} n’est pas de l’équipe de cette convention.")
    values = {"since": by.at}
    row, _ = LogShare.objects.get_or_create(
        convention=convention, owner=by.actor, reader=reader, defaults=values
    )
    return row


@transaction.atomic
def unshare_log(share: LogShare, *, by: By) -> None:
    """Take a share back; who read the log, and when, stays told to its owner.

    Errors: Refusal for anybody but its owner.
    """
    if by.actor is None or by.actor.pk != share.owner_id:
        raise Refusal("Seule la personne qui partage son journal peut y mettre fin.")
    share.delete()


@transaction.atomic
def record_reading(share: LogShare, day: date, *, by: By) -> None:
    """Keep that the reader of a share opens the log on a day; its owner sees it.

    Errors: Refusal for anybody but its reader.
    """
    if by.actor is None or by.actor.pk != share.reader_id:
        raise Refusal("Ce journal n’est pas partagé avec vous.")
    LogReading.objects.get_or_create(
        convention=share.convention,
        owner=share.owner,
        reader=by.actor,
        day=day,
        defaults={"name": str(by.actor)[:150]},
    )
