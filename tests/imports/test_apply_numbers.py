"""Numbers that change from one file to the next: swapped, shifted, given to another action."""

import pytest

from gouvernail.action_plan.models import Action
from gouvernail.imports.comparison import Verdict
from gouvernail.imports.operations import apply_plan
from gouvernail.imports.queries import import_synonyms, import_vocabulary
from gouvernail.imports.readers import read
from gouvernail.imports.sheets import Choices, read_plan
from tests.factories import make_action, make_convention, make_node, nobody

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention(db):
    return make_convention()


def bring(convention, *rows):
    text = "\r\n".join(["N°;Axe;Action;Statut", *rows])
    choices = Choices(synonyms=import_synonyms(convention))
    plan = read_plan(read(text.encode(), "plan.csv"), import_vocabulary(convention), choices)
    return apply_plan(convention, plan, filename="plan.csv", by=nobody())


def numbers():
    return dict(Action.objects.order_by("title").values_list("title", "number"))


def test_two_actions_swap_their_numbers(convention):
    bring(convention, "1.1;Axe 1;Ouvrir;en cours", "1.2;Axe 1;Fermer;en cours")
    done = bring(convention, "1.2;Axe 1;Ouvrir;en cours", "1.1;Axe 1;Fermer;en cours")
    assert done.count(Verdict.CHANGE) == 2
    assert numbers() == {"Ouvrir": "1.2", "Fermer": "1.1"}


def test_an_action_put_in_shifts_the_numbers_after_it(convention):
    bring(convention, "1.1;Axe 1;Ouvrir;en cours", "1.2;Axe 1;Fermer;en cours")
    bring(
        convention,
        "1.1;Axe 1;Ouvrir;en cours",
        "1.2;Axe 1;Réunir;à engager",
        "1.3;Axe 1;Fermer;en cours",
    )
    assert numbers() == {"Ouvrir": "1.1", "Réunir": "1.2", "Fermer": "1.3"}


def test_a_number_held_by_an_action_that_the_file_lacks_refuses_the_row(convention):
    node = make_node(convention, "Axe 1")
    make_action(convention, "Gardée", number="1.1", node=node)
    make_action(convention, "Ouvrir", number="1.2", node=node)
    done = bring(convention, "1.1;Axe 1;Ouvrir;en cours", "1.3;Axe 1;Bâtir;en cours")
    refused = done.of(Verdict.REFUSED)
    assert [row.read.title for row in refused] == ["Ouvrir"]
    assert "déjà pris" in refused[0].messages[-1]
    assert numbers() == {"Gardée": "1.1", "Ouvrir": "1.2", "Bâtir": "1.3"}


def test_the_same_number_serves_under_each_axis(convention):
    done = bring(convention, "1;Axe 1;Ouvrir;", "1;Axe 2;Fermer;")
    assert done.count(Verdict.REFUSED) == 0
    assert Action.objects.filter(number="1").count() == 2


def test_an_archived_action_does_not_hold_its_number(convention):
    action = make_action(convention, "Ancienne", number="1", node=make_node(convention, "Axe 1"))
    Action.objects.filter(pk=action.pk).update(archived_at=nobody().at)
    done = bring(convention, "1;Axe 1;Nouvelle;")
    assert done.count(Verdict.CREATE) == 1
