"""Which characters the fonts of documents can draw; the others would stop a PDF/A."""

import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "typst" / "fonts"
UNKNOWN = "□"


@cache
def _ranges() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the first and last characters of each range that every font of FONTS has."""
    lines = (FONTS / "coverage.txt").read_text().split()
    pairs = [line.split("-") for line in lines]
    return tuple(int(a, 16) for a, _ in pairs), tuple(int(b, 16) for _, b in pairs)


def drawable(text: str) -> str:
    """Return a text of which every character can be drawn.

    Accents written apart are joined first. What no font has becomes an empty square, so that
    its absence is seen; marks of direction and control characters, which have no shape, go.

    Unit: characters. Errors: none.
    """
    joined = unicodedata.normalize("NFC", text)
    if joined.isascii() and joined.isprintable():
        return joined
    return "".join(_drawn(char) for char in joined)


def _drawn(char: str) -> str:
    if char in "\n\t":
        return char
    if has_glyph(char):
        return char
    if unicodedata.category(char) in {"Cc", "Cf", "Mn", "Me"}:
        return ""
    return " " if unicodedata.category(char) == "Zs" else UNKNOWN


def has_glyph(char: str) -> bool:
    """Tell whether every font of documents draws a character."""
    firsts, lasts = _ranges()
    rank = bisect_right(firsts, ord(char)) - 1
    return rank >= 0 and ord(char) <= lasts[rank]
