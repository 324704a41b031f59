"""Campaigns for tests, made by the operations that people use."""

from datetime import date

from gouvernail.directory.operations import PersonData, create_person
from gouvernail.reviews.models import Ask, Campaign
from gouvernail.reviews.operations.asks import secret_of
from gouvernail.reviews.operations.campaign_circuit import open_campaign
from gouvernail.reviews.operations.campaigns import prepare_campaign
from gouvernail.rules.sittings import SittingState
from tests.factories import make_action, make_organisation, nobody, reload
from tests.reviews.factories import make_cotech, make_cycle

COTECH_ON = date(2026, 12, 3)


def make_lead(convention, name, organisation="Centre social fictif", email=None):
    """Make somebody of the directory, with an address unless said otherwise."""
    email = f"{name.split()[0].lower()}@example.org" if email is None else email
    structure = make_organisation(convention, organisation)
    return create_person(convention.pk, PersonData(name, "", email, "", structure), by=nobody())


def led_action(convention, title, number, person=None, leads=(), **details):
    """Make an action that somebody answers for."""
    details.setdefault("status", "en cours")
    return make_action(convention, title, number=number, lead_person=person, leads=leads, **details)


def make_campaign(convention, on=COTECH_ON, by=None, **cycle):
    """Prepare a campaign before a Cotech to come."""
    sitting = make_cotech(convention, on, SittingState.PREPARING)
    cycle = make_cycle(convention, cycle.pop("title", "Bilan 2026"), 2026, cotech=sitting)
    return prepare_campaign(cycle, sitting, by=by or nobody())


def opened(campaign, by=None) -> Campaign:
    """Open a campaign: those of the first level are asked at once."""
    campaign = reload(campaign)
    open_campaign(campaign, campaign.version, by=by or nobody())
    return campaign


def ask_of(campaign, name) -> Ask:
    """Return the row of somebody who is asked."""
    return campaign.asks.select_related("campaign__cycle__convention").get(name=name)


def link_to(ask, *rest) -> str:
    """Return the address of a personal link, and what follows."""
    return "/".join(["/bilan", secret_of(ask), *(str(part) for part in rest), ""])
