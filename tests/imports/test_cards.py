"""Fiches action, one per sheet or several on one, read as the rows of one plan."""

from datetime import date

import pytest

from gouvernail.imports.sheets import Choices, NoPlanFound, read_plan
from tests.imports.books import HEADER, line, workbook


def beside(number, title, lead, due):
    return [
        [f"FICHE ACTION N° {number}"],
        ["Axe", "Axe 1 – Petite enfance"],
        ["Intitulé de l’action", title],
        ["Pilote", lead],
        ["Partenaires", "Caf, PMI"],
        ["Échéance", due],
        ["Objectifs", "Accueillir mieux"],
        ["Lien avec le PEDT", "oui"],
    ]


def in_four(number, title, lead, due):
    return [
        ["Convention territoriale globale"],
        [f"Fiche action {number} : {title}"],
        ["Axe", "Axe 1 – Petite enfance", "Pilote", lead],
        ["Échéance", due, "Statut", "à engager"],
        ["Contexte"],
        ["Un constat partagé avec les familles"],
        ["Partenaires", "Communes", "Budget"],
        ["Caf, PMI", "Istres", 1200],
    ]


def beneath(number, title, lead, due):
    labels = ["Action", "Pilote", "Échéance", "Partenaires"]
    values = [title, lead, due, "Caf"]
    stacked = [[cell] for pair in zip(labels, values, strict=True) for cell in pair]
    return [[f"Fiche n°{number}"], *stacked, ["PMI"]]


def inside(number, title, lead, due):
    return [
        [f"Action {number} – {title}"],
        [f"Pilote : {lead}"],
        [f"Échéance : {due}"],
        ["Partenaires : Caf, PMI"],
    ]


@pytest.mark.parametrize("form", [beside, in_four, beneath, inside])
def test_one_sheet_is_one_action(form):
    book = workbook(
        ("Fiche 1", form("1.1", "Ouvrir un café", "Ville", "30/06/2026")),
        ("Fiche 2", form("1.2", "Tenir un forum", "CCAS", "2027")),
    )
    plan = read_plan(book)
    assert [(one.number, one.title, one.lead_text) for one in plan.actions] == [
        ("1.1", "Ouvrir un café", "Ville"),
        ("1.2", "Tenir un forum", "CCAS"),
    ]
    assert [one.partners for one in plan.actions] == [("Caf", "PMI")] * 2
    assert [one.deadline.end for one in plan.actions] == [date(2026, 6, 30), date(2027, 12, 31)]
    assert [one.place.sheet for one in plan.actions] == ["Fiche 1", "Fiche 2"]


def test_levels_texts_and_unknown_labels_are_kept():
    book = workbook(("A", beside("1", "Ouvrir", "Ville", "")), ("B", beside("2", "Tenir", "x", "")))
    first = read_plan(book).actions[0]
    assert first.path == ("Axe 1 – Petite enfance",)
    assert first.texts["objective"] == "Accueillir mieux"
    assert first.notes == {"Lien avec le PEDT": "oui"}


def test_fiches_may_follow_one_another_on_a_sheet():
    rows = [*beside("1", "Ouvrir", "Ville", "2026"), [], *beside("2", "Tenir", "CCAS", "2027")]
    plan = read_plan(workbook(("Fiches", rows)))
    assert [(one.number, one.title) for one in plan.actions] == [("1", "Ouvrir"), ("2", "Tenir")]


def test_a_question_shows_the_cell_of_the_fiche():
    book = workbook(
        ("A", beside("1", "Ouvrir", "Ville", "2025/2026")), ("B", beside("2", "Tenir", "CCAS", ""))
    )
    [problem] = read_plan(book).problems
    assert (str(problem.place), problem.value) == ("A, ligne 6, B", "2025/2026")
    assert problem.beside == "Ouvrir"


def test_fiches_are_proposed_and_a_sheet_may_be_chosen_instead():
    listed = [HEADER, line("1", "Ouvrir"), line("2", "Tenir")]
    book = workbook(
        ("Liste", listed),
        ("A", beside("1", "Ouvrir", "Ville", "")),
        ("B", beside("2", "Tenir", "CCAS", "")),
    )
    plan = read_plan(book)
    assert plan.sheet == "Fiches : 2 feuilles"
    assert "2 fiches action" in plan.questions[0].text
    assert read_plan(book, choices=Choices(sheet="Liste")).actions[0].row == 2


def test_a_long_table_is_not_put_aside_for_two_fiches():
    rows = [HEADER, *(line(str(n), f"Action {n} à mener") for n in range(1, 9))]
    book = workbook(("Plan", rows), ("A", beside("1", "Ouvrir", "Ville", "")))
    assert read_plan(book).sheet == "Plan"


def test_a_list_of_contacts_is_no_fiche():
    rows = [["Contact", "Ville"], ["Awa", "Istres"], ["Luc", "Fos"], ["Service", "Caf"]]
    with pytest.raises(NoPlanFound):
        read_plan(workbook(("Contacts", rows)))
