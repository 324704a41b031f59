"""What the team asks for today, and the home page that says it to those who may read the team."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gouvernail.rules.roles import Role
from gouvernail.staffing.models import Post
from gouvernail.staffing.queries.alerts import team_alerts
from tests.factories import make_action, make_convention, make_member
from tests.staffing.factories import SIGNED, TODAY, hold, make_post
from tests.staffing.factories_afas import make_line, share

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention():
    return make_convention(slug="essai")


def said(convention, on=TODAY):
    return [alert.sentence.replace("\u202f", " ") for alert in team_alerts(convention, on)]


def test_a_team_without_posts_asks_for_nothing(convention):
    assert said(convention) == []


def test_a_vacancy_leads_to_its_post(convention):
    post = make_post(convention, "CDC culture", fte="0.5")
    [alert] = team_alerts(convention, TODAY)
    assert alert.sentence.replace("\u202f", " ") == "À pourvoir : CDC culture : 0,5 ETP"
    assert alert.post == post.pk


@pytest.mark.parametrize(
    ("days", "words"),
    [
        pytest.param(66, "finit le 31 janvier 2027, dans 2 mois", id="soon"),
        pytest.param(12, "finit le 8 décembre 2026, dans 12 jours", id="very soon"),
        pytest.param(0, "finit le 26 novembre 2026, aujourd’hui", id="today"),
        pytest.param(-1, "fini depuis le 25 novembre 2026, sans départ noté", id="over"),
        pytest.param(90, "finit le 24 février 2027", id="at the edge"),
        pytest.param(91, None, id="later"),
    ],
)
def test_a_contract_is_told_three_months_before_and_once_over(convention, days, words):
    post = make_post(convention)
    hold(post, "Lou Inventé", contract=TODAY + timedelta(days=days))
    found = said(convention)
    if words is None:
        assert found == []
    else:
        [told] = found
        assert told.endswith(" : Lou Inventé")
        assert words in told


def test_whoever_leaves_before_the_end_of_the_contract_is_not_told(convention):
    post = make_post(convention)
    hold(post, "Lou Inventé", until=date(2026, 12, 1), contract=date(2026, 12, 31))
    assert said(convention) == []


def test_holders_whose_themes_do_not_make_the_whole_are_counted(convention):
    post = make_post(convention)
    held = hold(post, "Lou Inventé", "0.4", SIGNED)
    hold(post, "Noa Fictif", "0.4", SIGNED)
    assert said(convention) == []  # no line to share the time between
    line = make_line(convention, "Jeunesse")
    share(held, {line: 100})
    [alert] = team_alerts(convention, TODAY)
    assert alert.sentence.startswith("1 titulaire n’a pas ses thèmes à 100")
    assert alert.is_theme
    Post.objects.update(is_cofinanced=False)
    assert said(convention) == []


def page(client, user):
    client.force_login(user)
    content = client.get(reverse("steering:today", args=["essai"])).content.decode()
    return content.replace("\u202f", " ")


def test_the_home_page_shows_four_to_the_team_and_none_to_the_others(convention, client):
    make_action(convention)
    for rank in range(6):
        make_post(convention, f"CDC {rank}", since=date(2020, 1, 1))
    shown = page(client, make_member(convention, Role.COORDINATOR).user)
    assert shown.count("À pourvoir : CDC") == 4
    assert "et 2 autres" in shown
    assert "À pourvoir : CDC" not in page(client, make_member(convention, Role.READER).user)


def test_the_home_page_reads_the_team_once_while_the_journal_is_still(convention, client):
    make_action(convention)
    make_post(convention, since=timezone.localdate() - timedelta(days=9))
    user = make_member(convention, Role.COORDINATOR).user
    assert "À pourvoir" in page(client, user)
    with CaptureQueriesContext(connection) as found:
        assert "À pourvoir" in page(client, user)
    assert not [query for query in found if "staffing_post" in query["sql"]]
