"""The tree itself: adding, renaming, ordering, archiving its nodes."""

import pytest
from django.urls import reverse

from gouvernail.action_plan.models import PlanNode
from gouvernail.action_plan.operations import archive_node, create_node, order_nodes, rename_node
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.history.models import Entry
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


def send(client, name, convention, number, **data):
    return client.post(
        reverse(f"action_plan:{name}", args=[convention.slug, number]), data, follow=True
    )


def titles(convention, parent=None):
    rows = PlanNode.objects.of(convention).current().filter(parent=parent).order_by("position")
    return list(rows.values_list("title", flat=True))


def test_a_node_comes_last_in_its_parent(convention):
    axis = make_node(convention, "Axe 1")
    make_node(convention, "1.1", axis)
    make_node(convention, "1.2", axis)
    assert titles(convention, axis) == ["1.1", "1.2"]
    assert PlanNode.objects.get(title="1.2").rank == 2


def test_a_plan_of_two_levels_has_no_third(convention):
    goal = make_node(convention, "1.1", make_node(convention, "Axe 1"))
    with pytest.raises(Refusal, match="pas de niveau en dessous"):
        create_node(convention, goal, "1.1.1", by=nobody())
    assert PlanNode.objects.count() == 2


def test_a_node_says_who_speaks_for_it(convention, coordinator):
    node = make_node(convention, "Axe 1")
    elsewhere = create_person(make_convention().pk, PersonData("D’ailleurs"), by=nobody())
    person = create_person(convention.pk, PersonData("Noa Inventée"), by=nobody())
    answer = send(coordinator, "refer_node", convention, node.pk, version=1, person=elsewhere.pk)
    assert "annuaire" in answer.content.decode()
    send(coordinator, "refer_node", convention, node.pk, version=1, person=person.pk)
    assert (reload(node).referent, reload(node).version) == (person, 2)
    [change] = journal_of(node)[0].changes
    assert (change["label"], change["after"]) == ("Personne référente", "Noa Inventée")


def test_a_new_title_is_in_the_journal_with_the_former_one(convention):
    node = make_node(convention, "Axe 1")
    rename_node(node, "Axe un", version=1, by=nobody())
    line = journal_of(node)[0]
    assert line.changes == [{"label": "Intitulé", "before": "Axe 1", "after": "Axe un"}]


def test_the_same_title_writes_nothing(convention):
    node = make_node(convention, "Axe 1")
    entries = Entry.objects.count()
    rename_node(node, "Axe 1", version=1, by=nobody())
    assert (Entry.objects.count(), reload(node).version) == (entries, 1)


def test_the_second_of_two_who_rename_is_told(convention):
    node = make_node(convention, "Axe 1")
    rename_node(reload(node), "Le premier", version=1, by=nobody())
    with pytest.raises(EditConflict):
        rename_node(node, "Le second", version=1, by=nobody())
    assert reload(node).title == "Le premier"


@pytest.mark.parametrize("held", ["an action", "a node"])
def test_a_node_that_holds_something_stays(convention, held):
    node = make_node(convention)
    make_action(convention, node=node) if held == "an action" else make_node(convention, "x", node)
    with pytest.raises(Refusal, match="pas vide"):
        archive_node(node, version=1, by=nobody("inutile"))
    assert reload(node).archived_at is None


def test_an_empty_node_leaves_the_plan(convention):
    node = make_node(convention)
    archive_node(node, version=1, by=nobody("inutile"))
    assert titles(convention) == []
    assert journal_of(node)[0].reason == "inutile"


def test_ordering_leaves_nodes_of_elsewhere_where_they_are(convention):
    first, second = make_node(convention, "A"), make_node(convention, "B")
    other = make_convention()
    foreign = make_node(other, "C")
    order_nodes(convention, None, [second.pk, foreign.pk, first.pk], nobody())
    assert titles(convention) == ["B", "A"]
    assert reload(foreign).position == 0


def test_the_same_order_writes_nothing(convention):
    nodes = [make_node(convention, title) for title in "AB"]
    entries = Entry.objects.count()
    order_nodes(convention, None, [node.pk for node in nodes], nobody())
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    ("button", "which", "after"),
    [
        pytest.param("up", 2, "ACB", id="up"),
        pytest.param("down", 0, "BAC", id="down"),
        pytest.param("up", 0, "ABC", id="the first goes no higher"),
        pytest.param("down", 2, "ABC", id="the last goes no lower"),
    ],
)
def test_the_buttons_send_a_node_up_or_down(coordinator, convention, button, which, after):
    ids = [make_node(convention, title).pk for title in "ABC"]
    order = ",".join(map(str, ids))
    send(coordinator, "order_nodes", convention, 0, order=order, **{button: ids[which]})
    assert "".join(titles(convention)) == after


@pytest.mark.parametrize("order", ["", "a,b", "1;2", "1,,2", "-1"])
def test_an_order_that_cannot_be_read_changes_nothing(coordinator, convention, order):
    node = make_node(convention)
    page = send(coordinator, "order_nodes", convention, 0, order=order)
    assert "illisible" in page.content.decode()
    assert reload(node).position == 0


def test_the_page_adds_renames_and_archives(coordinator, convention):
    send(coordinator, "add_node", convention, 0, title="Axe 1")
    node = PlanNode.objects.get()
    send(coordinator, "add_node", convention, node.pk, title="1.1")
    send(coordinator, "rename_node", convention, node.pk, title="Axe un", version=1)
    goal = PlanNode.objects.get(rank=2)
    send(coordinator, "archive_node", convention, goal.pk, version=1, reason="inutile")
    assert (titles(convention), titles(convention, node)) == (["Axe un"], [])


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("add_node", {"title": ""}, "Écrivez l’intitulé"),
        ("rename_node", {"title": "", "version": 1}, "ne peut pas être vide"),
        ("rename_node", {"title": "Autre", "version": 9}, "Une autre personne"),
        ("archive_node", {"version": 1}, "Dites pourquoi"),
        ("archive_node", {"version": 9, "reason": "x"}, "Une autre personne"),
    ],
)
def test_the_page_says_why_nothing_was_done(coordinator, convention, name, data, said):
    node = make_node(convention, "Axe 1")
    page = send(coordinator, name, convention, node.pk, **data)
    assert said in page.content.decode()
    assert titles(convention) == ["Axe 1"]
    assert reload(node).version == 1


def test_a_branch_of_another_convention_is_not_found(coordinator, convention):
    foreign = make_node(make_convention(), "Ailleurs")
    path = reverse("action_plan:branch", args=[convention.slug, foreign.pk])
    assert coordinator.get(path).status_code == 404
