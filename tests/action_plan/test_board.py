"""The board: a column for each state, cards that move, and nothing that grows with the plan."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gouvernail.action_plan.models import Action
from gouvernail.action_plan.queries.board import CARDS_SHOWN
from gouvernail.history.models import Entry
from gouvernail.rules.roles import Role
from tests.factories import (
    make_action,
    make_actions,
    make_convention,
    make_member,
    make_node,
    make_organisation,
    nobody,
    reload,
    status_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention(istres_and_fos):
    return make_convention(communes=["13047", "13039"])


@pytest.fixture
def coordinator(client, convention):
    client.force_login(make_member(convention, Role.COORDINATOR).user)
    return client


def address(name, convention, *args):
    return reverse(f"action_plan:{name}", args=[convention.slug, *args])


def move_of(action):
    return reverse("action_plan:quick", args=[action.convention.slug, action.pk, "etat"])


def columns(client, convention, query=""):
    page = client.get(f"{address('board', convention)}?{query}").context["board"]
    return {column.status.label if column.status else "": column for column in page.columns}


def titles(column):
    return [card.row.title for card in column.cards]


def test_a_column_for_each_state_and_one_for_none_when_there_are_some(coordinator, convention):
    make_action(convention, "Menée", "réalisée")
    before = columns(coordinator, convention)
    assert "" not in before
    assert titles(before["réalisée"]) == ["Menée"]
    assert before["en cours"].total == 0
    make_action(convention, "Nue")
    assert titles(columns(coordinator, convention)[""]) == ["Nue"]


def test_cards_follow_the_order_of_the_plan(coordinator, convention):
    second = make_node(convention, "2 Ensuite")
    first = make_node(convention, "1 D’abord")
    first.position, second.position = 1, 2
    first.save()
    second.save()
    make_action(convention, "Troisième", "en cours")
    make_action(convention, "Deuxième", "en cours", node=second)
    make_action(convention, "Première", "en cours", node=first)
    shown = titles(columns(coordinator, convention)["en cours"])
    assert shown == ["Première", "Deuxième", "Troisième"]


def test_a_long_column_shows_its_first_cards_and_sends_to_the_table(coordinator, convention):
    status = status_of(convention, "en cours")
    for title in ("1 Un", "2 Deux"):
        make_actions(convention, 25, node=make_node(convention, title), status="en cours")
    column = columns(coordinator, convention)["en cours"]
    assert (len(column.cards), column.total, column.rest) == (CARDS_SHOWN, 50, 20)
    page = coordinator.get(address("board", convention)).content.decode()
    assert f'{address("table", convention)}?etat={status.pk}">Voir les 20 autres' in page


def test_the_board_costs_the_same_queries_for_three_or_sixty_actions(coordinator, convention):
    path = address("board", convention)
    node = make_node(convention)
    make_actions(convention, 3, node=node, leads=("CCAS",))
    coordinator.get(path)
    counts = []
    for label in ("en cours", "réalisée"):
        with CaptureQueriesContext(connection) as seen:
            assert coordinator.get(path).status_code == 200
        counts.append(len(seen))
        make_actions(
            convention, 30, node=make_node(convention, label), status=label, leads=("CCAS",)
        )
    words_read_in_a_test = 4  # Outside a transaction, they are remembered.
    assert counts[0] == counts[1] <= 11 + words_read_in_a_test


def test_the_filters_of_the_address_keep_what_they_say(coordinator, convention):
    make_action(convention, "Ici", "en cours", communes=("Istres",))
    make_action(convention, "Là-bas", "en cours", communes=("Fos-sur-Mer",))
    assert titles(columns(coordinator, convention, "commune=13047")["en cours"]) == ["Ici"]


def test_a_past_day_is_read_and_not_moved(coordinator, convention):
    then = timezone.now() - timedelta(days=400)
    make_action(convention, "Ancienne", "en cours", by=nobody(at=then))
    make_action(convention, "Récente", "en cours")
    on = (timezone.localdate() - timedelta(days=300)).isoformat()
    cards = columns(coordinator, convention, f"date={on}")["en cours"].cards
    assert [(card.row.title, card.may_move) for card in cards] == [("Ancienne", False)]


def test_a_card_is_moved_and_the_filters_stay(coordinator, convention):
    action = make_action(convention, "À mener", "à engager")
    back = f"{address('board', convention)}?commune=13047#action-{action.pk}"
    sent = {"version": 1, "value": status_of(convention, "en cours").pk, "retour": back}
    answer = coordinator.post(move_of(action), sent)
    assert answer.headers["Location"] == back
    assert reload(action).status.label == "en cours"
    assert Entry.objects.filter(verb="action.changed").count() == 1


def test_moving_from_an_old_version_shows_both_and_can_be_done_again(coordinator, convention):
    action = make_action(convention, "Disputée", "à engager")
    path = move_of(action)
    coordinator.post(path, {"version": 1, "value": status_of(convention, "en cours").pk})
    done = status_of(convention, "réalisée").pk
    page = coordinator.post(path, {"version": 1, "value": done})
    assert page.status_code == 409
    assert "<ins>réalisée</ins>" in page.content.decode()
    assert reload(action).status.label == "en cours"
    coordinator.post(path, {"version": page.context["form"]["version"].value(), "value": done})
    assert reload(action).status.label == "réalisée"


def test_a_state_of_elsewhere_moves_nothing(coordinator, convention):
    action = make_action(convention, "Reste", "à engager")
    other = status_of(make_convention(), "réalisée")
    page = coordinator.post(move_of(action), {"version": 1, "value": other.pk})
    assert page.status_code == 200
    assert page.context["form"].errors["value"]
    assert Action.objects.get(pk=action.pk).version == 1


def test_a_contributor_moves_only_what_the_structure_leads(client, convention):
    organisation = make_organisation(convention, "La Passerelle")
    client.force_login(make_member(convention, Role.CONTRIBUTOR, organisation).user)
    make_action(convention, "La mienne", "en cours", leads=("La Passerelle",))
    make_action(convention, "Une autre", "en cours", leads=("CCAS",))
    cards = columns(client, convention)["en cours"].cards
    moves = {card.row.title: card.may_move for card in cards}
    assert moves == {"La mienne": True, "Une autre": False}


def test_a_reader_moves_nothing(client, convention):
    client.force_login(make_member(convention, Role.READER).user)
    make_action(convention, "Lue", "en cours")
    assert not columns(client, convention)["en cours"].cards[0].may_move


def test_the_form_of_a_card_comes_alone_and_brings_back_to_it(coordinator, convention):
    action = make_action(convention, "À mener", "à engager")
    board = "http://testserver" + address("board", convention)
    headers = {"HX-Request": "true", "Referer": board}
    alone = coordinator.get(f"{move_of(action)}?vue=colonnes", headers=headers).content.decode()
    assert alone.startswith("<form")
    assert "hx-post" not in alone
    assert f'name="retour" value="{board}#action-{action.pk}"' in alone


def test_an_empty_plan_says_what_to_do(coordinator, convention):
    assert "Importer un plan" in coordinator.get(address("board", convention)).content.decode()
    page = coordinator.get(f"{address('board', convention)}?q=rien").content.decode()
    assert "Aucune action ne répond à ces filtres" in page
