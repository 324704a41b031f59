from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouvernail.imports.sheets import values
from gouvernail.imports.sheets.text import column_index, column_letter, label_key, text_of
from gouvernail.rules.amounts import read_amount


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Caf 13, PMI ; MSA", ("Caf 13", "PMI", "MSA")),
        ("RPE / PMI / MSA", ("RPE", "PMI", "MSA")),
        ("RPE/PMI", ("RPE", "PMI")),
        ("Lieu parents/enfants", ("Lieu parents/enfants",)),
        ("PMI (Département, secteur A / B)", ("PMI (Département, secteur A / B)",)),
        ("- La ville\n– Le CCAS ;\n• Caf 13", ("La ville", "Le CCAS", "Caf 13")),
        ("Bâtiments et petite enfance", ("Bâtiments et petite enfance",)),
        ("Caf 13, Caf 13", ("Caf 13",)),
        ("", ()),
    ],
)
def test_split_list(text, items):
    assert values.split_list(text) == items


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("La ville, Le CCAS", ("La ville", "Le CCAS")),
        ("Ville d’Istres, service enfance", ("Ville d’Istres, service enfance",)),
        ("Ville ; Caf 13\nMSA", ("Ville", "Caf 13", "MSA")),
    ],
)
def test_split_leads(text, leads):
    assert values.split_leads(text) == leads


@pytest.mark.parametrize(
    ("text", "communes"),
    [
        ("Istres et Fos-sur-Mer", ("Istres", "Fos-sur-Mer")),
        ("Istres (Entressen et Rassuen)", ("Istres (Entressen et Rassuen)",)),
        ("Mer et Monts", ("Mer et Monts",)),
        ("Toutes", ("Toutes",)),
        ("Ensemble des villes et des quartiers", ("Ensemble des villes et des quartiers",)),
    ],
)
def test_split_communes(text, communes):
    assert values.split_communes(text, ["Mer et Monts"]) == communes


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("185 400,50", "185400.50"),
        ("12\u202f345,60 €", "12345.60"),
        ("12\u00a0345,6 euros TTC", "12345.60"),
        ("185.400,50", "185400.50"),
        ("12500.50", "12500.50"),
        ("0", "0.00"),
        ("1.250", None),
        ("8 500 € / an", None),
        ("12 k€", None),
        ("à chiffrer", None),
        ("-500", None),
        ("9" * 40, None),
    ],
)
def test_read_amount(text, amount):
    assert read_amount(text) == (Decimal(amount) if amount else None)


@pytest.mark.parametrize(
    ("typed", "number", "title"),
    [
        ("1.2.1 Ouvrir un café", "1.2.1", "Ouvrir un café"),
        ("Action 3 - Ouvrir un café", "3", "Ouvrir un café"),
        ("Fiche action n°4 : Ouvrir un café", "4", "Ouvrir un café"),
        ("3) Ouvrir un café", "3", "Ouvrir un café"),
        ("10 places de crèche", None, "10 places de crèche"),
        ("2026, année de la famille", None, "2026, année de la famille"),
        ("1er forum", None, "1er forum"),
        ("Action de formation", None, "Action de formation"),
        ("1. Ouvrir\nou\n1.1. Fermer", None, "1. Ouvrir ou 1.1. Fermer"),
    ],
)
def test_split_number(typed, number, title):
    assert values.split_number(typed) == (number, title)


@pytest.mark.parametrize(
    ("text", "said"), [("VRAI", True), ("non", False), ("", False), ("bof", None)]
)
def test_read_yes(text, said):
    assert values.read_yes(text) is said


@pytest.mark.parametrize(("text", "number"), [("1.1", "1.1"), ("à attribuer", None), ("-", None)])
def test_read_number(text, number):
    assert values.read_number(text) == number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élu·e référent·e", "ÉLU RÉFÉRENT"),
        ("Commune(s)", "communes"),
        ("État d’avancement", "Etat avancement"),
        ("Sous-axe", "SOUS AXES"),
    ],
)
def test_labels_that_mean_the_same_share_a_key(one, other):
    assert label_key(one) == label_key(other)


@pytest.mark.parametrize(
    ("cell", "text"), [(None, ""), (2.0, "2"), (0.5, "0,5"), (True, "VRAI"), (" a ", "a")]
)
def test_text_of(cell, text):
    assert text_of(cell) == text


@given(st.integers(min_value=0, max_value=20_000))
def test_letters_of_columns_read_back(index):
    assert column_index(column_letter(index)) == index


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text):
    read_amount(text)
    values.split_leads(text)
    values.split_communes(text)
    number, title = values.split_number(text)
    assert number is None or title
