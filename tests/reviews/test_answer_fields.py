"""At most five fields per action by a personal link; a figure and a file apart, folded, as a proof.

The reading of « au plus cinq champs » is that of decision 0060.
"""

from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
import time_machine

from tests.factories import make_convention
from tests.reviews.campaign_rows import (
    ask_of,
    led_action,
    link_to,
    make_campaign,
    make_lead,
    opened,
)

NOW = datetime(2026, 11, 9, 8, tzinfo=UTC)
MOST, AT_FIRST = 5, 2
CONTROLS = {"input", "textarea", "select"}
PROOF = {"indicator", "value", "file"}
pytestmark = pytest.mark.django_db


class Fields(HTMLParser):
    """The fields that people see in the form of an answer, each with the fold that holds it.

    Fold 0 is none. The choices of one question bear one name: they are one field.
    """

    def __init__(self, page):
        super().__init__()
        self.found, self.folds, self.fold, self.inside = {}, 0, 0, False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "form":
            self.inside = told.get("class") == "form"
        elif self.inside and tag == "details":
            self.folds += 1
            self.fold = self.folds
        elif self.inside and tag in CONTROLS and told.get("type") != "hidden":
            self.found[told["name"]] = self.fold

    def handle_endtag(self, tag):
        if tag == "details":
            self.fold = 0
        elif tag == "form":
            self.inside = False


@pytest.fixture
def found(client):
    with time_machine.travel(NOW, tick=False):
        convention = make_convention("CTG d’essai", "essai")
        texts = {"indicators": "Familles reçues\nHeures d’accueil"}
        lead = make_lead(convention, "Lou Exemple")
        led_action(convention, "Ouvrir un relais", "1.1", lead, texts=texts)
        ask = ask_of(opened(make_campaign(convention)), "Lou Exemple")
        page = client.get(link_to(ask, ask.targets.get().pk))
    return Fields(page.content.decode()).found


def test_no_more_than_five_fields_are_asked_besides_the_proof(found):
    [proof] = {found[name] for name in PROOF}
    assert proof
    assert {name for name, fold in found.items() if fold == proof} == PROOF
    assert len(found) - len(PROOF) <= MOST


def test_two_fields_are_seen_at_first(found):
    assert [name for name, fold in found.items() if not fold] == ["status", "results"]
    assert len([fold for fold in found.values() if not fold]) <= AT_FIRST
