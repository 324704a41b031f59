"""Actions moved, archived and restored: their place, their number, their version."""

import pytest
from django.urls import reverse

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.operations import (
    archive_action,
    bump_versions,
    change_action,
    move_action,
    restore_action,
)
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.history.queries import journal_of
from gouvernail.rules.roles import Role
from tests.factories import make_action, make_convention, make_member, make_node, nobody, reload

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention(db):
    return make_convention()


@pytest.fixture
def coordinator(client, convention):
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    return client


def send(client, name, action, **data):
    path = reverse(f"action_plan:{name}", args=[action.convention.slug, action.pk])
    return client.post(path, data, follow=True)


def test_a_moved_action_comes_last_and_says_from_where(convention):
    here, there = make_node(convention, "Ici"), make_node(convention, "Là")
    action = make_action(convention, "Déplacée", node=here)
    make_action(convention, "Déjà là", node=there)
    move_action(action, there, version=1, by=nobody())
    titles = Action.objects.filter(node=there).order_by("position").values_list("title", flat=True)
    assert list(titles) == ["Déjà là", "Déplacée"]
    assert journal_of(action)[0].changes == [
        {"label": "Rattachement", "before": "Ici", "after": "Là"}
    ]


def test_a_number_taken_where_the_action_goes_is_refused(convention):
    here, there = make_node(convention, "Ici"), make_node(convention, "Là")
    action = make_action(convention, "Une", number="1", node=here)
    make_action(convention, "Autre", number="1", node=there)
    with pytest.raises(Refusal, match="déjà pris"):
        move_action(action, there, version=1, by=nobody())
    assert (reload(action).node, reload(action).version) == (here, 1)


def test_an_action_is_not_moved_over_a_change_of_others(convention):
    action = make_action(convention)
    bump_versions([action])
    with pytest.raises(EditConflict):
        move_action(action, make_node(convention), version=1, by=nobody())
    assert reload(action).node is None


def test_a_number_given_away_meanwhile_keeps_an_action_archived(convention):
    action = make_action(convention, number="1")
    archive_action(action, version=1, by=nobody("doublon"))
    make_action(convention, number="1")
    with pytest.raises(Refusal, match="déjà pris"):
        restore_action(reload(action), version=2, by=nobody())
    assert reload(action).archived_at is not None


def test_an_archived_action_may_still_be_read_and_corrected(coordinator, convention):
    action = make_action(convention, "Retirée")
    archive_action(action, version=1, by=nobody("abandon"))
    path = reverse("action_plan:action", args=[convention.slug, action.pk])
    assert "Retirée" in coordinator.get(path).content.decode()
    table = reverse("action_plan:table", args=[convention.slug])
    assert coordinator.get(table).context["kept"].tally.total == 0
    assert coordinator.get(f"{table}?veille=archived").context["kept"].tally.total == 1


def test_the_pages_move_archive_and_restore(coordinator, convention):
    action, node = make_action(convention), make_node(convention)
    send(coordinator, "move", action, version=1, node=node.pk)
    send(coordinator, "archive", action, version=2, reason="décidé en Copil")
    assert reload(action).archived_at
    send(coordinator, "restore", action, version=3, reason="repris")
    now = reload(action)
    assert (now.node, now.archived_at, now.version) == (node, None, 4)


@pytest.mark.parametrize("name", ["move", "archive", "restore"])
def test_the_pages_say_when_somebody_was_quicker(coordinator, convention, name):
    action = make_action(convention)
    page = send(coordinator, name, action, version=7, reason="x", node="")
    assert "Une autre personne a modifié cette action" in page.content.decode()
    assert reload(action).version == 1


def test_the_page_does_not_archive_without_a_reason(coordinator, convention):
    action = make_action(convention)
    page = send(coordinator, "archive", action, version=1)
    assert page.context["form"].errors["reason"]
    assert reload(action).archived_at is None


def test_the_page_refuses_a_node_of_another_convention(coordinator, convention):
    action = make_action(convention)
    foreign = make_node(make_convention())
    page = send(coordinator, "move", action, version=1, node=foreign.pk)
    assert page.context["form"].errors["node"]
    assert reload(action).node is None


def test_the_page_refuses_a_number_already_taken(coordinator, convention):
    make_action(convention, number="1")
    action = make_action(convention, "Seconde", number="2")
    page = send(coordinator, "change", action, version=1, title="Seconde", number="1")
    assert "déjà pris" in page.content.decode()
    assert reload(action).number == "2"


def test_a_version_forgotten_by_the_form_is_a_conflict(coordinator, convention):
    action = make_action(convention, "Au départ")
    page = send(coordinator, "change", action, title="Sans version")
    assert page.status_code == 409
    assert reload(action).title == "Au départ"


def test_a_hidden_field_keeps_what_it_says(coordinator, convention):
    action = make_action(convention, texts={"context": "Constat de 2024"})
    convention.fields.filter(key="context").update(is_shown=False)
    send(coordinator, "change", action, version=1, title="Autre titre")
    assert reload(action).context == "Constat de 2024"
    assert draft_of(reload(action)).title == "Autre titre"


def test_a_second_change_starts_from_the_first(convention):
    action = make_action(convention)
    for version, title in ((1, "Un"), (2, "Deux")):
        now = reload(action)
        draft = draft_of(now)
        change = type(draft)(**{**{n: getattr(draft, n) for n in draft.__slots__}, "title": title})
        change_action(now, change, version=version, by=nobody())
    assert [line.changes[0]["after"] for line in journal_of(action)[:2]] == ["Deux", "Un"]
