"""Two versions of a text, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from gouvernail.rules.word_diff import MOST_WORDS, PieceKind, around_changes, word_diff


def told(before, after):
    return [(piece.kind, piece.text) for piece in word_diff(before, after)]


def test_what_stays_is_read_once_and_what_changes_is_told_apart():
    assert told("ouvrir dix places", "ouvrir douze places") == [
        (PieceKind.SAME, "ouvrir"),
        (PieceKind.OUT, " dix"),
        (PieceKind.IN, " douze"),
        (PieceKind.SAME, " places"),
    ]


def test_very_long_texts_are_set_side_by_side():
    before, after = "un " * (MOST_WORDS + 1), "deux"
    assert told(before, after) == [(PieceKind.OUT, before), (PieceKind.IN, after)]


def test_what_stays_far_from_a_change_is_left_out():
    same = " ".join(f"mot{rank}" for rank in range(40))
    pieces = around_changes(word_diff(f"{same} dix {same}", f"{same} douze {same}"), 30)
    first, *_, last = pieces
    assert first.text.startswith(" […] ")
    assert first.text.endswith("mot39")
    assert last.text.startswith(" mot0 mot1")
    assert last.text.endswith(" […] ")


def test_short_texts_are_left_whole():
    pieces = word_diff("ouvrir dix places", "ouvrir douze places")
    assert around_changes(pieces, 30) == pieces


TEXT = st.lists(st.sampled_from(["un", "deux", " ", "\n", "trois,"]), max_size=12).map(" ".join)


@given(TEXT, TEXT)
def test_the_pieces_make_up_both_texts(before, after):
    pieces = word_diff(before, after)
    assert "".join(p.text for p in pieces if p.kind is not PieceKind.IN) == before
    assert "".join(p.text for p in pieces if p.kind is not PieceKind.OUT) == after
