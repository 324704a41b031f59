"""A departure: what it says of what is left, and where it leads."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from gouvernail.directory.models import Person
from gouvernail.staffing.models import Holding, Post
from tests.factories import make_action, make_organisation, reload

pytestmark = pytest.mark.django_db


@pytest.fixture
def holding(convention):
    person = Person.objects.create(convention=convention, full_name="Dominique Fictif")
    employer = make_organisation(convention, "Ville")
    post = Post.objects.create(convention=convention, title="CDC", employer=employer)
    since = timezone.localdate() - timedelta(days=60)
    return Holding.objects.create(
        post=post, person=person, name=str(person), fte=Decimal(1), starts_on=since
    )


def leave(client, holding):
    place = reverse("coordination:leave", args=["etangs", holding.pk])
    page = client.get(place).text
    data = {"on": timezone.localdate(), "version": holding.version}
    return page, client.post(place, data, follow=True)


def test_a_departure_says_what_is_carried_and_leads_to_the_handover(
    convention, awa, client, holding
):
    for title in ("Une", "Deux"):
        make_action(convention, title, lead_person=holding.person)
    client.force_login(awa)
    page, answer = leave(client, holding)
    file = reverse("coordination:handover", args=["etangs", holding.person_id])
    assert "Dominique Fictif porte 2 actions." in page
    assert f'href="{file}"' in page
    assert answer.redirect_chain[-1][0] == file
    assert "Ce qui est à son nom (2 actions) est à confier : préparez ici" in (
        answer.text.replace("\u202f", " ")
    )
    assert reload(holding).ends_on == timezone.localdate()
    assert file in client.get(reverse("team:post", args=["etangs", holding.post_id])).text


def test_a_departure_that_leaves_nothing_goes_back_to_the_post(awa, client, holding):
    client.force_login(awa)
    page, answer = leave(client, holding)
    assert "préparer la passation" not in page
    post = reverse("team:post", args=["etangs", holding.post_id])
    assert answer.redirect_chain[-1][0] == post
