"""Creating, changing, archiving actions: what is written, what is refused, what is told."""

from dataclasses import replace

import pytest

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.operations import (
    archive_action,
    change_action,
    create_action,
    order_actions,
    restore_action,
)
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.history.models import Entry
from gouvernail.history.queries import journal_of
from tests.factories import make_action, make_convention, make_draft, make_node, nobody, status_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention(istres_and_fos):
    return make_convention(communes=["13047", "13039"])


def test_an_action_keeps_its_words_and_ties_them(convention):
    action = make_action(
        convention,
        deadline="1er semestre 2027",
        leads=("CCAS d’Istres",),
        partners=("Caf 13", "PMI"),
        communes=("Istres (Entressen)", "Arles"),
    )
    said = draft_of(action)
    assert said.leads == ("CCAS d’Istres",)
    assert said.partners == ("Caf 13", "PMI")
    assert said.communes == ("Istres (Entressen)", "Arles")
    assert list(action.places.values_list("commune_id", flat=True)) == ["13047", None]
    assert str(action.due_on) == "2027-06-30"


def test_a_change_is_told_with_before_and_after(convention):
    action = make_action(convention, status="à engager")
    draft = replace(draft_of(action), status=status_of(convention, "en cours"))
    change_action(action, draft, version=1, by=nobody("ouverture"))
    line = journal_of(action)[0]
    assert line.reason == "ouverture"
    assert line.changes == [{"label": "État", "before": "à engager", "after": "en cours"}]


def test_saving_the_same_words_writes_nothing(convention):
    action = make_action(convention)
    entries = Entry.objects.count()
    change_action(action, draft_of(action), version=1, by=nobody())
    assert Entry.objects.count() == entries
    assert Action.objects.get().version == 1


def test_a_second_editor_is_refused_and_nothing_is_written(convention):
    action = make_action(convention)
    first, second = Action.objects.get(), Action.objects.get()
    change_action(first, replace(draft_of(first), title="Le premier"), version=1, by=nobody())
    with pytest.raises(EditConflict):
        change_action(second, replace(draft_of(second), title="Le second"), version=1, by=nobody())
    assert Action.objects.get(pk=action.pk).title == "Le premier"


def test_without_the_version_the_second_editor_would_win(convention):
    """Control: the version is what protects the first editor's words."""
    make_action(convention)
    first, second = Action.objects.get(), Action.objects.get()
    change_action(first, replace(draft_of(first), title="Le premier"), version=1, by=nobody())
    change_action(second, replace(draft_of(second), title="Le second"), version=2, by=nobody())
    assert Action.objects.get().title == "Le second"


def test_only_the_partners_that_change_are_touched(convention):
    action = make_action(convention, partners=("Caf 13", "PMI"))
    kept = action.parts.get(organisation__name="Caf 13").pk
    draft = replace(draft_of(action), partners=("Caf 13", "MSA"))
    change_action(action, draft, version=1, by=nobody())
    assert action.parts.get(organisation__name="Caf 13").pk == kept
    assert set(action.parts.values_list("organisation__name", flat=True)) == {"Caf 13", "MSA"}


def test_a_number_serves_once_in_a_node(convention):
    here, there = make_node(convention, "1 Ici"), make_node(convention, "2 Là")
    make_action(convention, number="1", node=here)
    make_action(convention, number="1", node=there)
    with pytest.raises(Refusal, match="déjà pris"):
        create_action(convention, make_draft(convention, number="1", node=here), by=nobody())


def test_archiving_asks_why_and_can_be_undone(convention):
    action = make_action(convention)
    with pytest.raises(Refusal, match="pourquoi"):
        archive_action(action, version=1, by=nobody())
    archive_action(Action.objects.get(), version=1, by=nobody("décidé en Copil"))
    assert not Action.objects.current().exists()
    restore_action(Action.objects.get(), version=2, by=nobody("repris"))
    assert Action.objects.current().count() == 1


def test_ordering_ignores_actions_from_elsewhere(convention):
    node = make_node(convention)
    first, second = (make_action(convention, title, node=node) for title in ("A", "B"))
    foreign = make_action(make_convention(), "C")
    order_actions(convention, node, [second.pk, foreign.pk, first.pk], nobody())
    titles = Action.objects.of(convention).order_by("position").values_list("title", flat=True)
    assert list(titles) == ["B", "A"]
