"""The views that people keep: their own, and those they share."""

import pytest
from django.urls import reverse

from gouvernail.action_plan.models import SavedView
from gouvernail.history.models import Entry
from gouvernail.rules.roles import Role
from tests.factories import make_action, make_convention, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention(istres_and_fos):
    return make_convention()


@pytest.fixture
def coordinator(client, convention):
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    return client


def address(name, convention, *args):
    return reverse(f"action_plan:{name}", args=[convention.slug, *args])


def keep(client, convention, name="Mes retards", **data):
    sent = {"name": name, "tab": "table", "query": "veille=late", **data}
    return client.post(address("keep_view", convention), sent)


def shown_to(client, convention):
    page = client.get(address("table", convention))
    return [view.name for view in page.context["saved"]]


def test_a_kept_view_opens_the_same_list(coordinator, convention):
    make_action(convention, "Tardive", "en cours", "2024")
    make_action(convention, "À venir", "en cours", "2099")
    answer = keep(coordinator, convention)
    page = coordinator.get(answer.headers["Location"])
    assert [row.title for row in page.context["table"].rows] == ["Tardive"]
    assert page.context["kept_view"].name == "Mes retards"


def test_a_view_is_seen_by_its_owner_alone_unless_it_is_shared(client, convention):
    first, second = (make_member(convention, Role.COORDINATOR).user for _ in range(2))
    client.force_login(first)
    keep(client, convention)
    keep(client, convention, "Pour le Cotech", is_shared="on")
    client.force_login(second)
    assert shown_to(client, convention) == ["Pour le Cotech"]
    own = SavedView.objects.get(name="Mes retards")
    assert client.get(address("change_view", convention, own.pk)).status_code == 404


def test_a_reader_keeps_views_but_shares_none(client, convention):
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    keep(client, convention, "Pour le Cotech", is_shared="on")
    shared = SavedView.objects.get()
    client.force_login(make_member(convention, Role.READER).user)
    keep(client, convention, is_shared="on")
    assert SavedView.objects.get(name="Mes retards").owner is not None
    assert client.get(address("change_view", convention, shared.pk)).status_code == 403


def test_only_what_is_shared_is_told_in_the_journal(coordinator, convention):
    keep(coordinator, convention)
    keep(coordinator, convention, "Pour le Cotech", is_shared="on")
    assert [e.subject_label for e in Entry.objects.filter(verb="view.created")] == [
        "Pour le Cotech"
    ]


def test_a_view_is_renamed_updated_and_removed(coordinator, convention):
    keep(coordinator, convention)
    view = SavedView.objects.get()
    path = address("change_view", convention, view.pk)
    coordinator.post(path, {"version": 1, "name": "Retards"})
    coordinator.post(path, {"version": 2, "name": "Retards", "tab": "tree", "query": "annee=2027"})
    view.refresh_from_db()
    assert (view.name, view.tab, view.query) == ("Retards", "tree", "annee=2027")
    coordinator.post(address("remove_view", convention, view.pk), {"version": 3})
    assert not SavedView.objects.exists()


def test_the_second_of_two_people_is_told(coordinator, convention):
    keep(coordinator, convention, is_shared="on")
    path = address("change_view", convention, SavedView.objects.get().pk)
    coordinator.post(path, {"version": 1, "name": "Premier", "is_shared": "on"})
    page = coordinator.post(path, {"version": 1, "name": "Second", "is_shared": "on"}, follow=True)
    assert "vient de modifier cette vue" in page.content.decode()
    assert SavedView.objects.get().name == "Premier"


def test_the_plan_opens_with_the_default_view_and_else_as_a_tree(coordinator, convention):
    opened = coordinator.get(address("open", convention))
    assert opened.headers["Location"] == address("tree", convention)
    keep(coordinator, convention, is_default="on")
    keep(coordinator, convention, "Autre", is_default="on", query="annee=2027")
    opened = coordinator.get(address("open", convention))
    assert "annee=2027" in opened.headers["Location"]
    assert SavedView.objects.filter(is_default=True).count() == 1


def test_a_name_is_given_once(coordinator, convention):
    keep(coordinator, convention)
    keep(coordinator, convention)
    assert SavedView.objects.count() == 1
