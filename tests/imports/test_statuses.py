import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouvernail.imports.sheets import ReadStatus, Vocabulary, read_status
from gouvernail.rules.progress import StatusFamily as Family

OURS = Vocabulary(statuses=(("Concrétisé", Family.DONE), ("En attente", Family.NOT_STARTED)))


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("à engager", Family.NOT_STARTED),
        ("À venir", Family.NOT_STARTED),
        ("NON DÉMARRÉE", Family.NOT_STARTED),
        ("En cours ", Family.RUNNING),
        ("engagées", Family.RUNNING),
        ("en cours de rédaction", Family.RUNNING),
        ("En cours – deux réunions tenues", Family.RUNNING),
        ("partiellement réalisée", Family.RUNNING),
        ("réalisé", Family.DONE),
        ("re\u0301alise\u0301es", Family.DONE),
        ("Terminée.", Family.DONE),
        ("reportée à 2027", Family.SUSPENDED),
        ("Bloqué", Family.SUSPENDED),
        ("abandonnée (voir bilan)", Family.DROPPED),
        ("annulé·e", Family.DROPPED),
        ("en attente", Family.SUSPENDED),
    ],
)
def test_everyday_words(text, family):
    assert read_status(text, Vocabulary()) == ReadStatus(family)


@pytest.mark.parametrize(
    ("text", "family", "progress"),
    [
        ("0 %", Family.NOT_STARTED, 0),
        ("1%", Family.RUNNING, 1),
        ("50\u202f%", Family.RUNNING, 50),
        ("100 %", Family.DONE, 100),
        ("En cours (30 %)", Family.RUNNING, 30),
        ("réalisée à 80 %", Family.RUNNING, 80),
    ],
)
def test_percentages(text, family, progress):
    assert read_status(text, Vocabulary()) == ReadStatus(family, progress)


@pytest.mark.parametrize("text", ["", " ", "-", "–", "…", "N/A", "non renseigné", "à préciser"])
def test_nothing_said_is_not_asked(text):
    assert read_status(text, Vocabulary()) == ReadStatus()


@pytest.mark.parametrize(
    "text", ["?", "fini ?", "non réalisée", "à engager / en cours", "En retard", "150 %", "rouge"]
)
def test_what_nobody_can_tell_is_asked(text):
    assert read_status(text, Vocabulary()) == ReadStatus(asked=True)


@pytest.mark.parametrize(
    ("text", "label", "family"),
    [
        ("concrétisées", "Concrétisé", Family.DONE),
        ("EN ATTENTE", "En attente", Family.NOT_STARTED),
        ("en cours", None, Family.RUNNING),
    ],
)
def test_the_words_of_the_territory_win(text, label, family):
    status = read_status(text, OURS)
    assert (status.label, status.family) == (label, family)


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text):
    status = read_status(text, OURS)
    assert status.progress is None or 0 <= status.progress <= 100
