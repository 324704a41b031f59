"""Asking somebody else what a person who leaves was asked."""

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.common.secrets import derived_secret, digest_of
from gouvernail.directory.models import Person
from gouvernail.history.operations import By, Change, note
from gouvernail.mailing.models import Mail
from gouvernail.reviews.models import Ask, AskTarget

LINK_PURPOSE = "campaign"


@transaction.atomic
def pass_ask(ask: Ask, taker: Person, *, by: By) -> None:
    """Ask `taker` what somebody was asked and did not answer; the link of the first one closes.

    Whoever is asked already in the campaign is asked that besides. The link of the new person is
    made for them: the next mail of the campaign carries it. Mails that wait for the first one are
    taken back.

    Errors: Refusal when it was answered in between.
    """
    if ask.answered_at:
        raise Refusal(f"{ask.name} a répondu entre-temps : rechargez la page.")
    campaign = ask.campaign
    other = campaign.asks.exclude(pk=ask.pk).filter(person=taker).first()
    Mail.objects.not_gone().filter(campaign_mail__ask=ask).delete()
    if other is None:
        other = Ask(campaign=campaign, person=taker, expires_on=ask.expires_on)
        other.organisation_id, other.name = taker.organisation_id, taker.full_name
        other.digest = digest_of(derived_secret(LINK_PURPOSE, f"{other.uid}:{other.link_round}"))
        other.save()
    _move_targets(ask, other)
    ask.revoked_at = by.at
    ask.save(update_fields=["revoked_at"])
    told = [Change("Un passage de relais", "", "accepté")]
    note(
        "ask.handover_settled", campaign, convention_id=campaign.convention_id, by=by, changes=told
    )


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


def _move_targets(ask: Ask, other: Ask) -> None:
    known = set(other.targets.values_list("action_id", "node_id"))
    rows = [row for row in ask.targets.all() if (row.action_id, row.node_id) not in known]
    AskTarget.objects.filter(pk__in=[row.pk for row in rows]).update(ask=other)
    ask.targets.all().delete()
