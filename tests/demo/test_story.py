"""The demo is told through the operations, once, and every page of it answers."""

import pytest
from django.urls import reverse

from gouvernail.accounts.models import User
from gouvernail.action_plan.models import Action
from gouvernail.conventions.models import Convention
from gouvernail.demo.cast import CAST, PASSWORD
from gouvernail.demo.story import is_told, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(istres_and_fos, media):
    tell()
    return Convention.objects.get(slug="golfe-et-etangs")


def test_both_conventions_are_there_and_one_is_empty(demo):
    assert is_told()
    assert Action.objects.of(demo).count() == 28
    assert not Action.objects.filter(convention__slug="essai").exists()


@pytest.mark.parametrize("part", CAST, ids=lambda part: part.key)
def test_every_login_works(demo, client, part):
    answer = client.post(reverse("account_login"), {"login": part.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert User.objects.get(email=part.email).is_admin is (part.role is None)


def test_the_plan_as_adopted_had_started_nothing(demo, client):
    client.force_login(User.objects.get(email="cdc@example.org"))
    path = reverse("action_plan:table", args=[demo.slug])
    rows = client.get(f"{path}?date=2024-12-31").context["table"].rows
    assert len(rows) == 28
    assert {row.status for row in rows} == {"à engager", ""}
