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


def _pieces(found: Iterable[tuple[PieceKind, str]]) -> tuple[Piece, ...]:
    return tuple(Piece(kind, text) for kind, text in found if text)
