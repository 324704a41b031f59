"""Sheets of the same columns: read together, or one alone, and always asked."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from gouvernail.imports.sheets import Choices, Vocabulary, read_plan
from tests.factories import make_convention
from tests.imports.books import HEADER, line, workbook, xlsx


def two(first, second, **options):
    return workbook(
        (first, [[f"{first} : PETITE ENFANCE"], HEADER, line("1", "Ouvrir un café")], options),
        (second, [HEADER, line("1", "Tenir un forum")]),
    )


def paths(plan):
    return [(one.place.sheet, one.place.row, one.path, one.title) for one in plan.actions]


def test_one_sheet_per_axis_is_one_plan():
    plan = read_plan(two("Axe 1", "Axe 2"))
    assert paths(plan) == [
        ("Axe 1", 3, ("Axe 1 : PETITE ENFANCE",), "Ouvrir un café"),
        ("Axe 2", 2, ("Axe 2",), "Tenir un forum"),
    ]
    assert [one.key for one in plan.questions] == ["sheet", "sheet_name"]


def test_headings_inside_a_sheet_stand_under_its_axis():
    rows = [HEADER, ["ACCUEILLIR"], line("1", "Ouvrir un café")]
    book = workbook(
        ("Petite enfance", rows, {"merges": ["A2:F2"]}),
        ("Jeunesse", [HEADER, line("1", "Tenir un forum")]),
    )
    assert read_plan(book).actions[0].path == ("Petite enfance", "ACCUEILLIR")


def test_one_sheet_per_commune_gives_each_action_its_commune():
    plan = read_plan(two("Istres", "Fos-sur-Mer"), Vocabulary(communes=("Istres", "Fos-sur-Mer")))
    assert [(one.path, one.communes) for one in plan.actions] == [
        ((), ("Istres",)),
        ((), ("Fos-sur-Mer",)),
    ]


@pytest.mark.parametrize(
    ("role", "path", "notes"),
    [("nothing", (), {}), ("note", (), {"Feuille": "Axe 2"}), ("level", ("Axe 2",), {})],
)
def test_the_name_of_a_sheet_becomes_what_the_person_says(role, path, notes):
    plan = read_plan(two("Axe 1", "Axe 2"), choices=Choices(answers={"sheet_name": role}))
    assert (plan.actions[1].path, plan.actions[1].notes) == (path, notes)


@pytest.mark.parametrize("names", [("2024", "2025"), ("Plan", "Plan (copie)")])
def test_versions_of_a_plan_are_not_mixed(names):
    plan = read_plan(two(*names))
    assert len(plan.actions) == 1
    assert "seule" in plan.questions[0].text


def test_the_latest_year_is_read():
    assert read_plan(two("2025", "2024")).sheet == "2025"


def test_sheets_that_repeat_the_same_actions_are_not_mixed():
    rows = [HEADER, line("1", "Ouvrir"), line("2", "Tenir")]
    assert len(read_plan(workbook(("Suivi", rows), ("Caf", rows))).actions) == 2


def test_a_hidden_sheet_that_holds_a_plan_is_asked_and_not_read():
    book = workbook(
        ("Plan", [HEADER, line("1", "Ouvrir un café")]),
        ("Ancien", [HEADER, line("1", "Tenir un forum")], {"hidden": True}),
    )
    plan = read_plan(book)
    assert [one.title for one in plan.actions] == ["Ouvrir un café"]
    assert "« Ancien »" in plan.questions[0].text


@pytest.fixture
def told(db, tmp_path):
    make_convention(slug="essai")
    file = tmp_path / "plan.xlsx"
    sheets = ((name, [HEADER, line("1", f"Action de {name}")]) for name in ("2024", "2025", "2026"))
    file.write_bytes(xlsx(*sheets))

    def run(*more):
        out = StringIO()
        options = ["--convention", "essai", "--dry-run", "--json", *more]
        call_command("import_plan", str(file), *options, stdout=out)
        return json.loads(out.getvalue())

    return run


def test_the_command_reads_the_sheets_it_is_told(told):
    assert [one["sheet"] for one in told()["actions"]] == ["2026"]
    chosen = told("--sheet", "2024", "--sheet", "2025")
    assert [(one["sheet"], one["row"]) for one in chosen["actions"]] == [("2024", 2), ("2025", 2)]
    assert len(told("--all-sheets")["actions"]) == 3
    assert told("--sheet", "2024")["sheet"] == "2024"
