"""Cutting slides of whole texts: none is shortened, what does not fit goes on over the next."""

import re
from collections.abc import Iterator
from dataclasses import replace

from gouvernail.documents.formats.deck import Point, Said, Slide, Words
from gouvernail.documents.formats.deck_parts import lines_of, parts

HEAD_POINTS, TEXT_POINTS, DETAIL_POINTS = 20, 17, 14
_LETTER, _LINE = 0.54, 1.25  # of the size of letters
HEAD_SPACE, TEXT_SPACE = 4, 5  # points after each
BETWEEN = 14
_WORD = re.compile(r"\S+\s*|\s+")
MORE = " (suite)"


def word_parts(slide: Words, width: float, height: float) -> Iterator[Words]:
    """Cut a slide of texts to a box, in points; a title or a head that goes on says so."""
    page: list[Said] = []
    used, rank = 0.0, 0
    for said in slide.said:
        for piece in _pieces(said, width, height):
            needed = said_height(piece, width)
            if page and used + needed > height:
                yield Words(slide.title + MORE * bool(rank), tuple(page))
                page, used, rank = [], 0.0, rank + 1
            page.append(piece)
            used += needed + BETWEEN
    yield Words(slide.title + MORE * bool(rank), tuple(page))


def slide_parts(slide: Slide, width: float, height: float) -> Iterator[Slide]:
    """Cut what does not fit in a box, in points, whatever the slide is made of."""
    if isinstance(slide, Words):
        yield from word_parts(slide, width, height)
    else:
        yield from parts(slide, width, height)


def said_height(said: Said, width: float) -> float:
    """Return about how high a head and its texts are, in points."""
    return _head_height(said, width) + sum(_text_height(text, width) for text in said.texts)


def _head_height(said: Said, width: float) -> float:
    head = _lines(said.head, width, HEAD_POINTS) * HEAD_POINTS * _LINE + HEAD_SPACE
    if not said.detail:
        return head
    return head + _lines(said.detail, width, DETAIL_POINTS) * DETAIL_POINTS * _LINE + HEAD_SPACE


def _text_height(text: Point, width: float) -> float:
    told = f"{text.text} : {text.detail}"
    lines = sum(_lines(line, width, TEXT_POINTS) for line in told.splitlines())
    return lines * TEXT_POINTS * _LINE + TEXT_SPACE * (1 + told.count("\n"))


def _pieces(said: Said, width: float, height: float) -> Iterator[Said]:
    """Return what one head says in pieces that fit a slide each; one piece when it all fits."""
    again = replace(said, head=said.head + MORE, detail="")
    kept: list[Point] = []
    now, room = said, height - _head_height(said, width)
    whole = height - max(_head_height(said, width), _head_height(again, width))
    used = 0.0
    for text in said.texts:
        for part in _cut(text, width, whole):
            needed = _text_height(part, width)
            if kept and used + needed > room:
                yield replace(now, texts=tuple(kept))
                now, room = again, height - _head_height(again, width)
                kept, used = [], 0.0
            kept.append(part)
            used += needed
    yield replace(now, texts=tuple(kept))


def _cut(text: Point, width: float, room: float) -> Iterator[Point]:
    """Return a text in parts that fit a room, cut between words; all the words are there."""
    part, rank = "", 0
    for word in _WORD.findall(text.detail):
        longer = part + word
        if part.strip() and _text_height(Point(text.text + MORE, longer), width) > room:
            yield Point(text.text + MORE * bool(rank), part.rstrip())
            part, rank = word, rank + 1
        else:
            part = longer
    yield Point(text.text + MORE * bool(rank), part.rstrip())


def _lines(text: str, width: float, size: int) -> int:
    return lines_of(text, max(1, int(width / (size * _LETTER))))
