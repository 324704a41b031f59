"""Asking somebody else what a person who leaves was asked."""

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.directory.models import Person
from gouvernail.history.operations import By, Change, note
from gouvernail.mailing.models import Mail
from gouvernail.reviews.models import Ask, AskOccasion, CampaignState
from gouvernail.reviews.operations.asks import keep_ask
from gouvernail.reviews.operations.campaign_mails import Digest, write_digests
from gouvernail.reviews.queries.asks import AskLine, ask_line


@transaction.atomic
def pass_ask(ask: Ask, taker: Person, *, by: By) -> None:
    """Ask `taker` what somebody was asked and did not answer; the link of the first one closes.

    Whoever is asked already in the campaign is asked that besides. What the first one had been
    asked by mail is asked again of the new person, by a mail of their own; the levels to come will
    ask them with the others. Mails that wait for the first one are taken back.

    Errors: Refusal when all was answered in between.
    """
    before = ask_line(ask)
    if not any(one.is_open for one in before.questions):
        raise Refusal(f"{ask.name} a répondu entre-temps : rechargez la page.")
    campaign = ask.campaign
    Mail.objects.not_gone().filter(campaign_mail__ask=ask).delete()
    other = keep_ask(campaign, taker, before.questions)
    moved = {one.about for one in before.questions}
    ask.targets.all().delete()
    ask.revoked_at = by.at
    ask.save(update_fields=["revoked_at"])
    told = [Change("Un passage de relais", "", "accepté")]
    note(
        "ask.handover_settled", campaign, convention_id=campaign.convention_id, by=by, changes=told
    )
    still = tuple(one for one in ask_line(other).still if one.about in moved)
    if still and campaign.state == CampaignState.OPEN.value:
        digest = Digest(AskLine(other, still), still)
        write_digests(campaign, AskOccasion.HANDOVER, [digest], by=by)


@transaction.atomic
def pass_deputy(ask: Ask, taker: Person, *, by: By) -> None:
    """Say who is asked if somebody says nothing, in the stead of a deputy who leaves.

    Nobody is their own deputy: it is then left empty.
    """
    ask.deputy = None if ask.person_id == taker.pk else taker
    ask.save(update_fields=["deputy"])
    campaign = ask.campaign
    told = [
        Change("Sans réponse, demander à quelqu’un d’autre", "", "oui" if ask.deputy else "non")
    ]
    note("campaign.changed", campaign, convention_id=campaign.convention_id, by=by, changes=told)
