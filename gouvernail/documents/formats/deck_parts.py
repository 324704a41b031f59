"""Cutting slides so that nothing runs off them: how many rows fit, how long a text may be."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from gouvernail.documents.formats.deck import BarChart, Lack, Points, Sheet, Slide, Words
from gouvernail.documents.formats.report import Cell, Head
from gouvernail.documents.formats.words import cell_words

ROWS_A_SLIDE, POINTS_A_SLIDE = 8, 8
LONGEST_CELL, LONGEST_POINT, LONGEST_NAME = 140, 160, 48
CELL_POINTS = 14  # the size of letters in a table
_LETTER, _LINE, _PADDING = 0.54, 1.22, 9  # of the size of letters; in points


def parts(slide: Slide, width: float, height: float) -> Iterator[Slide]:
    """Cut what does not fit in a box, in points; the title says that it goes on."""
    match slide:
        case Sheet():
            for rank, rows in enumerate(_fitting(slide, width, height)):
                yield Sheet(_again(slide.title, rank), slide.heads, rows)
        case Points():
            for rank, points in enumerate(_chunks(slide.points, POINTS_A_SLIDE)):
                yield Points(_again(slide.title, rank), points)
        case BarChart() | Lack() | Words():
            yield slide


def short(text: str, most: int) -> str:
    """Return a text that fits where it is shown; the documents beside have it whole."""
    kept = " ".join(text.split())
    return kept if len(kept) <= most else f"{kept[: most - 1].rstrip()}…"


def row_height(cells: Sequence[Cell], heads: Sequence[Head], width: float) -> float:
    """Return about how high a row of a table is, in points."""
    shares = sum(head.share for head in heads)
    lines = 1
    for cell, head in zip(cells, heads, strict=True):
        room = width * head.share / shares - 2 * _PADDING
        letters = max(1, int(room / (CELL_POINTS * _LETTER)))
        lines = max(lines, lines_of(short(cell_words(cell), LONGEST_CELL), letters))
    return lines * CELL_POINTS * _LINE + _PADDING


def lines_of(text: str, letters: int) -> int:
    """Return on how many lines a text stands, words kept whole when they can be."""
    lines, room = 1, letters
    for word in text.split():
        if len(word) > room and room < letters:
            lines, room = lines + 1, letters
        if len(word) > letters:
            lines += ceil(len(word) / letters) - 1
            room = letters
        room -= len(word) % letters + 1
    return lines


def _fitting(slide: Sheet, width: float, height: float) -> Iterator[tuple[Any, ...]]:
    head = row_height([head.label for head in slide.heads], slide.heads, width)
    kept: list[Any] = []
    used = head
    for row in slide.rows:
        needed = row_height(row, slide.heads, width)
        if kept and (used + needed > height or len(kept) == ROWS_A_SLIDE):
            yield tuple(kept)
            kept, used = [], head
        kept.append(row)
        used += needed
    yield tuple(kept)


def _chunks(rows: tuple[Any, ...], size: int) -> Iterator[tuple[Any, ...]]:
    for start in range(0, max(len(rows), 1), size):
        yield rows[start : start + size]


def _again(title: str, rank: int) -> str:
    return f"{title} (suite)" if rank else title
