"""One change made to many actions at once, seen before it is made."""

import re

import pytest
from django.urls import reverse

from gouvernail.action_plan.models import Action
from gouvernail.history.models import Entry
from gouvernail.rules.roles import Role
from tests.factories import (
    make_action,
    make_actions,
    make_convention,
    make_member,
    make_node,
    status_of,
)

THEMES = {"themes": "Enfance"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def convention(istres_and_fos):
    return make_convention(communes=["13047", "13039"])


@pytest.fixture
def coordinator(client, convention):
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    return client


def send(client, convention, lot, step="appliquer", **data):
    path = reverse("action_plan:bulk", args=[convention.slug])
    return client.post(path, {"lot": lot, "etape": step, "reason": "Copil", **data})


def lot_of(*actions):
    return ",".join(f"{action.pk}:{action.version}" for action in actions)


def test_ticked_actions_lead_to_what_may_be_changed(coordinator, convention):
    one, two = make_action(convention, "Une"), make_action(convention, "Deux")
    path = reverse("action_plan:bulk", args=[convention.slug])
    page = coordinator.post(path, {"actions": [one.pk, two.pk]})
    assert page.context["lot"] == lot_of(one, two)
    assert "Modifier 2 actions" in page.content.decode()


def test_all_the_actions_of_a_filter_are_taken(coordinator, convention):
    make_actions(convention, 120)
    node = make_node(convention)
    kept = make_action(convention, "Une", node=node)
    path = reverse("action_plan:bulk", args=[convention.slug])
    page = coordinator.post(path, {"tout": "1", "filtres": ""})
    assert page.context["total"] == 121
    page = coordinator.post(path, {"tout": "1", "filtres": f"niveau={node.pk}"})
    assert page.context["lot"] == lot_of(kept)


def test_the_preview_says_each_change_and_writes_nothing(coordinator, convention):
    action = make_action(convention, "Une", "à engager", "2026", leads=("CCAS",))
    done = status_of(convention, "réalisée")
    page = send(coordinator, convention, lot_of(action), "voir", status=done.pk, shift="12")
    text = re.sub(r"<[^>]+>", "", page.content.decode())
    assert "à engager → réalisée" in text
    assert "2026 → 2027" in text
    assert Action.objects.get().version == 1
    assert not Entry.objects.filter(verb="action.changed").exists()


def test_a_change_is_written_with_one_line_of_journal_for_each(coordinator, convention):
    first = make_action(
        convention, "Une", "à engager", leads=("CCAS",), texts={"themes": "Enfance"}
    )
    second = make_action(convention, "Deux", leads=("Caf",))
    node = make_node(convention)
    asked = {"leads": ["Ville"], "theme": "Jeunesse", "priority": "Haute", "node": node.pk}
    send(coordinator, convention, lot_of(first, second), **asked)
    rows = Action.objects.order_by("position")
    assert [row.themes for row in rows] == ["Enfance, Jeunesse", "Jeunesse"]
    assert {(row.priority, row.node_id, row.version) for row in rows} == {("Haute", node.pk, 2)}
    leads = [[str(part.organisation) for part in row.parts.order_by("position")] for row in rows]
    assert leads == [["CCAS", "Ville"], ["Caf", "Ville"]]
    assert Entry.objects.filter(verb="action.changed", reason="Copil").count() == 2


def test_leads_are_replaced_when_it_is_asked(coordinator, convention):
    action = make_action(convention, "Une", leads=("CCAS", "Caf"))
    send(coordinator, convention, lot_of(action), leads=["Ville"], replaces_leads="1")
    assert [str(part.organisation) for part in action.parts.all()] == ["Ville"]


def test_an_action_that_moved_on_is_left_and_said(coordinator, convention):
    action, other = make_action(convention, "Une"), make_action(convention, "Deux")
    Action.objects.filter(pk=action.pk).update(version=5)
    page = send(coordinator, convention, lot_of(action, other), "voir", priority="Haute")
    assert [bool(row.refusal) for row in page.context["rows"]] == [True, False]
    send(coordinator, convention, lot_of(action, other), priority="Haute")
    assert list(Action.objects.order_by("pk").values_list("priority", flat=True)) == ["", "Haute"]


def test_a_deadline_that_cannot_be_put_off_is_left_and_said(coordinator, convention):
    half = make_action(convention, "Une", deadline="S1 2027")
    year = make_action(convention, "Deux", deadline="2027")
    page = send(coordinator, convention, lot_of(half, year), "voir", shift="6")
    assert [bool(row.refusal) for row in page.context["rows"]] == [False, True]


def test_actions_are_archived_together_with_the_reason(coordinator, convention):
    action = make_action(convention, "Une")
    send(coordinator, convention, lot_of(action), archives="on")
    assert Action.objects.get().archived_at is not None
    assert Entry.objects.get(verb="action.archived").reason == "Copil"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param({}, "Choisissez au moins une chose", id="nothing"),
        pytest.param({"priority": "Haute", "reason": ""}, "obligatoire", id="no reason"),
        pytest.param({"deadline": "2025/2026"}, "ne sait pas lire", id="two readings"),
        pytest.param({"deadline": "2027", "shift": "12"}, "Choisissez", id="two deadlines"),
    ],
)
def test_an_unclear_request_is_asked_again(data, said, coordinator, convention):
    action = make_action(convention, "Une")
    page = send(coordinator, convention, lot_of(action), "voir", **data)
    assert said in page.content.decode()
    assert Action.objects.get().version == 1


def test_two_actions_of_a_node_never_share_a_number(coordinator, convention):
    first, second = make_node(convention, "1 Un"), make_node(convention, "2 Deux")
    actions = [make_action(convention, "Une", number="1", node=node) for node in (first, second)]
    page = send(coordinator, convention, lot_of(*actions), node=first.pk)
    assert "est déjà pris" in page.content.decode()
    assert Action.objects.get(pk=actions[1].pk).node_id == second.pk


def test_actions_of_another_convention_are_not_touched(coordinator, convention):
    stranger = make_action(make_convention(), "Ailleurs")
    send(coordinator, convention, lot_of(stranger), priority="Haute")
    assert Action.objects.get().priority == ""


def test_many_actions_cost_the_queries_of_few(
    coordinator, convention, django_assert_max_num_queries
):
    actions = make_actions(convention, 60, leads=("CCAS",), communes=("Istres",))
    with django_assert_max_num_queries(45):
        send(coordinator, convention, lot_of(*actions), priority="Haute", leads=["Caf"])
    assert Action.objects.filter(priority="Haute").count() == 60


def test_nothing_ticked_leads_back_to_the_list(coordinator, convention):
    path = reverse("action_plan:bulk", args=[convention.slug])
    answer = coordinator.post(path, {"filtres": "veille=late"})
    assert answer.headers["Location"].endswith("/tableau/?veille=late")
