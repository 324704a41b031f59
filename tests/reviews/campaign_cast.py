"""One campaign of each territory of the permission matrix, with one of everything in it."""

from datetime import timedelta

from django.utils import timezone

from gouvernail.action_plan.models import Action
from gouvernail.directory.models import Person
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.governance.models import Body, Decision
from gouvernail.mailing.models import Mail
from gouvernail.reviews.models import Ask, AskMail, AskTarget, Campaign, CampaignStage, CycleKind
from gouvernail.reviews.operations.asks import new_ask, secret_of
from gouvernail.reviews.operations.asks_handovers import Successor, hand_over
from gouvernail.reviews.operations.cycles import CycleDraft, open_cycle
from gouvernail.rules.sittings import SittingState
from tests.factories import nobody
from tests.governance.factories import make_sitting


def add_campaign(territory) -> None:
    """Make a campaign that is open, somebody who is asked, their mail and their handover."""
    convention, slug = territory.convention, territory.convention.slug
    samples = territory.samples
    body = Body.objects.get(pk=samples["body"])
    sitting = make_sitting(body, state=SittingState.PREPARING, title=f"Séance demandée {slug}")
    on = timezone.localdate()
    draft = CycleDraft(CycleKind.TOWARDS, f"Cycle demandé {slug}", on, on)
    cycle = open_cycle(convention, draft, by=nobody())
    campaign = Campaign.objects.create(
        convention=convention,
        cycle=cycle,
        sitting=sitting,
        title=f"Remontée {slug}",
        words=f"Mot {slug}",
        state="open",
        opened_at=timezone.now(),
    )
    stage = CampaignStage.objects.create(
        campaign=campaign,
        rank=0,
        opens_on=on,
        due_on=on + timedelta(days=9),
        told_at=timezone.now(),
    )
    ask = _ask(campaign, stage, Person.objects.get(pk=samples["person"]), samples)
    handover = hand_over(ask, Successor(f"Relais {slug}", "", slug, slug), by=nobody())
    samples.update(
        campaign=campaign.pk,
        ask=ask.pk,
        ask_target=ask.targets.get().pk,
        ask_step="renouveler",
        ask_secret=secret_of(ask),
        handover=handover.pk,
        campaign_mail=_mail(ask, slug).pk,
        own_invitee=samples["invitee"],
        own_decision=Decision.objects.get(pk=samples["decision"]).pk,
    )


def _ask(campaign, stage, person, samples) -> Ask:
    data = PersonData(f"Suppléante {campaign.convention.slug}", "", "", "", None)
    deputy = create_person(campaign.convention_id, data, by=nobody())
    ask = new_ask(campaign, person, deputy=deputy, asked_at=timezone.now())
    ask.save()
    action = Action.objects.get(pk=samples["action"])
    AskTarget.objects.create(ask=ask, stage=stage, action=action)
    return ask


def _mail(ask, slug) -> Mail:
    mail = Mail.objects.create(
        convention=ask.campaign.convention,
        person=ask.person,
        name=f"Sollicitée {slug}",
        subject=f"Demande {slug}",
        body=f"Texte {slug}",
        state="to_copy",
    )
    AskMail.objects.create(ask=ask, mail=mail, occasion="request")
    return mail
