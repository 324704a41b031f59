"""Finding a date: moments are proposed, those who are called say which suit them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import moment
from gouvernail.governance.models import (
    DateOption,
    DateVote,
    Invitee,
    Preference,
    Sitting,
)
from gouvernail.governance.operations.sittings import change_sitting
from gouvernail.governance.queries.answering import is_poll_open
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.rules.sittings import SittingState

MOST_OPTIONS = 20


@transaction.atomic
def propose_dates(
    sitting: Sitting, moments: Sequence[datetime], until: date | None, version: int, *, by: By
) -> None:
    """Propose moments for a sitting; those that stay keep what was said of them.

    Errors: EditConflict; Refusal when the sitting is dated for good, or the moments do not do.
    """
    _refuse_unless_preparing(sitting)
    today = timezone.localdate(by.at)
    if len(moments) < 2 or len(moments) > MOST_OPTIONS:
        raise Refusal(f"Proposez de 2 à {MOST_OPTIONS} dates.")
    if min(moments) <= by.at:
        raise Refusal("Une date proposée est déjà passée : retirez-la.")
    if until is None or not today <= until <= timezone.localtime(min(moments)).date():
        raise Refusal("Dites jusqu’à quand vous attendez les réponses, avant la première date.")
    sitting.claim(version)
    sitting.date_options.exclude(starts_at__in=moments).delete()
    known = set(sitting.date_options.values_list("starts_at", flat=True))
    DateOption.objects.bulk_create(
        DateOption(sitting=sitting, starts_at=one) for one in moments if one not in known
    )
    sitting.poll_ends_on = until
    sign(sitting, by)
    sitting.save()
    told = [Change("Dates proposées", "", " ; ".join(moment(one) for one in moments))]
    note(
        "sitting.dates_proposed", sitting, convention_id=sitting.convention_id, by=by, changes=told
    )


@transaction.atomic
def vote_on_dates(invitee: Invitee, votes: Mapping[int, str], *, by: By) -> None:
    """Keep which dates suit somebody, by the number of the date; it can be corrected.

    Errors: Refusal when the poll is closed, or when nothing is said.
    """
    sitting = invitee.sitting
    if not is_poll_open(sitting, timezone.localdate(by.at)):
        raise Refusal("La date est choisie, ou n’est plus à choisir : il n’y a plus à répondre.")
    Invitee.objects.select_for_update().get(pk=invitee.pk)
    options = {row.pk: row for row in sitting.date_options.all()}
    kept = {pk: word for pk, word in votes.items() if pk in options and word in set(Preference)}
    if not kept:
        raise Refusal("Dites oui, si besoin ou non pour au moins une date.")
    invitee.date_votes.filter(option_id__in=kept).delete()
    DateVote.objects.bulk_create(
        DateVote(option_id=pk, invitee=invitee, preference=word) for pk, word in kept.items()
    )
    _note("sitting.date_voted", sitting, [], by)


@transaction.atomic
def choose_date(option: DateOption, version: int, *, by: By) -> None:
    """Date the sitting at one of the proposed moments, and close the poll.

    Errors: EditConflict; Refusal when the sitting is no longer in preparation.
    """
    sitting = option.sitting
    _refuse_unless_preparing(sitting)
    change_sitting(sitting, {"starts_at": option.starts_at, "poll_ends_on": None}, version, by=by)
    told = [Change("Date retenue", "", moment(option.starts_at))]
    _note("sitting.date_chosen", sitting, told, by)


def _refuse_unless_preparing(sitting: Sitting) -> None:
    if sitting.state != SittingState.PREPARING.value:
        raise Refusal("Seule une séance en préparation cherche sa date.")


def _note(verb: str, sitting: Sitting, changes: list[Change], by: By) -> None:
    note(verb, sitting, convention_id=sitting.convention_id, by=by, changes=changes)
