"""The personal link of a campaign: what it shows, what it refuses, what a machine cannot do.

RELIABILITY e3 (forwarded, expired, revoked, renewed, wrong object) and k4 (mail scanners).
"""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gouvernail.common.secrets import digest_of
from gouvernail.governance.models import Answer
from gouvernail.governance.operations.decisions import DecisionDraft, record_decision
from gouvernail.governance.operations.invitees import close_link as close_invitee_link
from gouvernail.governance.operations.invitees import invite_besides
from gouvernail.mailing.models import Mail
from gouvernail.mailing.operations import link_of
from gouvernail.reviews.models import Ask, AskTarget, Campaign, Handover, Review
from gouvernail.reviews.operations.asks import close_link, renew_link, secret_of
from gouvernail.reviews.operations.campaign_circuit import close_campaign
from gouvernail.reviews.operations.circuit import keep_reviews, send_back
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.sittings import SittingState
from tests.consistency.matrix import everything_stored
from tests.factories import make_convention, make_node, nobody, reload, status_of
from tests.governance.factories import make_body, make_sitting
from tests.reviews.campaign_rows import (
    ask_of,
    led_action,
    link_to,
    make_campaign,
    make_lead,
    opened,
)
from tests.reviews.factories import make_review

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
def lou(convention):
    return make_lead(convention, "Lou Exemple")


@pytest.fixture
def campaign(convention, lou):
    texts = {"indicators": "Familles reçues\nHeures d’accueil"}
    led_action(convention, "Ouvrir un relais", "1.1", lou, texts=texts)
    led_action(convention, "Former les équipes", "1.2", lou)
    sam = make_lead(convention, "Sam Spécimen", "Association fictive")
    led_action(convention, "Action de Sam", "2.1", sam)
    return opened(make_campaign(convention))


@pytest.fixture
def ask(campaign):
    return ask_of(campaign, "Lou Exemple")


@pytest.fixture
def target(ask):
    return ask.targets.order_by("position").first()


def said(convention, **texts):
    running = status_of(convention, "en cours")
    return {"seen": 0, "status": running.pk, "results": "Le relais est ouvert.", **texts}


# --- What the link is for


def test_a_lead_reads_only_their_own_actions(client, ask):
    page = client.get(link_to(ask)).content.decode()
    assert "1.1 Ouvrir un relais" in page
    assert "1.2 Former les équipes" in page
    assert "Action de Sam" not in page
    assert "Sam Spécimen" not in page


def test_a_lead_answers_and_it_is_said_that_it_came_by_their_link(client, convention, ask, target):
    answer = client.post(link_to(ask, target.pk), said(convention))
    assert answer["Location"].endswith(f"/{target.pk}/merci/")
    review = Review.objects.get()
    assert (review.state, review.results) == ("submitted", "Le relais est ouvert.")
    assert (review.voice, review.speaker) == ("link", "Lou Exemple, Centre social fictif")
    assert review.steps.get().name.startswith("Lou Exemple")
    assert reload(ask).answered_at == NOW


def test_what_was_said_is_there_to_be_corrected_and_nothing_is_wrong_yet(
    client, convention, ask, target
):
    client.post(link_to(ask, target.pk), said(convention, difficulties="Un local trop petit."))
    page = client.get(link_to(ask, target.pk)).content.decode()
    assert "Un local trop petit." in page
    assert "obligatoire" not in page


def test_after_an_answer_the_next_one_is_there(client, convention, ask, target):
    client.post(link_to(ask, target.pk), said(convention))
    page = client.get(link_to(ask, target.pk, "merci")).content.decode()
    assert "1.2 Former les équipes" in page
    assert "Action de Sam" not in page


def test_nothing_new_is_one_gesture_and_is_corrected(client, convention, ask, target):
    client.post(link_to(ask, target.pk), {"gesture": "rien", "seen": 0})
    assert Review.objects.get().nothing_new
    client.post(link_to(ask, target.pk), said(convention, seen=1))
    review = Review.objects.get()
    assert (review.nothing_new, review.results) == (False, "Le relais est ouvert.")


def test_one_gesture_never_erases_words(client, convention, ask, target):
    client.post(link_to(ask, target.pk), said(convention))
    assert 'value="rien"' not in client.get(link_to(ask, target.pk)).content.decode()
    client.post(link_to(ask, target.pk), {"gesture": "rien", "seen": 1})
    assert Review.objects.get().results == "Le relais est ouvert."


def test_a_figure_and_a_file_come_with_it(client, convention, ask, target, media):
    paper = SimpleUploadedFile("bilan.pdf", b"%PDF-1.7\n%%EOF", "application/pdf")
    figure = {"indicator": "Familles reçues", "value": "24", "file": paper}
    client.post(link_to(ask, target.pk), said(convention, **figure))
    other = {"indicator": "Heures d’accueil", "value": "300", "seen": 1}
    client.post(link_to(ask, target.pk), said(convention, **other))
    review = Review.objects.get()
    given = {row.indicator: row.value for row in review.figures.all()}
    assert given == {"Familles reçues": "24", "Heures d’accueil": "300"}
    assert (review.file_name, bool(review.file)) == ("bilan.pdf", True)


def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_kept(
    client, convention, ask, target, media
):
    paper = SimpleUploadedFile("bilan.exe", b"MZ", "application/pdf")
    page = client.post(link_to(ask, target.pk), said(convention, file=paper))
    assert "ne peut pas être joint" in page.content.decode()
    assert not Review.objects.exists()


def test_what_the_team_sent_back_is_shown_with_its_word(client, ask, target, campaign):
    review = make_review(campaign.cycle, target.action)
    send_back(review, "Combien de familles ?", by=nobody())
    assert "à compléter" in client.get(link_to(ask)).content.decode()
    assert "Combien de familles ?" in client.get(link_to(ask, target.pk)).content.decode()


def test_what_the_team_kept_no_longer_changes_by_the_link(
    client, convention, ask, target, campaign
):
    review = make_review(campaign.cycle, target.action, results="Dit avant")
    keep_reviews([review], by=nobody())
    seen = reload(review).version
    page = client.post(link_to(ask, target.pk), said(convention, seen=seen))
    assert "a retenu cette réponse" in page.content.decode()
    client.post(link_to(ask, target.pk), {"gesture": "rien", "seen": seen})
    assert reload(review).results == "Dit avant"


def test_two_answers_at_once_do_not_erase_each_other(client, convention, ask, target):
    client.post(link_to(ask, target.pk), said(convention, results="La première"))
    page = client.post(link_to(ask, target.pk), said(convention, results="La seconde"))
    words = page.content.decode()
    assert "La première" in words
    assert "La seconde" in words
    assert Review.objects.get().results == "La première"
    client.post(link_to(ask, target.pk), said(convention, results="La seconde", seen=1))
    assert Review.objects.get().results == "La seconde"


def test_a_wrong_form_does_not_make_a_newer_answer_look_seen(client, convention, ask, target):
    client.post(link_to(ask, target.pk), said(convention, results="La première"))
    stale = said(convention, value="12", seen=0)
    page = client.post(link_to(ask, target.pk), stale)
    assert "Choisissez le chiffre" in page.content.decode()
    assert page.context["seen"] == "0"


def test_a_referent_reads_what_the_actions_of_their_axis_said(client, convention, campaign, lou):
    axis = make_node(convention, "1 Accueillir")
    stage = campaign.stages.create(rank=3, opens_on=date(2026, 11, 9), due_on=date(2026, 11, 20))
    stage.told_at = NOW
    stage.save()
    ask = ask_of(campaign, "Lou Exemple")
    node = AskTarget.objects.create(ask=ask, stage=stage, node=axis)
    inside = led_action(convention, "Dans l’axe", "1.3", lou, node=axis)
    outside = led_action(convention, "Hors de l’axe", "3.1", lou)
    make_review(campaign.cycle, inside, results="Dit dans l’axe")
    make_review(campaign.cycle, outside, results="Dit ailleurs")
    page = client.get(link_to(ask, node.pk)).content.decode()
    assert "Dit dans l’axe" in page
    assert "Dit ailleurs" not in page
    client.post(link_to(ask, node.pk), {"seen": 0, "results": "L’axe avance."})
    assert Review.objects.get(node=axis).results == "L’axe avance."


def test_a_level_that_was_not_asked_yet_is_announced_and_closed(client, convention, campaign):
    axis = make_node(convention, "1 Accueillir")
    stage = campaign.stages.create(rank=3, opens_on=date(2026, 11, 20), due_on=date(2026, 11, 25))
    ask = ask_of(campaign, "Lou Exemple")
    node = AskTarget.objects.create(ask=ask, stage=stage, node=axis)
    assert "à partir du 20 novembre 2026" in client.get(link_to(ask)).content.decode()
    assert client.get(link_to(ask, node.pk)).status_code == 404


# --- Forwarded, expired, revoked, renewed


def test_the_link_is_in_no_table(ask):
    secret = secret_of(ask)
    assert ask.digest == digest_of(secret)
    assert secret not in str(everything_stored())
    assert link_of(Mail.objects.get(name="Lou Exemple")).endswith(f"/bilan/{secret}/")


def refused(client, address):
    answer = client.get(address)
    return answer.status_code, answer.content


def test_every_refusal_is_the_same_404(client, convention, ask, target):
    unknown = refused(client, "/bilan/inconnu/")
    assert unknown[0] == 404
    address = link_to(ask)
    Ask.objects.filter(pk=ask.pk).update(revoked_at=NOW)
    assert refused(client, address) == unknown
    Ask.objects.filter(pk=ask.pk).update(revoked_at=None, expires_on=date(2026, 11, 8))
    assert refused(client, address) == unknown
    Ask.objects.filter(pk=ask.pk).update(expires_on=date(2026, 11, 9))
    assert client.get(address).status_code == 200
    Ask.objects.filter(pk=ask.pk).update(person=None)
    assert refused(client, address) == unknown


def test_a_link_that_nobody_was_sent_opens_nothing(client, convention, ask):
    Ask.objects.filter(pk=ask.pk).update(asked_at=None)
    assert client.get(link_to(ask)).status_code == 404


def test_it_ends_with_the_campaign(client, campaign, ask):
    close_campaign(campaign, campaign.version, by=nobody())
    assert client.get(link_to(ask)).status_code == 404


def test_a_revoked_link_writes_nothing(client, convention, ask, target):
    close_link(ask, by=nobody())
    assert client.post(link_to(ask, target.pk), said(convention)).status_code == 404
    assert not Review.objects.exists()


def test_a_renewed_link_kills_the_one_before(client, ask):
    before = link_to(ask)
    renew_link(ask, by=nobody())
    assert client.get(before).status_code == 404
    assert client.get(link_to(reload(ask))).status_code == 200
    assert link_of(Mail.objects.get(name="Lou Exemple")).endswith(link_to(reload(ask)))


def test_an_expired_link_that_is_renewed_answers_again(client, ask):
    Ask.objects.filter(pk=ask.pk).update(expires_on=date(2026, 11, 1))
    renew_link(ask_of(ask.campaign, ask.name), by=nobody())
    assert client.get(link_to(reload(ask))).status_code == 200


# --- The wrong object


def test_what_somebody_else_is_asked_is_not_reached(client, convention, campaign, ask):
    other = ask_of(campaign, "Sam Spécimen").targets.get()
    assert client.get(link_to(ask, other.pk)).status_code == 404
    assert client.post(link_to(ask, other.pk), said(convention)).status_code == 404
    assert client.get(link_to(ask, other.pk, "merci")).status_code == 404
    assert not Review.objects.exists()


def test_another_convention_is_not_reached(client, ask):
    elsewhere = make_convention("Ailleurs", "ailleurs")
    zoe = make_lead(elsewhere, "Zoé Fictive")
    led_action(elsewhere, "Action d’ailleurs", "9.1", zoe)
    other = opened(make_campaign(elsewhere))
    target = AskTarget.objects.get(ask__campaign=other)
    assert client.get(link_to(ask, target.pk)).status_code == 404


def test_a_state_of_another_convention_is_refused(client, convention, ask, target):
    elsewhere = make_convention("Ailleurs", "ailleurs")
    foreign = status_of(elsewhere, "en cours")
    page = client.post(link_to(ask, target.pk), said(convention, status=foreign.pk))
    assert page.status_code == 200
    assert not Review.objects.exists()


def test_decisions_and_sittings_of_others_are_not_reached(client, convention, ask, lou):
    body = make_body(convention, "Copil")
    sam = ask.campaign.asks.get(name="Sam Spécimen").person
    values = {"body": body, "text": "Décider", "decided_on": date(2026, 11, 2)}
    theirs = record_decision(
        convention,
        DecisionDraft({**values, "owner": sam}),
        by=nobody(),
        state=DecisionState.ADOPTED,
    )
    sitting = make_sitting(body, date(2026, 11, 30), SittingState.CONVENED)
    invited = invite_besides(sitting, sam, by=nobody())
    for path in ("decisions", "seances"):
        number = theirs.pk if path == "decisions" else invited.pk
        assert client.get(link_to(ask, path, number)).status_code == 404
        assert client.post(link_to(ask, path, number), {"answer": "present"}).status_code == 404


# --- What the same person may answer besides


def test_a_convocation_is_answered_by_the_same_link(client, convention, ask, lou):
    sitting = make_sitting(
        make_body(convention, "Copil"), date(2026, 11, 30), SittingState.CONVENED
    )
    invitee = invite_besides(sitting, lou, by=nobody())
    assert "Serez-vous là" in client.get(link_to(ask)).content.decode()
    client.post(link_to(ask, "seances", invitee.pk), {"answer": "remote"})
    row = reload(invitee)
    assert (row.answer, row.is_answered_by_hand) == (Answer.REMOTE.value, False)
    close_invitee_link(invitee, by=nobody())
    assert client.get(link_to(ask, "seances", invitee.pk)).status_code == 404


def test_a_decision_is_reported_on_by_the_same_link(client, convention, ask, lou):
    values = {"body": make_body(convention, "Copil"), "decided_on": date(2026, 11, 2)}
    draft = DecisionDraft({**values, "text": "Écrire la charte", "owner": lou})
    row = record_decision(convention, draft, by=nobody(), state=DecisionState.ADOPTED)
    assert "Écrire la charte" in client.get(link_to(ask)).content.decode()
    client.post(link_to(ask, "decisions", row.pk), {"state": "done", "words": "Charte signée."})
    done = reload(row)
    assert (done.state, done.news, done.proof) == ("done", "Charte signée.", "Charte signée.")
    assert client.get(link_to(ask, "decisions", row.pk)).status_code == 404


def test_somebody_else_is_named_and_the_team_is_asked(client, ask):
    client.post(link_to(ask, "relais"), {"name": "Noa Fictive", "email": "noa@example.org"})
    client.post(link_to(ask, "relais"), {"name": "Noa Fictive (bis)"})
    handover = Handover.objects.get()
    assert (handover.name, handover.outcome) == ("Noa Fictive (bis)", "")
    assert client.get(link_to(ask)).status_code == 200


# --- Scanners of mails, and machines


def test_reading_changes_nothing(client, ask, target):
    before = everything_stored()
    for rest in ((), (target.pk,), ("relais",)):
        client.get(link_to(ask, *rest))
        client.head(link_to(ask, *rest))
    assert everything_stored() == before


def test_a_post_without_the_token_of_the_page_records_nothing(convention, ask, target):
    scanner = Client(enforce_csrf_checks=True)
    for data in (said(convention), {"gesture": "rien", "seen": 0}):
        assert scanner.post(link_to(ask, target.pk), data).status_code == 403
    assert scanner.post(link_to(ask, "relais"), {"name": "Robot"}).status_code == 403
    assert not Review.objects.exists()
    assert not Handover.objects.exists()


@pytest.mark.parametrize("data", [{}, {"seen": 0}, {"seen": 0, "results": " "}, {"gesture": ""}])
def test_an_empty_form_that_is_sent_by_itself_records_nothing(
    client, convention, ask, target, data
):
    running = status_of(convention, "en cours")
    client.post(link_to(ask, target.pk), data)
    client.post(link_to(ask, target.pk), {**data, "status": running.pk})
    client.post(link_to(ask, "relais"), data)
    assert client.post(link_to(ask), data).status_code == 405
    assert not Review.objects.exists()
    assert not Handover.objects.exists()


def test_what_is_sent_is_bounded(client, convention, ask, target, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "answer": "3/m/ip"}
    codes = [client.post(link_to(ask, "relais"), {}).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    assert client.get(link_to(ask)).status_code == 200


def test_nothing_of_the_link_is_kept_or_passed_on(client, ask, target):
    for rest in ((), (target.pk,), ("relais",)):
        answer = client.get(link_to(ask, *rest))
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("number", [1, 12])
def test_the_page_asks_the_same_however_many_actions(
    client, convention, lou, number, django_assert_num_queries
):
    for rank in range(number):
        led_action(convention, f"Action {rank}", f"1.{rank}", lou)
    ask = ask_of(opened(make_campaign(convention)), "Lou Exemple")
    assert Campaign.objects.count() == 1
    home, question = link_to(ask), link_to(ask, ask.targets.first().pk)
    for address in (home, question):
        with django_assert_num_queries(6):
            assert client.get(address).status_code == 200


def test_the_link_of_a_month_later_is_over(client, ask):
    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        assert timezone.localdate() > ask.expires_on
        assert client.get(link_to(ask)).status_code == 404
