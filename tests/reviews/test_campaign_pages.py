"""The pages of a campaign, for whoever keeps the reviews: from its preparation to its close."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from gouvernail.action_plan.operations import name_referent
from gouvernail.mailing.models import Mail
from gouvernail.reviews.models import Ask, Campaign, Handover, Review, ReviewCycle
from gouvernail.reviews.operations.asks_handovers import Successor, hand_over
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import (
    make_convention,
    make_member,
    make_node,
    make_user,
    nobody,
    reload,
    status_of,
)
from tests.governance.factories import make_sitting
from tests.reviews.campaign_rows import (
    COTECH_ON,
    ask_of,
    led_action,
    link_to,
    make_campaign,
    make_lead,
    opened,
)
from tests.reviews.factories import make_cotech, make_cycle, make_review

NOW = datetime(2026, 11, 9, 8, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def convention():
    return make_convention("CTG d’essai", "essai")


@pytest.fixture
def plan(convention):
    lou = make_lead(convention, "Lou Exemple")
    return [
        led_action(convention, "Ouvrir un relais", "1.1", lou),
        led_action(convention, "Sans personne", "1.2"),
    ]


@pytest.fixture
def cdc(client, convention):
    user = make_user("Dominique Fictif")
    make_member(convention, Role.COORDINATOR, user=user)
    client.force_login(user)
    return client


def at(name, *rest):
    return reverse(f"campaigns:{name}", args=["essai", *rest])


def page_of(client, name, *rest):
    answer = client.get(at(name, *rest))
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_cycle_or_sitting_it_is_said_what_to_do(cdc, convention, plan):
    assert "ouvrez d’abord celui de l’année" in page_of(cdc, "prepare")
    make_cycle(convention, "Bilan 2026", 2026)
    assert "datez d’abord le prochain Cotech" in page_of(cdc, "prepare")
    assert "Aucune campagne" in page_of(cdc, "list")


def test_a_campaign_is_prepared_read_over_and_opened(cdc, convention, plan, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    sitting = make_cotech(convention, COTECH_ON, SittingState.PREPARING)
    cycle = make_cycle(convention, "Bilan 2026", 2026, cotech=sitting)
    cdc.post(at("prepare"), {"cycle": cycle.pk, "sitting": sitting.pk})
    campaign = Campaign.objects.get()
    words = page_of(cdc, "preview", campaign.pk)
    assert "lou@example.org" in words
    assert "1.1 Ouvrir un relais" in words
    assert not Mail.objects.exists()
    cdc.post(at("preview", campaign.pk), {"version": campaign.version})
    assert Mail.objects.get().name == "Lou Exemple"
    assert "Voir les textes à copier" in page_of(cdc, "campaign", campaign.pk)
    secret = link_to(ask_of(campaign, "Lou Exemple"))
    assert secret in page_of(cdc, "mails_to_copy", campaign.pk)


def test_whoever_cannot_be_asked_is_said_with_the_way_to_mend_it(cdc, convention, plan):
    campaign = make_campaign(convention)
    words = page_of(cdc, "questions", campaign.pk)
    assert "1 action n’a personne à qui demander" in words.replace("\u202f", " ")
    assert reverse("action_plan:change", args=["essai", plan[1].pk]) in words


def test_a_level_with_a_referent_is_asked_once_it_is_ticked(cdc, convention, plan):
    axis = make_node(convention, "1 Accueillir")
    campaign = make_campaign(convention)
    assert reverse("action_plan:structure", args=["essai"]) in page_of(
        cdc, "questions", campaign.pk
    )
    name_referent(axis, plan[0].lead_person, version=axis.version, by=nobody())
    chosen = {"version": campaign.version, "chosen": [f"a{plan[0].pk}", f"n{axis.pk}"]}
    cdc.post(at("questions", campaign.pk), chosen)
    assert ask_of(campaign, "Lou Exemple").targets.count() == 2
    assert sorted(campaign.stages.values_list("rank", flat=True)) == [0, 3]


def test_mails_that_wait_are_taken_back(cdc, convention, plan):
    campaign = opened(make_campaign(convention))
    assert "Retirer avant l’envoi" in page_of(cdc, "campaign", campaign.pk)
    cdc.post(at("take_mails_back", campaign.pk))
    assert (reload(campaign).state, Mail.objects.get().state) == ("preparing", "withdrawn")


def test_a_campaign_being_prepared_then_its_cycle_are_removed(cdc, convention, plan):
    campaign = make_campaign(convention)
    cycle = reverse("reviews:remove_cycle", args=[convention.slug, campaign.cycle_id])
    held = cdc.post(cycle, {"version": campaign.cycle.version})
    assert "ne peut plus être retiré" in held.content.decode()
    assert at("remove", campaign.pk) in page_of(cdc, "campaign", campaign.pk)
    cdc.post(at("remove", campaign.pk), {"version": campaign.version})
    assert not Campaign.objects.exists()
    cdc.post(cycle, {"version": campaign.cycle.version})
    assert not ReviewCycle.objects.exists()


def test_an_open_campaign_is_not_removed(cdc, convention, plan):
    campaign = opened(make_campaign(convention))
    answer = cdc.post(at("remove", campaign.pk), {"version": campaign.version})
    assert "a été ouverte" in answer.content.decode()
    assert Campaign.objects.exists()


def test_dates_and_words_are_changed(cdc, convention, plan):
    campaign = make_campaign(convention)
    body = campaign.sitting.body
    later = make_sitting(body, date(2026, 12, 17), SittingState.PREPARING)
    data = {
        "version": campaign.version,
        "title": "Remontée d’avant Noël",
        "words": "Bonjour à tous.",
        "quiet_days": 5,
        "sitting": later.pk,
        "opens_0": "2026-11-10",
        "due_0": "2026-11-24",
        "reminder_0_0": "2026-11-18",
    }
    cdc.post(at("edit", campaign.pk), data)
    changed, stage = reload(campaign), campaign.stages.get()
    assert (changed.title, changed.quiet_days) == ("Remontée d’avant Noël", 5)
    assert changed.sitting_id == later.pk
    assert (stage.due_on, stage.reminders) == (date(2026, 11, 24), ["2026-11-18"])
    late = cdc.post(at("edit", campaign.pk), {**data, "version": 2, "due_0": "2026-11-09"})
    assert "après l’échéance" in late.content.decode()
    stale = cdc.post(at("edit", campaign.pk), {**data, "title": "Autre"})
    assert stale.status_code == 409


def test_counts_lead_to_the_people_behind_them(cdc, convention, plan):
    campaign = opened(make_campaign(convention))
    words = page_of(cdc, "campaign", campaign.pk)
    assert 'href="?etat=silence#personnes"' in words
    silent = cdc.get(at("campaign", campaign.pk), {"etat": "silence"}).content.decode()
    assert "Lou Exemple" in silent
    kept = cdc.get(at("campaign", campaign.pk), {"etat": "retenu"}).content.decode()
    assert "Personne dans ce cas" in kept


def test_the_silent_are_reminded_once_read_over(cdc, convention, plan):
    campaign = opened(make_campaign(convention))
    assert "personne à relancer" in page_of(cdc, "remind", campaign.pk)
    ask = ask_of(campaign, "Lou Exemple")
    with time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=UTC), tick=False):
        assert "Lou Exemple – 1.1 Ouvrir un relais" in page_of(cdc, "remind", campaign.pk)
        cdc.post(at("remind", campaign.pk), {"people": [ask.pk], "words": "Encore un mot."})
    assert "Encore un mot." in Mail.objects.order_by("pk").last().body


def test_an_answer_on_the_phone_is_said_to_be_so(cdc, convention, plan):
    campaign = opened(make_campaign(convention))
    ask = ask_of(campaign, "Lou Exemple")
    target = ask.targets.get()
    status = status_of(convention, "en cours")
    data = {"seen": 0, "status": status.pk, "results": "Dit au téléphone."}
    cdc.post(at("phone", ask.pk, target.pk), data)
    review = Review.objects.get()
    assert (review.voice, review.speaker) == ("phone", "Lou Exemple, Centre social fictif")
    assert review.steps.get().actor.full_name == "Dominique Fictif"
    assert "au téléphone" in page_of(cdc, "ask", ask.pk)


def test_an_answer_on_the_phone_that_crosses_another_is_sent_again(cdc, convention, plan):
    campaign = opened(make_campaign(convention))
    ask = ask_of(campaign, "Lou Exemple")
    target = ask.targets.select_related("action").get()
    make_review(campaign.cycle, target.action, results="Écrit", perspectives="Entre-temps")
    status = status_of(convention, "en cours")
    data = {"seen": 0, "status": status.pk, "results": "Dit au téléphone."}
    answer = cdc.post(at("phone", ask.pk, target.pk), data)
    assert "Entre-temps" in answer.content.decode()
    assert "Dit au téléphone." in answer.content.decode()
    cdc.post(at("phone", ask.pk, target.pk), {**data, "seen": answer.context["seen"]})
    assert Review.objects.get().results == "Dit au téléphone."


def test_nothing_new_on_the_phone_is_one_gesture(cdc, convention, plan):
    ask = ask_of(opened(make_campaign(convention)), "Lou Exemple")
    cdc.post(at("phone", ask.pk, ask.targets.get().pk), {"seen": 0, "gesture": "rien"})
    assert (Review.objects.get().nothing_new, Review.objects.get().voice) == (True, "phone")


def test_a_link_is_closed_renewed_and_written_again(cdc, client, convention, plan):
    ask = ask_of(opened(make_campaign(convention)), "Lou Exemple")
    cdc.post(at("ask_step", ask.pk, "eteindre"))
    assert client.get(link_to(ask)).status_code == 404
    cdc.post(at("ask_step", ask.pk, "ecrire"))
    assert Mail.objects.count() == 1
    cdc.post(at("ask_step", ask.pk, "renouveler"))
    cdc.post(at("ask_step", ask.pk, "ecrire"))
    assert Mail.objects.count() == 2
    assert client.get(link_to(reload(ask))).status_code == 200
    assert cdc.post(at("ask_step", ask.pk, "autre")).status_code == 404


def test_a_deputy_is_chosen_and_asked_at_once(cdc, convention, plan):
    noa = make_lead(convention, "Noa Fictive")
    ask = ask_of(opened(make_campaign(convention)), "Lou Exemple")
    cdc.post(at("ask", ask.pk), {"deputy": noa.pk})
    cdc.post(at("ask_step", ask.pk, "suppleant"))
    assert Ask.objects.get(name="Noa Fictive").stands_in_for == ask


@pytest.fixture
def handover(convention, plan):
    ask = ask_of(opened(make_campaign(convention)), "Lou Exemple")
    return hand_over(ask, Successor("Noa Fictive", "noa@example.org"), by=nobody())


def test_a_handover_waits_for_the_team(cdc, client, handover):
    assert "ce n’est plus moi" in page_of(cdc, "campaign", handover.ask.campaign_id)
    assert not Ask.objects.filter(name="Noa Fictive").exists()
    cdc.post(at("handover", handover.pk), {})
    assert reload(handover).outcome == ""


def test_accepted_it_gives_another_link_and_closes_the_first(cdc, client, handover):
    first = link_to(handover.ask)
    cdc.post(at("handover", handover.pk), {"suite": "accepter"})
    new = Ask.objects.get(name="Noa Fictive")
    assert (new.stands_in_for, new.targets.count()) == (handover.ask, 1)
    assert client.get(first).status_code == 404
    assert "1.1 Ouvrir un relais" in client.get(link_to(new)).content.decode()
    mail = Mail.objects.order_by("pk").last()
    assert (mail.name, mail.campaign_mail.occasion) == ("Noa Fictive", "handover")
    cdc.post(at("handover", handover.pk), {"suite": "accepter"})
    assert Ask.objects.filter(name="Noa Fictive").count() == 1


def test_refused_it_leaves_things_as_they_are(cdc, client, handover):
    cdc.post(at("handover", handover.pk), {"suite": "refuser"})
    assert Handover.objects.get().outcome == "refused"
    assert client.get(link_to(handover.ask)).status_code == 200


def test_a_closed_campaign_writes_nothing_more(cdc, convention, plan):
    campaign = opened(make_campaign(convention))
    cdc.post(at("close", campaign.pk), {"version": campaign.version})
    assert reload(campaign).state == "closed"
    cdc.post(at("remind", campaign.pk), {"people": [1], "words": "Encore"})
    assert Mail.objects.count() == 1


@pytest.mark.parametrize("role", [Role.READER, Role.CONTRIBUTOR])
def test_whoever_does_not_keep_the_reviews_sees_no_campaign(client, convention, plan, role):
    user = make_user("Sacha Factice")
    make_member(convention, role, user=user)
    client.force_login(user)
    campaign = opened(make_campaign(convention))
    ask = ask_of(campaign, "Lou Exemple")
    for name, number in (
        ("campaign", campaign.pk),
        ("ask", ask.pk),
        ("mails_to_copy", campaign.pk),
    ):
        assert client.get(at(name, number)).status_code == 403


@pytest.mark.parametrize("number", [2, 20])
def test_the_page_of_a_campaign_stays_within_its_queries(
    cdc, convention, number, django_assert_max_num_queries
):
    for rank in range(number):
        person = make_lead(convention, f"Personne {rank}", f"Structure {rank}")
        led_action(convention, f"Action {rank}", f"1.{rank}", person)
    campaign = opened(make_campaign(convention))
    with django_assert_max_num_queries(12):
        assert cdc.get(at("campaign", campaign.pk)).status_code == 200
