import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouvernail.rules.insee import (
    UnknownCode,
    clean_code,
    current_code,
    departement_of,
    is_commune_code,
    search_form,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Istres", "istres"),
        ("Fos-sur-Mer", "fos sur mer"),
        ("FOS SUR MER", "fos sur mer"),
        ("Saint-Mitre-les-Remparts", "saint mitre les remparts"),
        ("St Mitre les Remparts", "saint mitre les remparts"),
        ("ST-MITRE", "saint mitre"),
        ("Stes-Maries-de-la-Mer", "saintes maries de la mer"),
        ("Berre-l’Étang", "berre l etang"),
        ("BERRE L'ETANG", "berre l etang"),
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("Œting", "oeting"),
        ("Bors (Canton de Charente-Sud)", "bors canton de charente sud"),
        ("  Mont\u00a0-  Saint‑Aignan ", "mont saint aignan"),
        ("Stains", "stains"),
        ("Lest", "lest"),
        ("Marseille 1er Arrondissement", "marseille 1er arrondissement"),
        ("", ""),
        ("’ - …", ""),
        ("\x00", ""),
    ],
)
def test_search_form(name, expected):
    assert search_form(name) == expected


@given(st.text(max_size=60))
def test_search_form_is_its_own_search_form(name):
    form = search_form(name)
    assert search_form(form) == form
    assert set(form) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("13047", "13047"),
        (" 13 047 ", "13047"),
        ("13\u202f047", "13047"),
        ("2a004", "2A004"),
        ("2B033", "2B033"),
        ("1004", "01004"),
        ("97411", "97411"),
        ("98735", "98735"),
    ],
)
def test_clean_code(typed, code):
    assert clean_code(typed) == code


@pytest.mark.parametrize(
    "text",
    [
        "-",
        "1304",
        "130477",
        "20004",
        "2C004",
        "00001",
        "96001",
        "97901",
        "98501",
        "99999",
        "XXXXX",
        "1304A",
        "¹3047",
        "٠١٠٠٤",
    ],
)
def test_what_is_no_commune_code(text):
    assert not is_commune_code(text)


def test_a_text_that_no_commune_can_have_is_refused():
    with pytest.raises(UnknownCode):
        clean_code("99999")


@pytest.mark.parametrize(
    ("code", "departement"),
    [("13047", "13"), ("01004", "01"), ("2A004", "2A"), ("97411", "974"), ("98735", "987")],
)
def test_departement_of(code, departement):
    assert departement_of(code) == departement


def test_no_departement_without_a_commune_code():
    with pytest.raises(UnknownCode):
        departement_of("13")


@pytest.mark.parametrize(
    ("code", "mergers", "expected"),
    [
        pytest.param("13047", {}, "13047", id="never merged"),
        pytest.param("01003", {"01003": "01165"}, "01165", id="merged once"),
        pytest.param("A", {"A": "B", "B": "C"}, "C", id="merged, then merged again"),
        pytest.param("A", {"A": "A"}, "A", id="gave its code to the new one"),
        pytest.param("A", {"A": "B", "B": "A"}, "B", id="a loop ends"),
    ],
)
def test_current_code(code, mergers, expected):
    assert current_code(code, mergers) == expected
