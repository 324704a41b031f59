"""A plan brought in: what is written, what a second time changes, what is never erased."""

from pathlib import Path

import pytest

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.imports.comparison import Verdict, compare_plan
from gouvernail.imports.operations import apply_plan
from gouvernail.imports.queries import import_synonyms, import_vocabulary
from gouvernail.imports.readers import read
from gouvernail.imports.sheets import Choices, read_plan
from tests.factories import make_convention, nobody

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parent / "samples"
HEAD = "N°;Axe;Action;Pilote;Échéance;Statut\r\n"


@pytest.fixture
def convention(istres_and_fos):
    return make_convention(communes=["13047", "13039"])


def plan_of(convention, data, name="plan.csv", **choices):
    synonyms = import_synonyms(convention)
    chosen = Choices(synonyms=synonyms, **choices)
    return read_plan(read(data, name), import_vocabulary(convention), chosen)


def bring(convention, data, name="plan.csv", **choices):
    plan = plan_of(convention, data, name, **choices)
    return apply_plan(convention, plan, filename=name, by=nobody())


def sample(convention, name="plan_golfe_etangs.xlsx", **choices):
    return bring(convention, (SAMPLES / name).read_bytes(), name, **choices)


def test_a_real_plan_is_found_again_as_a_plan(convention):
    done = sample(convention)
    assert done.count(Verdict.CREATE) == 28
    assert PlanNode.objects.filter(rank=1).count() == 5
    bus = draft_of(Action.objects.get(number="4.1.1"))
    assert bus.leads == ("CCAS de Fos-sur-Mer",)
    assert bus.communes == ("Fos-sur-Mer", "Istres (Entressen)", "Istres (Rassuen)")
    assert bus.notes["Code interne"] == "GE-029"


@pytest.mark.parametrize("name", ["plan_golfe_etangs.xlsx", "plan_simple.csv"])
def test_the_same_file_again_changes_nothing(convention, name):
    sample(convention, name)
    again = sample(convention, name)
    assert {row.verdict for row in again.rows} == {Verdict.SAME}
    assert again.new_paths == ()


def test_a_corrected_file_changes_only_what_changed(convention):
    first = HEAD + "1;Axe 1;Ouvrir;CCAS;2026;en cours\r\n2;Axe 1;Fermer;CCAS;2027;en cours\r\n"
    bring(convention, first.encode())
    done = bring(convention, first.replace("2027;en cours", "2027;réalisée").encode())
    changed = done.of(Verdict.CHANGE)
    assert [[change.after for change in row.changes] for row in changed] == [["réalisée"]]
    assert done.count(Verdict.SAME) == 1


def test_an_answer_to_a_question_is_read_instead_of_the_cell(convention):
    sample(convention, corrections={(21, "H"): "année scolaire 2025-2026", (36, "K"): "en cours"})
    assert Action.objects.get(number="2.2.3").deadline_kind == "school_year"
    assert Action.objects.get(number="5.1.2").status.label == "en cours"


def test_a_question_without_an_answer_loses_no_word(convention):
    sample(convention)
    action = Action.objects.get(number="5.1.2")
    assert action.status is None
    assert action.notes["État d'avancement"] == "?"


def test_a_file_without_a_column_erases_nothing(convention):
    bring(convention, (HEAD + "1;Axe 1;Ouvrir;CCAS;2026;en cours\r\n").encode())
    bring(convention, "N°;Axe;Action\r\n1;Axe 1;Ouvrir\r\n".encode())
    said = draft_of(Action.objects.get())
    assert (said.leads, said.deadline.text, str(said.status)) == (("CCAS",), "2026", "en cours")


def test_a_refused_row_leaves_the_others(convention):
    rows = "1;Axe 1;Ouvrir;;;\r\n1;Axe 1;Autre;;;\r\n3;Axe 1;Bâtir;;;\r\n"
    done = bring(convention, (HEAD + rows).encode())
    assert done.count(Verdict.REFUSED) == 1
    assert list(Action.objects.order_by("position").values_list("title", flat=True)) == [
        "Ouvrir",
        "Bâtir",
    ]


def test_a_deeper_file_adds_a_level_to_the_plan(convention):
    rows = "Axe;Sous-axe;Sous-sous-axe;Action\r\nA;B;C;Agir\r\nA;B;D;Bâtir\r\n"
    bring(convention, rows.encode())
    assert convention.levels.count() == 3
    assert Action.objects.first().node.rank == 3


def test_names_in_another_spelling_are_the_same_structure(convention):
    bring(convention, (HEAD + "1;Axe 1;Ouvrir;Caf 13;;\r\n").encode())
    again = compare_plan(
        convention, plan_of(convention, (HEAD + "1;Axe 1;Ouvrir;CAF 13;;\r\n").encode())
    )
    assert [row.verdict for row in again.rows] == [Verdict.SAME]


def test_a_text_too_long_is_refused_with_a_sentence(convention):
    rows = "Axe;Action;Priorité;Statut\r\nA;Ouvrir;" + "x" * 101 + ";en cours\r\n"
    done = bring(convention, rows.encode())
    assert done.count(Verdict.REFUSED) == 1
    assert "trop long" in " ".join(done.rows[0].messages)
    assert not Action.objects.exists()
