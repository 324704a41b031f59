"""Rows of a directory, read into contacts, with what has to be asked."""

import pytest

from gouvernail.imports.contacts import NoContactsFound, read_contacts
from gouvernail.imports.contacts.fields import field_of
from gouvernail.imports.readers import read
from gouvernail.imports.sheets.results import Choices
from tests.imports.books import xlsx

HEADER = ["Structure", "Type", "Nom", "Fonction", "Courriel", "Téléphone", "Instance(s)"]


def book(*rows, header=HEADER, **options):
    return read(xlsx(("Annuaire", [header, *rows], options)), "annuaire.xlsx")


def contacts(*rows, choices=None, **options):
    return read_contacts(book(*rows, **options), choices or Choices())


def test_a_row_becomes_a_contact():
    row = ["Caf 13", "Institution", "EXEMPLE Camille", "Conseillère", "A@example.org", 199001381]
    read = contacts([*row, "Copil ; Cotech / Groupe projet"])
    [contact] = read.contacts
    assert (contact.structure, contact.name, contact.kind) == (
        "Caf 13",
        "Camille EXEMPLE",
        "Institution",
    )
    assert contact.mails == ("a@example.org",)
    assert contact.phones == ("01 99 00 13 81",)
    assert contact.bodies == ("Copil", "Cotech", "Groupe projet")
    [problem] = read.problems
    assert (problem.kind, problem.row, problem.column) == ("info", 2, "F")


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Organisme", "structure"),
        ("Nom de la structure", "structure"),
        ("Prénom Nom", "full_name"),
        ("Prénom", "first_name"),
        ("Poste occupé", "function"),
        ("Mél", "email"),
        ("E-mail 1 - Value", "email"),
        ("Tél. portable", "phone"),
        ("Instances / collège", "bodies"),
        ("Commune", "commune"),
        ("Observations", "note"),
        ("Couleur", ""),
    ],
)
def test_a_column_is_known_by_its_title(label, field):
    assert field_of(label, {}) == field


@pytest.mark.parametrize(
    "label",
    [
        "Date de naissance",
        "Né(e) le",
        "Adresse personnelle",
        "N° allocataire",
        "Nb d’enfants",
        "Tél. perso",
        "Situation familiale",
        "Photo",
        "N° sécurité sociale",
        "Home Phone",
    ],
)
def test_a_private_column_is_never_read_even_when_someone_asks_for_it(label):
    header = ["Structure", "Nom", label]
    read = contacts(
        ["Caf 13", "Exemple", "secret"], header=header, choices=Choices(mapping={"C": "note"})
    )
    assert read.private == (label,)
    assert "secret" not in str(read.contacts)


@pytest.mark.parametrize("label", ["Petite enfance", "Fonction", "Nom de l’enseigne", "Partenaire"])
def test_a_professional_column_is_not_taken_for_a_private_one(label):
    assert contacts(["a", "b", "c"], header=["Structure", "Nom", label]).private == ()


def test_two_columns_make_a_name_and_a_service_joins_the_function():
    header = ["Structure", "Nom", "Prénom", "Fonction", "Service"]
    [contact] = contacts(
        ["Ville", "EXEMPLE", "Camille", "Directrice", "Écoles"], header=header
    ).contacts
    assert (contact.name, contact.function) == ("Camille EXEMPLE", "Directrice (Écoles)")


def test_columns_with_a_cross_are_bodies():
    header = ["Structure", "Nom", "Copil", "Cotech"]
    read = contacts(["Caf", "Exemple", "x", ""], ["Ville", "Témoin", "X", "oui"], header=header)
    assert [one.bodies for one in read.contacts] == [("Copil",), ("Copil", "Cotech")]


def test_a_merged_structure_is_that_of_all_its_rows():
    rows = [["Caf 13", "", "Exemple"], ["", "", "Témoin"]]
    read = contacts(*rows, merges=["A2:A3"])
    assert [one.structure for one in read.contacts] == ["Caf 13", "Caf 13"]


def test_titles_bands_and_footnotes_are_no_contacts():
    sheet = [["Annuaire des partenaires"], [], HEADER, ["Caf 13", "", "Exemple"], HEADER]
    read = read_contacts(read_book([*sheet, ["Mis à jour en mars"]]), Choices())
    assert (read.header_row, len(read.contacts), len(read.skipped)) == (3, 1, 2)


def read_book(rows):
    return read(xlsx(("Annuaire", rows)), "annuaire.xlsx")


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (["Caf", "", "Exemple", "", "camille (at) example.org"], "E", "camille@example.org"),
        (["Caf", "", "Exemple", "", "inconnu"], "E", "Écrivez-le en entier"),
        (["Caf", "", "Exemple", "", "", "à demander"], "F", "numéro"),
        (["Caf", "", "Exemple et Témoin"], "C", "plusieurs personnes"),
        (["Caf" * 120, "", "Exemple"], "A", "300 caractères"),
    ],
)
def test_what_cannot_be_read_is_asked_with_its_row_and_column(row, column, words):
    problem = next(one for one in contacts(row).problems if one.kind == "ask")
    assert (problem.row, problem.column) == (2, column)
    assert words in problem.message


def test_a_correction_is_read_instead():
    row = ["Caf", "", "Exemple", "", "camille (at) example.org"]
    choices = Choices(corrections={(2, "E"): "camille@example.org"})
    read = contacts(row, choices=choices)
    assert read.contacts[0].mails == ("camille@example.org",)
    assert not [one for one in read.problems if one.kind == "ask"]


def test_a_row_that_names_nobody_is_refused():
    read = contacts(["", "Institution", "", "", "a@example.org"])
    assert read.contacts[0].refused
    assert read.problems[-1].kind == "refuse"


def test_a_sheet_without_titles_says_what_to_do():
    with pytest.raises(NoContactsFound, match="ligne de titres"):
        read_contacts(read_book([["a", "b"], ["c", "d"]]), Choices())


def test_what_was_taught_wins_over_habit():
    read = contacts(
        ["x", "Caf"],
        header=["Contact", "Qui"],
        choices=Choices(header_row=1, synonyms={"qui": "structure"}),
    )
    assert read.by_column == {"A": "full_name", "B": "structure"}
