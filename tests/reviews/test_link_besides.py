"""What a campaign link opens besides the reviews: machines, dead links, and a link passed on.

RELIABILITY e3 and k4 for the pages of convocations, decisions and handovers.
"""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from gouvernail.governance.operations.decisions import DecisionDraft, record_decision
from gouvernail.governance.operations.invitees import invite_besides
from gouvernail.reviews.models import Ask, Handover, Review
from gouvernail.reviews.operations.asks import close_link, renew_link
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.sittings import SittingState
from tests.consistency.matrix import everything_stored
from tests.factories import make_convention, nobody, reload, status_of
from tests.governance.factories import make_body, make_sitting
from tests.reviews.campaign_rows import (
    ask_of,
    led_action,
    link_to,
    make_campaign,
    make_lead,
    opened,
)

NOW = datetime(2026, 11, 9, 8, tzinfo=UTC)
SENT = {
    "seances": {"answer": "remote"},
    "decisions": {"state": "done", "words": "Charte signée."},
    "relais": {"name": "Noa Fictive", "email": "noa@example.org"},
}
EMPTY = [{}, {"answer": "", "state": "", "name": ""}, {"words": "Vu"}, {"name": " ", "seen": 0}]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def convention():
    return make_convention("CTG d’essai", "essai")


@pytest.fixture
def lou(convention):
    return make_lead(convention, "Lou Exemple")


@pytest.fixture
def ask(convention, lou):
    led_action(convention, "Ouvrir un relais", "1.1", lou)
    return ask_of(opened(make_campaign(convention)), "Lou Exemple")


@pytest.fixture
def pages(convention, lou, ask):
    """The addresses of what the link opens besides the reviews, by what they are."""
    body = make_body(convention, "Copil")
    sitting = make_sitting(body, date(2026, 11, 30), SittingState.CONVENED)
    invitee = invite_besides(sitting, lou, by=nobody())
    values = {"body": body, "text": "Écrire la charte", "decided_on": date(2026, 11, 2)}
    draft = DecisionDraft({**values, "owner": lou})
    owned = record_decision(convention, draft, by=nobody(), state=DecisionState.ADOPTED)
    return {
        "seances": link_to(ask, "seances", invitee.pk),
        "decisions": link_to(ask, "decisions", owned.pk),
        "relais": link_to(ask, "relais"),
    }


# --- Scanners of mails, and machines


@pytest.mark.parametrize("page", ["seances", "decisions"])
def test_reading_a_page_changes_nothing(client, pages, page):
    before = everything_stored()
    assert client.get(pages[page]).status_code == 200
    assert client.head(pages[page]).status_code == 200
    assert everything_stored() == before


@pytest.mark.parametrize("page", ["seances", "decisions"])
def test_what_is_sent_without_the_token_of_the_page_records_nothing(pages, page):
    before = everything_stored()
    scanner = Client(enforce_csrf_checks=True)
    scanner.get(pages[page])
    assert scanner.post(pages[page], SENT[page]).status_code == 403
    assert everything_stored() == before


@pytest.mark.parametrize("page", ["seances", "decisions"])
@pytest.mark.parametrize("data", EMPTY)
def test_an_empty_form_records_nothing(client, pages, page, data):
    before = everything_stored()
    assert client.post(pages[page], data).status_code == 200
    assert everything_stored() == before


# --- Revoked, expired


@pytest.mark.parametrize("page", SENT)
@pytest.mark.parametrize("end", ["revoked", "expired"])
def test_a_dead_link_writes_nothing_anywhere(client, ask, pages, page, end):
    if end == "revoked":
        close_link(ask, by=nobody())
    else:
        Ask.objects.filter(pk=ask.pk).update(expires_on=date(2026, 11, 8))
    before = everything_stored()
    assert client.post(pages[page], SENT[page]).status_code == 404
    assert client.get(pages[page]).status_code == 404
    assert everything_stored() == before


@pytest.mark.parametrize("page", SENT)
def test_the_same_sent_by_a_living_link_is_recorded(client, pages, page):
    """Without it, the tests above would hold of forms that nobody can send."""
    before = everything_stored()
    assert client.post(pages[page], SENT[page]).status_code == 302
    assert everything_stored() != before


# --- Forwarded


def test_a_link_passed_on_shows_and_corrects_until_it_is_renewed(convention, ask):
    own, other = Client(), Client()
    target, running = ask.targets.get(), status_of(convention, "en cours")
    before = ask_of(ask.campaign, ask.name)
    address, home, relay = link_to(ask, target.pk), link_to(ask), link_to(ask, "relais")
    own.post(address, {"seen": 0, "status": running.pk, "results": "Le relais est ouvert."})
    read = other.get(address)
    assert "Le relais est ouvert." in read.text
    said = {"seen": read.context["seen"], "status": running.pk, "results": "Ouvert en mai."}
    assert other.post(address, said).status_code == 302
    assert "Ouvert en mai." in own.get(address).text
    review = Review.objects.get()
    assert (review.results, review.voice) == ("Ouvert en mai.", "link")

    renew_link(before, by=nobody())
    stored = everything_stored()
    for path in (address, home, relay):
        assert own.get(path).status_code == other.get(path).status_code == 404
    last = {"seen": 2, "status": running.pk, "results": "Par l’ancien lien"}
    assert other.post(address, last).status_code == 404
    assert everything_stored() == stored
    assert not Handover.objects.exists()
    assert "Ouvert en mai." in own.get(link_to(reload(ask), target.pk)).text
