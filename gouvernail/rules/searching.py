"""Full-text search in French: words found whatever accents, case, ligatures and plural."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gouvernail.rules.names import fold_name

_WORD = re.compile(r"\w+")
# A quoted phrase, or a run of signs between two spaces.
_TOKEN = re.compile(r"[\"«“]\s*([^\"»”]*?)\s*[\"»”]|(\S+)")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]", re.IGNORECASE)
MAX_NEEDLES = 8
AROUND = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an excerpt; `is_found` when it is one of the words looked for."""

    text: str
    is_found: bool


def search_text(texts: Iterable[str]) -> str:
    """Return what is kept beside a row to be searched: every word folded, a space on each side.

    Unit: lower-case ASCII letters and digits.
    Errors: none.
    Source: CHOICE 0032.
    """
    return f" {fold_name(' '.join(text for text in texts if text))} "


def read_search(words: str) -> tuple[str, ...]:
    """Return what a searched text must hold, all of it.

    A word is looked for from its beginning and without its plural: « crèches » finds « crèche »,
    « Crèches » and « creche ». A number such as 1.2.3 keeps its parts together. What is in quotes
    is looked for as it is.

    Unit: pieces of what `search_text` returns; at most eight.
    Errors: none; signs that are no words are left aside.
    Source: CHOICE 0032.
    """
    needles: list[str] = []
    for quoted, bare in _TOKEN.findall(words):
        if quoted:
            folded = fold_name(quoted)
            needles += [f" {folded} "] if folded else []
        else:
            folded = fold_name(_ELISION.sub(" ", bare))
            needles += [f" {_without_plural(folded)}"] if folded else []
    return tuple(dict.fromkeys(needles))[:MAX_NEEDLES]


def _without_plural(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith(("s", "x")) else word


def holds(needles: Sequence[str], text: str) -> bool:
    """Tell whether a text, as `search_text` writes it, holds everything that is looked for.

    Unit: yes or no.
    Errors: none.
    Source: CHOICE 0032.
    """
    return all(needle in text for needle in needles)


def excerpt(text: str, needles: Sequence[str]) -> tuple[Piece, ...]:
    """Return the words around the first one found in `text`, those found told apart.

    Unit: pieces of the text as it is written; empty when nothing is found.
    Errors: none.
    Source: CHOICE 0032.
    """
    spans = _spans(text, needles)
    if not spans:
        return ()
    start, end = _window(text, spans[0])
    pieces = [Piece("… ", False)] if start else []
    here = start
    for first, last in spans:
        if first < here or last > end:
            continue
        pieces += [Piece(text[here:first], False), Piece(text[first:last], True)]
        here = last
    pieces += [Piece(text[here:end], False), Piece(" …" if end < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece.text)


def _window(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return where an excerpt starts and ends, between words."""
    start, end = max(span[0] - AROUND, 0), min(span[1] + 2 * AROUND, len(text))
    if start:
        start = text.find(" ", start, span[0]) + 1 or span[0]
    if end < len(text):
        end = max(text.rfind(" ", span[1], end), span[1])
    return start, end


def _spans(text: str, needles: Sequence[str]) -> list[tuple[int, int]]:
    """Return where what is looked for stands in the text as it is written, without overlaps."""
    places = [(match.start(), match.end(), fold_name(match[0])) for match in _WORD.finditer(text)]
    found = []
    for rank in range(len(places)):
        for needle in needles:
            length = len(needle.split())
            here = places[rank : rank + length]
            folded = f" {' '.join(word for _, _, word in here)} "
            if len(here) == length and folded.startswith(needle):
                found.append((here[0][0], here[-1][1]))
    kept: list[tuple[int, int]] = []
    for span in sorted(found):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
