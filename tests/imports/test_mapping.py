"""Labels that people give columns, and the fields they feed."""

import pytest

from gouvernail.imports.sheets import PLAN_FIELDS, propose_layouts, read_plan
from gouvernail.imports.sheets.fields import recognise
from gouvernail.imports.sheets.levels import heading_depth, label_depth
from tests.imports.books import plan_sheet, workbook


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Structure pilote", "leads"),
        ("CHEF DE FILE", "leads"),
        ("Personne pilote", "lead_person"),
        ("Élu·e référent·e", "elected_referent"),
        ("Acteurs associés", "partners"),
        ("Commune(s)", "communes"),
        ("Échéance prévisionnelle", "deadline"),
        ("Calendrier de mise en œuvre", "deadline"),
        ("Date de début", "starts"),
        ("État d'avancement", "status"),
        ("Taux d’avancement", "progress"),
        ("Avancement (%)", "progress"),
        ("Budget prévisionnel total € HT", "budget"),
        ("Intitulé\nde l’action", "title"),
        ("N° de l’action", "number"),
        ("Indicateurs liés", "indicators"),
        ("Public cible", "publics"),
        ("Commentaires", "remarks"),
    ],
)
def test_a_label_names_a_field(label, field):
    assert recognise(label)[0][0] == field


@pytest.mark.parametrize(
    "label", ["Actions liées", "Titre de la sous-action", "Code interne", "Documents et liens"]
)
def test_a_label_that_speaks_of_something_else_names_none(label):
    assert recognise(label) == ()


def test_no_synonym_belongs_to_two_fields():
    shared = [
        synonym
        for field in PLAN_FIELDS
        for synonym in field.synonyms
        if len({key for key, _ in recognise(synonym)}) > 1
    ]
    assert shared == []


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("AXE 1 — Grandir", 1),
        ("Axe transversal : animer", 1),
        ("1. Grandir", 1),
        ("II - Grandir", 1),
        ("1.1 Accueillir", 2),
        ("Objectif opérationnel 1.1.2", 3),
        ("Sous-axe 1.2 : Former", 2),
        ("10 places de crèche", None),
        ("Petite enfance", None),
        ("TOTAL", None),
    ],
)
def test_a_heading_says_how_deep_it_stands(text, depth):
    assert heading_depth(text) == depth


@pytest.mark.parametrize(
    ("label", "depth"),
    [("Axe (x)", 1), ("Sous-axe", 2), ("Objectif opérationnel", 2), ("Objectif de l’action", None)],
)
def test_a_label_names_a_level(label, depth):
    assert label_depth(label) == depth


@pytest.mark.parametrize(
    ("labels", "fields"),
    [
        (["Axe", "Objectif", "Action", "Pilote"], ["level1", "level2", "title", "leads"]),
        (["Enjeu", "Axe", "Objectif", "Action"], ["level1", "level2", "level3", "title"]),
        (["Axe", "Thématique", "Action", "Pilote"], ["level1", "themes", "title", "leads"]),
        (["Thématique", "Action", "Pilote", "État"], ["level1", "title", "leads", "status"]),
        (["Axe", "Action", "Objectifs", "Pilote"], ["level1", "title", "objective", "leads"]),
        (["N°", "Action", "Intitulé", "Pilote"], ["number", None, "title", "leads"]),
        (
            ["Structure pilote", "Service pilote", "Action", "État"],
            ["leads", None, "title", "status"],
        ),
    ],
)
def test_columns_share_out_the_fields(labels, fields):
    rows = [
        labels,
        ["mot", "chose", "Ouvrir un café", "texte"],
        ["mot", "truc", "Tenir un forum", "x"],
    ]
    plan = read_plan(plan_sheet(rows))
    assert [plan.by_column.get(letter) for letter in "ABCD"] == fields


def test_each_sheet_that_may_hold_a_plan_is_proposed_the_likeliest_first():
    short = [["Action", "Pilote"], ["Ouvrir un café", "Ville"]]
    long = [["Action", "Pilote", "Échéance"], ["Ouvrir un café", "Ville", "2026"]]
    layouts = propose_layouts(workbook(("A", short), ("Sigles", [["Sigle", "Sens"]]), ("B", long)))
    assert [layout.sheet.name for layout in layouts] == ["B", "A"]


def test_labels_used_twice_are_told_apart():
    plan = read_plan(
        plan_sheet([["Action", "Pilote", "Montant", "Montant"], ["Un", "Ville", 1, 2]])
    )
    assert [header.label for header in plan.headers] == [
        "Action",
        "Pilote",
        "Montant",
        "Montant (2)",
    ]
