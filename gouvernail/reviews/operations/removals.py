"""Removing what was prepared and never used: a campaign that asked nobody, an empty cycle."""

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.history.operations import By, note
from gouvernail.reviews.models import Campaign, CampaignState, ReviewCycle


@transaction.atomic
def remove_campaign(campaign: Campaign, version: int, *, by: By) -> None:
    """Remove a campaign that is being prepared, with its dates and what it would ask.

    Errors: EditConflict; Refusal once it is open: people were asked.
    """
    campaign.claim(version)
    if campaign.state != CampaignState.PREPARING.value:
        raise Refusal("Cette campagne a été ouverte : close, elle reste dans la liste.")
    note("campaign.removed", campaign, convention_id=campaign.convention_id, by=by)
    campaign.delete()


@transaction.atomic
def remove_cycle(cycle: ReviewCycle, version: int, *, by: By) -> None:
    """Remove a cycle in which nothing was said or asked.

    Errors: EditConflict; Refusal when it holds a review or a campaign.
    """
    cycle.claim(version)
    if cycle.reviews.exists() or cycle.campaigns.exists():
        raise Refusal(
            "Ce cycle compte un bilan ou une campagne : il ne peut plus être retiré. Retirez "
            "d’abord ses campagnes en préparation."
        )
    note("cycle.removed", cycle, convention_id=cycle.convention_id, by=by)
    cycle.delete()
