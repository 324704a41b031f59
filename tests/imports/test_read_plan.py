"""Sample plans against what a person reads in them; then answers, choices and vocabulary."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gouvernail.imports.readers import Sheet, Workbook, read
from gouvernail.imports.sheets import Choices, NoPlanFound, Vocabulary, read_plan
from gouvernail.rules.progress import StatusFamily
from tests.imports.books import HEADER, line, plan_sheet, workbook
from tests.imports.truth import differences, load

SAMPLES = Path(__file__).parent / "samples"
OUR_WORDS = Vocabulary(
    statuses=(("Au point mort", StatusFamily.SUSPENDED), ("Lancée", StatusFamily.RUNNING)),
    communes=("Istres", "Fos-sur-Mer"),
    level_names=("Défi", "Cap"),
)


@pytest.mark.parametrize("name", ["plan_golfe_etangs.xlsx", "plan_simple.csv"])
def test_a_sample_is_read_as_a_person_reads_it(name):
    path = SAMPLES / name
    plan = read_plan(read(path.read_bytes(), name))
    assert differences(plan, load(path.with_suffix(".expected.json"))) == []


def template():
    """A template of import: instructions first, grouped labels, help, an example, empty rows."""
    groups = ["L’action", "", "", "", "", "Acteurs", "", "", "Suivi", "", "", "", ""]
    labels = [
        "Axe (x)",
        "Sous-axe (x.x)",
        "Titre de la fiche",
        "Titre de la sous-action",
        "Objectifs",
    ]
    labels += ["Structure pilote", "Direction ou service pilote", "Personne pilote"]
    labels += ["Statut ", "Date de début", "Date de fin", "Action en continu", "Montant", "Montant"]
    kinds = ["Champ texte", *["Champ texte\n(facultatif)"] * 7, "Champ liste", *["Champ date"] * 2]
    advice = ["Si vos axes ont un numéro, indiquez-le", "Indiquez le sous-axe", "Texte court"]
    advice += ["Ce champ ne sera pas lu : complétez-le plus tard", "Présentez le but", "", "", ""]
    advice += ["Choisissez dans la liste", "Saisissez une date", "Saisissez une date"]
    example = ["1. Grandir", "1.1. Accueillir", "Ouvrir un café", "", "Réunir " * 60]
    example += ["La ville, Le CCAS", "Service enfance", "Ada MODÈLE", "À venir"]
    example += [date(2026, 1, 5), date(2026, 6, 30), "VRAI", 1500.5, 20]
    return workbook(
        ("Mode d’emploi", [["", "Importer un plan"], ["", "Lisez les consignes de la ligne 4."]]),
        ("Saisie", [groups, labels, kinds, advice, example], {"formatted_rows": range(5, 60)}),
        (
            "Listes",
            [["Statut", "Priorité", "Public"], ["À venir", "Haute", "Tous"]],
            {"hidden": True},
        ),
    )


def test_a_template_of_import_is_understood():
    plan = read_plan(template())
    assert (plan.sheet, plan.header_row) == ("Saisie", 2)
    assert [row.row for row in plan.skipped] == [3, 4]
    action = plan.actions[0]
    assert action.path == ("1. Grandir", "1.1. Accueillir")
    assert action.leads == ("La ville", "Le CCAS")
    assert action.texts["lead_person"] == "Ada MODÈLE"
    assert action.texts["objective"].startswith("Réunir")
    assert action.notes == {"Direction ou service pilote": "Service enfance", "Montant (2)": "20"}
    assert (action.budget, action.deadline.kind) == (Decimal("1500.50"), "range")
    assert [(p.row, p.column, p.kind) for p in plan.problems] == [(5, "L", "ask")]


def test_an_answer_is_read_in_place_of_the_cell():
    plan = read_plan(template(), choices=Choices(corrections={(5, "L"): "non"}))
    assert plan.problems == ()
    plan = read_plan(template(), choices=Choices(corrections={(5, "J"): "", (5, "K"): ""}))
    assert (plan.problems, plan.actions[0].deadline.kind) == ((), "ongoing")


def test_what_the_person_maps_stands_and_what_she_clears_becomes_a_note():
    book = plan_sheet([["Action", "Porté par", "Échéance"], ["Ouvrir un café", "Ville", "2026"]])
    assert read_plan(book).unmapped == ("Porté par",)
    plan = read_plan(book, choices=Choices(mapping={"B": "leads", "Échéance": ""}))
    assert plan.by_column == {"A": "title", "B": "leads"}
    assert plan.actions[0].notes == {"Échéance": "2026"}


def test_remembered_labels_and_the_names_of_levels_are_recognised():
    rows = [
        ["Défi", "Cap", "Geste", "Porté par"],
        ["Grandir", "Accueillir", "Ouvrir un café", "Ville"],
    ]
    choices = Choices(synonyms={"geste": "title", "Porté par": "leads"})
    plan = read_plan(plan_sheet(rows), OUR_WORDS, choices)
    assert plan.by_column == {"A": "level1", "B": "level2", "C": "title", "D": "leads"}
    assert plan.actions[0].path == ("Grandir", "Accueillir")


def test_another_sheet_or_header_may_be_chosen():
    rows = [HEADER, line("1", "Ouvrir un café")]
    book = workbook(("A", rows), ("B", [*rows, line("2", "Tenir un forum")]))
    assert read_plan(book).sheet == "B"
    assert read_plan(book, choices=Choices(sheet="A")).sheet == "A"
    plan = read_plan(book, choices=Choices(sheet="B", header_row=2))
    assert [header.label for header in plan.headers][:2] == ["1", "Ouvrir un café"]


def test_the_words_of_the_territory_win():
    rows = [HEADER, line("1", "Un", status="AU POINT MORT"), line("2", "Deux", status="lancé")]
    plan = read_plan(plan_sheet(rows), OUR_WORDS)
    assert [(a.status_family, a.status_label) for a in plan.actions] == [
        (StatusFamily.SUSPENDED, "Au point mort"),
        (StatusFamily.RUNNING, "Lancée"),
    ]


def test_communes_outside_the_territory_are_told_and_kept():
    rows = [["Action", "Pilote", "Communes"]]
    rows += [["Un", "Ville", "Istres (Entressen) et Arles"], ["Deux", "Ville", "Toutes"]]
    plan = read_plan(plan_sheet(rows), OUR_WORDS)
    assert plan.actions[0].communes == ("Istres (Entressen)", "Arles")
    assert [(p.row, p.column, p.kind) for p in plan.problems] == [(2, "C", "info")]
    assert "« Arles »" in plan.problems[0].message


@pytest.mark.parametrize(
    ("row", "column", "kind", "words"),
    [
        pytest.param(line("1", ""), "B", "refuse", "L’intitulé", id="no title"),
        pytest.param(line("1", "x" * 501), "B", "refuse", "500 caractères", id="a title too long"),
        pytest.param(line("0", "Un"), "A", "refuse", "déjà à la ligne 2", id="a number twice"),
        pytest.param(line("1", "Un", "31/02/2027"), "E", "ask", "n’existe pas", id="no such day"),
        pytest.param(line("1", "Un", "2025/2026"), "E", "ask", "année scolaire", id="two years"),
        pytest.param(
            line("1", "Un", status="fini ?"), "F", "ask", "Choisissez", id="no such state"
        ),
        pytest.param(line("1", "=A99"), "B", "ask", "#REF!", id="an error of calculation"),
        pytest.param(
            line(date(2026, 2, 1), "Un"), "A", "ask", "changé ce numéro", id="number as date"
        ),
    ],
)
def test_a_problem_says_where_and_what_to_do(row, column, kind, words):
    plan = read_plan(plan_sheet([HEADER, line("0", "Zéro"), row]))
    problem = plan.problems[0]
    assert (problem.row, problem.column, problem.kind) == (3, column, kind)
    assert (problem.sheet, problem.header) == ("Plan", HEADER[ord(column) - ord("A")])
    assert words in problem.message
    assert plan.actions[1].refused is any(one.kind == "refuse" for one in plan.problems)


def test_numbers_may_start_again_under_each_axis():
    rows = [HEADER, ["AXE 1"], line("1", "Un"), line("2", "Deux"), ["AXE 2"], line("1", "Trois")]
    assert read_plan(plan_sheet(rows)).problems == ()


def test_a_budget_that_is_no_amount_is_kept_as_a_note():
    rows = [
        ["Action", "Pilote", "Budget"],
        ["Un", "Ville", "8 500 € / an"],
        ["Deux", "Ville", "12 500,50 €"],
    ]
    plan = read_plan(plan_sheet(rows))
    assert [action.budget for action in plan.actions] == [None, Decimal("12500.50")]
    assert plan.actions[0].notes == {"Budget": "8 500 € / an"}
    assert [problem.kind for problem in plan.problems] == ["info"]


def test_a_start_without_an_end_is_kept_as_a_note():
    rows = [["Action", "Pilote", "Début", "Échéance"], ["Un", "Ville", "01/09/2026", ""]]
    plan = read_plan(plan_sheet(rows))
    assert (plan.actions[0].deadline.kind, plan.actions[0].notes) == (
        "none",
        {"Début": "01/09/2026"},
    )


def test_a_workbook_without_a_plan_says_so():
    with pytest.raises(NoPlanFound, match="en-tête"):
        read_plan(workbook(("Feuil1", [["Bonjour"], ["Rien ici"]])))


def test_without_a_column_of_titles_the_person_is_asked():
    rows = [
        ["Pilote", "Partenaires", "Échéance"],
        ["Ville", "Caf 13", "2026"],
        ["Ville", "PMI", "2027"],
    ]
    plan = read_plan(plan_sheet(rows))
    assert (plan.actions, plan.problems[0].field) == ((), "title")


def test_a_column_that_says_nothing_is_guessed_from_what_it_holds():
    rows = [["Action", "Pilote", "Quoi de neuf", "Colonne"]]
    rows += [["Un", "Ville", "en cours", "30/06/2026"], ["Deux", "Ville", "réalisé", "T3 2027"]]
    plan = read_plan(plan_sheet(rows))
    assert (plan.by_column["C"], plan.by_column["D"]) == ("status", "deadline")
    assert plan.confidence["C"] < plan.confidence["A"]


@pytest.mark.parametrize("rows", [(), ((None,),), (("Action",),), (("Action", "Pilote"),)])
def test_an_almost_empty_sheet_does_no_harm(rows):
    book = Workbook("xlsx", (Sheet("Plan", rows),))
    choices = Choices(header_row=1)
    assert read_plan(book, choices=choices).actions == ()
