"""The slides of reviews: frozen words to the letter for the Copil, a list for the Cotech."""

from datetime import date
from io import BytesIO

import pytest
from pptx import Presentation

from gouvernail.documents.formats.deck import Deck, Point, Said, Words
from gouvernail.documents.formats.deck_words import said_height, word_parts
from gouvernail.documents.formats.odp import write_odp
from gouvernail.documents.formats.pptx import write_pptx
from gouvernail.reviews.operations.circuit import correct_review, keep_reviews
from gouvernail.rules.sittings import SittingState
from tests.documents.reading import paper, words_in
from tests.documents.test_paper_formats import NOW
from tests.factories import make_action, make_convention, make_node, nobody, reload
from tests.governance.factories import make_sitting
from tests.reviews.factories import (
    make_copil,
    make_cotech,
    make_cycle,
    make_review,
    make_validated,
)

FILES = pytest.mark.parametrize("extension", ["pptx", "odp"])
LONG = " ".join(f"mot{rank}" for rank in range(700))
TEXTS = {
    "results": "Douze familles reçues ; deux ont trouvé un emploi.",
    "success_factors": "Un même interlocuteur.\nUne salle assurée.",
    "difficulties": "Le poste est resté vacant quatre mois.",
    "perspectives": LONG,
}
DRAFT = "Un mot que personne n’a validé"


def said(text):
    return " ".join(text.split())


@pytest.fixture
def convention(db):
    return make_convention()


@pytest.fixture
def copil(convention):
    return make_copil(convention, date(2026, 12, 17), SittingState.PREPARING)


@pytest.fixture
def cotech(convention):
    return make_cotech(convention)


@pytest.fixture
def cycle(convention, cotech, copil):
    return make_cycle(convention, cotech=cotech, copil=copil)


@FILES
def test_the_copil_reads_frozen_words_and_nothing_else(convention, cycle, cotech, copil, extension):
    axis = make_node(convention, "1 Accueillir")
    action = make_action(convention, "Ouvrir un relais", number="1.1", node=axis)
    make_validated(cycle, action, cotech, **TEXTS)
    other = make_action(convention, "Former", number="1.2", node=axis)
    corrected = make_validated(cycle, other, cotech, results="Dix-huit animateurs formés.")
    correct_review(corrected, "Erreur", by=nobody())
    make_review(cycle, other, seen=reload(corrected).version, results=DRAFT)
    kept = make_review(cycle, axis, results=f"{DRAFT} non plus")
    keep_reviews([kept], by=nobody())
    content = paper(copil, "diaporama", extension)
    words = said(words_in(content, extension))
    for text in (TEXTS["results"], *TEXTS["success_factors"].split("\n"), TEXTS["difficulties"]):
        assert text in words
    assert "Dix-huit animateurs formés." in words
    assert all(f"mot{rank}" in words for rank in range(700))
    assert "…" not in words.partition("Bilan 2025 – 1 Accueillir")[2].partition("engagements")[0]
    assert DRAFT not in words


@FILES
def test_a_copil_without_a_validated_review_says_so_with_a_link(cycle, copil, extension):
    make_review(cycle, make_action(cycle.convention, "Ouvrir"), results=DRAFT)
    words = said(words_in(paper(copil, "diaporama", extension, "https://ctg.fr"), extension))
    assert "Aucun bilan n’est validé par le Cotech : « Bilan 2025 »" in words.replace("\u202f", " ")
    assert f"/evaluation/cycles/{cycle.pk}/" in words
    assert DRAFT not in words


@FILES
def test_the_cotech_is_shown_what_it_is_to_validate_without_its_words(
    convention, cycle, cotech, extension
):
    coming = make_sitting(cotech.body, date(2026, 12, 3), SittingState.CONVENED)
    type(cycle).objects.filter(pk=cycle.pk).update(cotech=coming)
    axis = make_node(convention, "1 Accueillir")
    review = make_review(
        cycle, make_action(convention, "Ouvrir un relais", number="1.1", node=axis), results=DRAFT
    )
    make_review(cycle, make_action(convention, "Pas retenue", number="1.2", node=axis))
    keep_reviews([review], by=nobody())
    words = said(words_in(paper(coming, "diaporama", extension), extension))
    listed = words.partition("bilans à valider")[2]
    assert "Ouvrir un relais" in listed
    assert "Pas retenue" not in listed
    assert DRAFT not in words


@pytest.mark.files
@pytest.mark.parametrize(
    "texts",
    [
        ("court",),
        (LONG,),
        (LONG, "court", LONG),
        ("ligne\n" * 60,),
        ("x" * 3_000,),
        ("",),
    ],
)
def test_no_slide_overflows_and_no_word_is_lost(texts):
    width, height = 859.0, 371.0
    whole = Words("Titre", (Said("Tête", "détail", tuple(Point("Label", one) for one in texts)),))
    slides = list(word_parts(whole, width, height))
    heights = [sum(said_height(one, width) for one in slide.said) for slide in slides]
    # One word longer than a slide is the only thing that cannot be cut.
    if "x" * 3_000 not in texts:
        assert max(heights) <= height
    kept = [point.detail for slide in slides for one in slide.said for point in one.texts]
    assert " ".join(" ".join(kept).split()) == " ".join(" ".join(texts).split())


@pytest.mark.files
def test_what_goes_on_says_so_in_both_files():
    said = Said("Ouvrir", "", (Point("Résultats", LONG),))
    deck = Deck("Titre", (), (Words("Axe", (said,)),))
    titles = [
        slide.shapes.title.text for slide in Presentation(BytesIO(write_pptx(deck, NOW))).slides
    ]
    assert titles[1:3] == ["Axe", "Axe (suite)"]
    assert "Ouvrir (suite)" in words_in(write_odp(deck, NOW), "odp")
