"""Address books, as phones and mail software export them."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouvernail.imports.readers import read, read_safely
from gouvernail.imports.readers.limits import BrokenFile, NotWhatItSays, TooManyCards
from gouvernail.imports.readers.vcard import HEADER, read_vcard
from tests.imports.cards import CORPUS, framed


def rows(data):
    header, *found = read_vcard(data).sheets[0].rows
    assert header == HEADER
    return [dict(zip(header, row, strict=True)) for row in found]


@pytest.mark.parametrize(
    ("version", "lines", "told"), [case[1:] for case in CORPUS], ids=[case[0] for case in CORPUS]
)
def test_a_card_is_read(version, lines, told):
    [row] = rows(framed(*lines, version=version))
    assert {title: row[title] for title in told} == told


def test_the_child_process_reads_all_the_cards_together():
    cards = [framed(*lines, version=version) for _, version, lines, _ in CORPUS]
    sheet = read_safely(b"".join(cards), "carnet.vcf").sheets[0]
    assert len(sheet.rows) == len(CORPUS) + 1
    assert sheet.rows == read(b"".join(cards), "carnet.vcf").sheets[0].rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_usual_encodings_are_read(encoding):
    text = framed("N:Témoin;Éden", "TITLE:Chargée de l’accueil").decode()
    assert rows(text.encode(encoding))[0]["Nom complet"] == "Éden Témoin"


def test_a_private_value_never_leaves_the_reader():
    secret = "1980-12-31"
    lines = ["N:Exemple;Camille", f"BDAY:{secret}", f"PHOTO:{secret}", f"ADR;HOME:;;{secret};;;;"]
    assert secret not in str(read_vcard(framed(*lines)))


def escaped(text):
    for char in "\\;,":
        text = text.replace(char, "\\" + char)
    return text.replace("\n", "\\n")


def folded(line, width):
    pieces = [line[start : start + width] for start in range(0, len(line), width)]
    return "\r\n ".join(pieces)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1
).filter(lambda text: text == text.strip() and len(text) < 200)


@given(text=WORDS, width=st.integers(5, 75))
def test_any_text_comes_back_from_its_escapes_and_its_folds(text, width):
    # A title begins the line, so that a fold never cuts the name of a property from its colon.
    line = folded(f"TITLE:{escaped(text)}", max(width, 7))
    [row] = rows(framed("N:Exemple;Camille", line))
    assert row["Fonction"] == text


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        pytest.param(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:X\r\n", BrokenFile, id="cut short"),
        pytest.param(b"Nom;Courriel\r\nX;a@example.org\r\n", NotWhatItSays, id="no card"),
        pytest.param(framed("FN:X") * 5_001, TooManyCards, id="too many"),
    ],
)
def test_a_bad_book_is_refused(data, refusal):
    with pytest.raises(refusal):
        read(data, "carnet.vcf")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(framed("N" + ";" * 500_000 + ":x"), id="half a million parameters"),
        pytest.param(framed("NOTE:" + "\\" * 1_000_001), id="a million escapes"),
        pytest.param(framed("N;QUOTED-PRINTABLE:" + "=\r\n" * 300_000), id="endless soft breaks"),
        pytest.param(framed("NOTE:x" + "\r\n x" * 300_000), id="endless folds"),
        pytest.param(framed('N;X="' + ":" * 500_000), id="quotes that never close"),
    ],
)
def test_a_hostile_card_is_read_in_a_moment(data):
    start = process_time()
    assert len(read(data, "carnet.vcf").sheets[0].rows) == 2
    assert process_time() - start < 5


def test_cards_that_begin_without_end_are_refused():
    with pytest.raises(BrokenFile):
        read_safely(b"BEGIN:VCARD\r\n" * 300_000, "carnet.vcf")
