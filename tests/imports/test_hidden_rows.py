"""Hidden rows are asked, never swallowed: in the reading, on the preview, in the command."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from gouvernail.imports.sheets import Choices, read_plan
from tests.factories import make_convention
from tests.imports.books import HEADER, line, plan_sheet, xlsx

ROWS = [HEADER, line("1", "Ouvrir un café"), line("2", "Tenir un forum"), [], line("3", "Créer")]


def hidden(*rows):
    return plan_sheet(ROWS, hidden_rows=rows)


def test_hidden_rows_are_read_and_asked():
    plan = read_plan(hidden(2, 4))
    [question] = plan.questions
    assert len(plan.actions) == 3
    assert question.text == "2 lignes sont masquées dans le fichier (3, 5). Faut-il les lire ?"
    assert [(place.row, place.column) for place, _ in question.cells] == [(3, "B"), (5, "B")]


def test_hidden_rows_are_left_when_that_is_the_answer():
    plan = read_plan(hidden(2, 4), choices=Choices(answers={"hidden_rows": "leave"}))
    assert [one.title for one in plan.actions] == ["Ouvrir un café"]
    assert [one.row for one in plan.skipped if one.kind == "hidden"] == [3, 5]
    assert plan.questions[0].chosen == "leave"


def test_an_answer_that_is_none_changes_nothing():
    assert len(read_plan(hidden(2), choices=Choices(answers={"hidden_rows": "?"})).actions) == 3


@pytest.mark.parametrize("row", [3, 20])
def test_hidden_rows_without_an_action_ask_nothing(row):
    assert read_plan(hidden(row)).questions == ()


@pytest.mark.django_db
def test_the_command_names_each_hidden_row(tmp_path):
    make_convention(slug="essai")
    file = tmp_path / "plan.xlsx"
    file.write_bytes(xlsx(("Plan", ROWS, {"hidden_rows": (2,)})))

    def told(*more):
        out = StringIO()
        call_command(
            "import_plan",
            str(file),
            "--convention",
            "essai",
            "--dry-run",
            "--json",
            *more,
            stdout=out,
        )
        return json.loads(out.getvalue())

    answer = told()
    [problem] = answer["problems"]
    assert (problem["sheet"], problem["row"], problem["column"]) == ("Plan", 3, "B")
    assert answer["questions"][0]["chosen"] == "read"
    assert len(told("--answer", "hidden_rows=leave")["actions"]) == 2
