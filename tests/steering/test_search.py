"""One search over everything: what it finds, for whom, at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gouvernail.conventions.models import Annex
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.rules.roles import Role
from tests.factories import (
    make_action,
    make_convention,
    make_member,
    make_node,
    make_organisation,
    nobody,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention(istres_and_fos):
    convention = make_convention()
    axis = make_node(convention, "Axe 1 – Crèches et relais")
    make_action(convention, "Ouvrir une crèche", number="1.1", node=axis)
    make_action(convention, "Former les équipes", texts={"remarks": "Avec les crèches du port"})
    body = make_organisation(convention, "Crèche Les Flamants (fictive)")
    person = PersonData("Awa Exemple", "Directrice de crèche", organisation=body)
    create_person(convention.pk, person, by=nobody())
    Annex.objects.create(convention=convention, label="Annexe 4", title="Carte des crèches")
    return convention


def found(client, convention, words):
    return client.get(reverse("steering:search", args=[convention.slug]), {"q": words})


def test_everything_that_holds_the_words_is_found_by_kind(client, convention):
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    page = found(client, convention, "CRECHE").context["page"]
    assert [row.title for row, _ in page.rows] == ["Ouvrir une crèche", "Former les équipes"]
    assert [(group.name, group.total) for group in page.groups] == [
        ("Parties du plan", 1),
        ("Structures", 1),
        ("Personnes", 1),
        ("Documents de la convention", 1),
    ]
    assert page.total == 6


def test_the_words_found_in_a_text_are_marked(client, convention):
    client.force_login(make_member(convention, Role.READER).user)
    assert (
        "Avec les <mark>crèches</mark> du <mark>port</mark>"
        in found(client, convention, "creche port").content.decode()
    )


def test_a_reader_finds_no_professional_contact(client, convention):
    client.force_login(make_member(convention, Role.READER).user)
    page = found(client, convention, "creche")
    assert {group.name for group in page.context["page"].groups} == {
        "Parties du plan",
        "Documents de la convention",
    }
    assert "Awa" not in page.content.decode()


def test_nothing_is_found_elsewhere(client, convention):
    elsewhere = make_convention(slug="ailleurs")
    make_action(elsewhere, "Crèche d’ailleurs")
    client.force_login(make_member(convention, Role.PILOTE).user)
    assert "ailleurs" not in found(client, convention, "creche").content.decode()


@pytest.mark.parametrize("words", ["", "   ", "?!", "introuvable"])
def test_words_that_find_nothing_say_so(client, convention, words):
    client.force_login(make_member(convention, Role.READER).user)
    answer = found(client, convention, words)
    assert answer.status_code == 200
    assert answer.context["page"].total == 0


def test_a_search_costs_the_same_for_few_or_many(client, convention):
    client.force_login(make_member(convention, Role.COORDINATOR).user)

    def cost():
        with CaptureQueriesContext(connection) as seen:
            found(client, convention, "creche")
        return len(seen)

    few = cost()
    for rank in range(15):
        make_action(convention, f"Crèche {rank}", leads=(f"Crèche n° {rank}",))
    assert cost() <= few
