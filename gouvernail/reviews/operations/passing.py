"""Asking somebody else what a person was asked: who leaves, or whom it no longer concerns."""

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.directory.models import Person
from gouvernail.history.operations import By, Change, note
from gouvernail.reviews.models import Ask, AskOccasion, CampaignState
from gouvernail.reviews.operations.asks import choose_deputy, keep_ask, take_back_waiting
from gouvernail.reviews.operations.campaign_mails import Letter, write_letters
from gouvernail.reviews.queries.asks import AskLine, ask_line


@transaction.atomic
def pass_ask(ask: Ask, taker: Person, *, by: By) -> None:
    """Ask `taker` what somebody was asked and did not answer; the link of the first one closes.

    Errors: Refusal when all was answered in between.
    """
    if not any(one.is_open for one in ask_line(ask).questions):
        raise Refusal(f"{ask.name} a répondu entre-temps : rechargez la page.")
    move_questions(ask, taker, by=by)
    campaign = ask.campaign
    told = [Change("Un passage de relais", "", "accepté")]
    note(
        "ask.handover_settled", campaign, convention_id=campaign.convention_id, by=by, changes=told
    )


@transaction.atomic
def pass_deputy(ask: Ask, taker: Person, *, by: By) -> None:
    """Say who is asked if somebody says nothing, in the stead of a deputy who leaves.

    Nobody is their own deputy: it is then left empty.
    """
    choose_deputy(ask, None if ask.person_id == taker.pk else taker, by=by)


@transaction.atomic
def move_questions(first: Ask, taker: Person, *, by: By) -> Ask:
    """Ask `taker` what the first one was asked, with a link of their own; close that of the first.

    Whoever is asked already in the campaign is asked that besides. The deputy of the first one
    goes with the questions, unless they are the taker or the taker has one. Mails that wait for
    the first one are taken back; what had been asked by mail is asked again of the taker, by a
    mail of their own, and the levels to come will ask them with the others.
    """
    campaign = first.campaign
    before = ask_line(first)
    ask = keep_ask(campaign, taker, before.questions)
    moved = {one.about for one in before.questions}
    first.targets.all().delete()
    first.revoked_at = by.at
    first.save(update_fields=["revoked_at"])
    take_back_waiting(first, by=by)
    ask.stands_in_for = first
    if ask.deputy_id is None and first.deputy_id != taker.pk:
        ask.deputy = first.deputy
    ask.save(update_fields=["stands_in_for", "deputy"])
    still = tuple(one for one in ask_line(ask).still if one.about in moved)
    if still and campaign.state == CampaignState.OPEN.value:
        write_letters(campaign, AskOccasion.HANDOVER, [Letter(AskLine(ask, still), still)], by=by)
    return ask
