"""Names of structures: what is proposed as one and the same, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouvernail.rules.structure_names import Land, alike_groups, structure_words

LAND = Land((("13", "Bouches-du-Rhône"), ("2A", "Corse-du-Sud"), ("30", "Gard"), ("42", "Loire")))


def are_alike(one, other, land=LAND):
    return alike_groups({1: one, 2: other}, land) == [(1, 2)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("CAF13", "Caisse d’allocations familiales des Bouches-du-Rhône", id="caf"),
        pytest.param("Caf du Gard", "C.A.F. 30", id="another département"),
        pytest.param("Cpam 2A", "Assurance maladie de Corse-du-Sud", id="Corsica"),
        pytest.param("Mairie d’Istres", "VILLE D'ISTRES", id="mairie and ville"),
        pytest.param("Commune de Fos-sur-Mer", "Ville de Fos sur Mer", id="commune and ville"),
        pytest.param("Conseil départemental 13", "Département des Bouches-du-Rhône", id="cd"),
        pytest.param("CD13", "Conseil général des Bouches du Rhône", id="old name of cd"),
        pytest.param("Pôle emploi Istres", "France Travail Istres", id="old name"),
        pytest.param("RAM de Fos", "Relais petite enfance de Fos", id="old acronym"),
        pytest.param("AMP Métropole", "Métropole Aix-Marseille-Provence", id="initials"),
        pytest.param("Asso. Les Lutins", "Les lutins (association)", id="kind of legal person"),
        pytest.param("Médiatheque", "Médiathque", id="one letter left out"),
        pytest.param("Crèche Les Flamants", "Crèche Les Flamands", id="one letter for another"),
        pytest.param("CC du Pays d’Aval", "Communauté de communes du Pays d’Aval", id="epci"),
    ],
)
def test_two_names_are_proposed_as_one(one, other):
    assert are_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Caf 13", "Caf 30"),
        ("Caf 13", "CPAM 13"),
        ("Caf 13", "Caf de la Loire"),
        ("CCAS d’Istres", "CCAS de Fos-sur-Mer"),
        ("CCAS d’Istres", "Ville d’Istres"),
        ("RPE d’Istres", "LAEP d’Istres"),
        ("Crèche Les Petits Flamants", "Crèche Les Petits Fous"),
        ("École Jaurès 1", "École Jaurès 2"),
        ("Ville d’Istres", "Mission locale d’Istres"),
    ],
)
def test_two_names_stay_apart(one, other):
    assert not are_alike(one, other)


def test_the_body_of_a_departement_needs_no_place_where_there_is_one_departement():
    assert are_alike("Caf", "Caf 13", Land(LAND.departements, "13"))
    assert not are_alike("Caf", "Caf 30", Land(LAND.departements, "13"))
    assert not are_alike("Caf", "Caf 13")


def test_groups_come_in_the_order_given_and_hold_two_at_least():
    names = {4: "CCAS d'Istres", 2: "Ville d’Istres", 9: "C.C.A.S. Istres", 7: "Mairie d’Istres"}
    assert alike_groups(names, LAND) == [(4, 9), (2, 7)]
    assert alike_groups({1: "Caf 13", 2: "CPAM 13"}, LAND) == []


@given(st.text(max_size=60))
def test_any_text_has_words_and_is_like_itself(text):
    assert structure_words(text, LAND)
    assert are_alike(text, text)


def test_a_hostile_name_costs_nothing():
    assert alike_groups({1: "a " * 50_000, 2: "é" * 100_000}, LAND) == []
