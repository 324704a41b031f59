"""Full-text search: what is found, and how it is shown."""

import pytest

from gouvernail.rules.searching import excerpt, holds, read_search, search_text

pytestmark = pytest.mark.files


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param("creche", "Ouvrir une Crèche", id="accents and case"),
        pytest.param("crèches", "Une crèche", id="plural asked, singular written"),
        pytest.param("crèche", "Des crèches", id="singular asked, plural written"),
        pytest.param("coeur", "Au cœur du quartier", id="ligature written"),
        pytest.param("œuvre", "Mise en oeuvre", id="ligature asked"),
        pytest.param("l’accueil", "Des lieux d'accueil", id="elision does not count"),
        pytest.param("1.2.3", "1.2.3 Ouvrir", id="number"),
        pytest.param("saint-mitre", "À Saint Mitre les Remparts", id="hyphen"),
        pytest.param("parents enfants", "Enfants et parents", id="all words, any order"),
        pytest.param("“lieu d’accueil”", "Un lieu d'accueil", id="phrase"),
        pytest.param("« lieu d’accueil »", "Un lieu d'accueil", id="phrase in French quotes"),
        pytest.param("paren", "La parentalité", id="beginning of a word"),
    ],
)
def test_a_text_is_found(words, text):
    assert holds(read_search(words), search_text([text]))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param("art", "Les partenaires", id="inside of a word"),
        pytest.param("1.2.3", "1.2.4 Ouvrir 3 places", id="another number"),
        pytest.param('"lieu accueil"', "Un lieu d'accueil", id="not the phrase"),
        pytest.param('"parent"', "Les parents", id="a phrase is exact"),
        pytest.param("crèche istres", "Une crèche à Fos", id="one word lacks"),
    ],
)
def test_a_text_is_left_aside(words, text):
    assert not holds(read_search(words), search_text([text]))


@pytest.mark.parametrize("words", ["", "   ", "…", '""', "« »", "'"])
def test_signs_without_words_look_for_nothing(words):
    assert read_search(words) == ()


def test_a_search_has_an_end():
    assert len(read_search(" ".join(f"mot{rank}" for rank in range(50)))) == 8


def test_an_excerpt_shows_the_words_found_as_they_are_written():
    text = "Début. " * 30 + "Ouvrir des Crèches au cœur du quartier. " + "Fin. " * 60
    pieces = excerpt(text, read_search("creche coeur"))
    assert [piece.text for piece in pieces if piece.is_found] == ["Crèches", "cœur"]
    whole = "".join(piece.text for piece in pieces)
    assert whole.startswith("… ")
    assert whole.endswith(" …")
    assert len(whole) < 260


def test_an_excerpt_of_a_phrase_marks_it_whole():
    pieces = excerpt("Un lieu d’accueil ouvert", read_search('"lieu d’accueil"'))
    assert [piece.text for piece in pieces if piece.is_found] == ["lieu d’accueil"]


def test_nothing_found_has_no_excerpt():
    assert excerpt("Un lieu d’accueil", read_search("crèche")) == ()
