"""Two versions of a text, word by word: what stays, what goes, what comes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Beyond this, texts are set side by side: comparing them word by word would be slow and unread.
MOST_WORDS = 1_500
_WORD = re.compile(r"\s*\S+|\s+")


class PieceKind(StrEnum):
    """What becomes of a piece of text."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words."""

    kind: PieceKind
    text: str


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts in reading order.

    The pieces that stay or go make up `before`; those that stay or come make up `after`.

    Unit: words, with the space in front of them.
    Errors: none.
    Source: CHOICE 0037: two versions of a plan side by side.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) > MOST_WORDS or len(new) > MOST_WORDS:
        return _pieces(((PieceKind.OUT, before), (PieceKind.IN, after)))
    found: list[tuple[PieceKind, str]] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append((PieceKind.SAME, "".join(old[i1:i2])))
        else:
            found.append((PieceKind.OUT, "".join(old[i1:i2])))
            found.append((PieceKind.IN, "".join(new[j1:j2])))
    return _pieces(found)


def around_changes(pieces: Iterable[Piece], most: int) -> tuple[Piece, ...]:
    """Return pieces with what stays cut short, so that what changes is seen at once.

    Unit: `most` characters of what stays are kept on each side of what changes.
    Errors: none.
    Source: CHOICE 0062, two versions of a report.
    """
    found = list(pieces)
    return tuple(
        Piece(
            piece.kind, _cut(piece.text, most, has_before=rank > 0, has_after=rank < len(found) - 1)
        )
        if piece.kind is PieceKind.SAME
        else piece
        for rank, piece in enumerate(found)
    )


def _cut(text: str, most: int, *, has_before: bool, has_after: bool) -> str:
    """Keep the beginning of a text after a change, and its end before one."""
    if len(text) <= 2 * most:
        return text
    start = text[:most].rpartition(" ")[0] if has_before else ""
    end = text[-most:].partition(" ")[2] if has_after else ""
    return f"{start} […] {end}"


def _pieces(found: Iterable[tuple[PieceKind, str]]) -> tuple[Piece, ...]:
    return tuple(Piece(kind, text) for kind, text in found if text)
