import pytest

from gouvernail.rules.names import duplicate_key, first_matches, fold_name


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        pytest.param("Crèche « Les Lutins »", "creche les lutins", id="accents and quotes"),
        pytest.param("L’Œuvre  d'Istres", "l oeuvre d istres", id="ligature, apostrophes, spaces"),
        pytest.param("RPE – Fos/Mer", "rpe fos mer", id="dashes and slashes"),
        pytest.param(" … ", "", id="nothing left"),
    ],
)
def test_fold_name(name, folded):
    assert fold_name(name) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Caf des Bouches-du-Rhône", "CAF des Bouches du Rhône"),
        ("C.C.A.S. Istres", "CCAS d’Istres"),
        ("Médiathèque d'Istres", "mediatheque istres"),
        ("Centre social La Vague", "La Vague, centre social"),
        ("Ville de Fos-sur-Mer", "Ville de Fos sur mer"),
        ("Crèche Le Petit Phare", "Crèches Les Petits Phares"),
    ],
)
def test_two_spellings_of_one_name_share_a_key(one, other):
    assert duplicate_key(one) == duplicate_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CCAS d’Istres", "CCAS de Fos-sur-Mer"),
        ("RPE d’Istres", "LAEP d’Istres"),
        ("Ville d’Istres", "Mission locale d’Istres"),
        ("Caf 13", "Caf 30"),
    ],
)
def test_two_names_do_not_share_a_key(one, other):
    assert duplicate_key(one) != duplicate_key(other)


def test_a_name_of_linking_words_alone_still_has_a_key():
    assert duplicate_key("La") == "la"


def test_first_matches_finds_a_name_under_another_case_and_prefers_the_first_entry():
    known = {"Caf 13": 1, "CAF 13": 2, "Ville d’Istres": 3}
    wanted = ["caf  13", "VILLE D'ISTRES", "Inconnue"]
    assert first_matches(wanted, known) == {"caf  13": 1, "VILLE D'ISTRES": 3}
