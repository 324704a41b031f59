"""One field edited where it is read: in the table or the tree, or on its small page."""

import pytest
from django.urls import reverse

from gouvernail.action_plan.forms.quick import reading
from gouvernail.action_plan.models import Action
from gouvernail.history.models import Entry
from gouvernail.rules.roles import Role
from tests.factories import (
    make_action,
    make_convention,
    make_member,
    make_organisation,
    status_of,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def convention(istres_and_fos):
    return make_convention(communes=["13047", "13039"])


@pytest.fixture
def coordinator(client, convention):
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    return client


def address(action, field):
    return reverse("action_plan:quick", args=[action.convention.slug, action.pk, field])


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        pytest.param("pilote", ["CCAS", ""], "CCAS", id="lead"),
        pytest.param("echeance", "1er semestre 2027", "1er semestre 2027", id="deadline"),
        pytest.param("echeance", "", "sans échéance", id="no deadline"),
    ],
)
def test_a_field_saved_in_a_row_gives_the_row_back(field, value, shown, coordinator, convention):
    action = make_action(convention, "Ouvrir", deadline="2030")
    path = address(action, field)
    answer = coordinator.post(path, {"version": 1, "value": value}, headers=HTMX)
    page = answer.content.decode()
    assert page.strip().startswith("<tr")
    assert shown in page
    assert f"{field}-{action.pk}" in answer.headers["HX-Trigger-After-Settle"]


def test_a_state_saved_is_told_in_the_journal(coordinator, convention):
    action = make_action(convention, "Ouvrir", "à engager")
    done = status_of(convention, "réalisée")
    path = address(action, "etat")
    answer = coordinator.post(path, {"version": 1, "value": done.pk}, headers=HTMX)
    assert "réalisée" in answer.content.decode()
    change = Entry.objects.get(verb="action.changed").changes[0]
    assert (change["before"], change["after"]) == ("à engager", "réalisée")


def test_the_row_has_the_columns_of_the_list_that_asks(coordinator, convention):
    action = make_action(convention, "Ouvrir", texts={"priority": "Haute"})
    headers = {**HTMX, "HX-Current-URL": "http://testserver/plan/?colonnes=title&colonnes=priority"}
    data = {"version": 1, "value": "2027"}
    page = coordinator.post(address(action, "echeance"), data, headers=headers).content.decode()
    assert "Haute" in page
    assert "2027" not in page


def test_a_leaf_of_the_tree_comes_back_as_a_leaf(coordinator, convention):
    action = make_action(convention, "Ouvrir")
    data = {"version": 1, "value": "2027", "vue": "arbre"}
    page = coordinator.post(address(action, "echeance"), data, headers=HTMX).content.decode()
    assert page.strip().startswith("<li")


def test_a_deadline_with_two_readings_is_asked_in_the_cell(coordinator, convention):
    action = make_action(convention, "Ouvrir")
    data = {"version": 1, "value": "2025/2026"}
    answer = coordinator.post(address(action, "echeance"), data, headers=HTMX)
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == "closest form"
    assert "ne sait pas lire cette échéance" in answer.content.decode()


def test_the_second_of_two_people_sees_both_choices_in_the_cell(coordinator, convention):
    action = make_action(convention, "Ouvrir", deadline="2026")
    path = address(action, "echeance")
    coordinator.post(path, {"version": 1, "value": "2027"}, headers=HTMX)
    answer = coordinator.post(path, {"version": 1, "value": "2028"}, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<del>2027</del>" in page
    assert "<ins>2028</ins>" in page
    coordinator.post(path, {"version": 2, "value": "2028"}, headers=HTMX)
    assert Action.objects.get(pk=action.pk).deadline_text == "2028"


def test_without_javascript_the_same_address_is_a_page_that_leads_back(coordinator, convention):
    action = make_action(convention, "Ouvrir")
    back = f"http://testserver{reverse('action_plan:table', args=[convention.slug])}?annee=2027"
    page = coordinator.get(address(action, "echeance"), headers={"Referer": back})
    assert page.context["back"] == back
    data = {"version": 1, "value": "2027", "retour": back}
    answer = coordinator.post(address(action, "echeance"), data)
    assert answer.headers["Location"] == back
    away = {**data, "version": 2, "value": "2028", "retour": "https://ailleurs.example.org/"}
    answer = coordinator.post(address(action, "echeance"), away)
    assert answer.headers["Location"].endswith(f"/actions/{action.pk}/")


def test_without_javascript_the_second_of_two_people_sees_both_texts(coordinator, convention):
    action = make_action(convention, "Ouvrir", deadline="2026")
    path = address(action, "echeance")
    coordinator.post(path, {"version": 1, "value": "2027"})
    page = coordinator.post(path, {"version": 1, "value": "2028"})
    assert page.status_code == 409
    assert "Deux versions de la même fiche" in page.content.decode()


def test_a_contributor_edits_in_place_only_what_the_structure_leads(client, convention):
    organisation = make_organisation(convention, "La Passerelle")
    client.force_login(make_member(convention, Role.CONTRIBUTOR, organisation).user)
    mine = make_action(convention, "La mienne", leads=("La Passerelle",))
    other = make_action(convention, "Une autre", leads=("CCAS",))
    page = client.get(reverse("action_plan:table", args=[convention.slug])).content.decode()
    assert f'id="etat-{mine.pk}"' in page
    assert f'id="etat-{other.pk}"' not in page
    assert client.get(address(other, "etat")).status_code == 403


def test_a_past_state_is_not_edited_in_place(coordinator, convention):
    make_action(convention, "Ouvrir")
    path = reverse("action_plan:table", args=[convention.slug])
    assert 'class="edit"' not in coordinator.get(f"{path}?date=2024-01-01").content.decode()


def test_a_field_that_is_not_edited_in_place_has_no_address(coordinator, convention):
    action = make_action(convention, "Ouvrir")
    assert coordinator.get(address(action, "budget")).status_code == 404


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("1er semestre 2027", "lu : du 1er janvier 2027 au 30 juin 2027", id="half"),
        pytest.param("31/12/2026", "lu : 31 décembre 2026", id="day"),
        pytest.param("en continu", "lu : en continu, jamais en retard", id="ongoing"),
        pytest.param("2025/2026", "pas encore lisible", id="two readings"),
        pytest.param("", "lu : sans échéance", id="nothing"),
    ],
)
def test_a_deadline_is_read_aloud_while_it_is_typed(text, said):
    assert reading(text).replace("\u202f", " ") == said
