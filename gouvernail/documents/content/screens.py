"""The slides of a sitting as views of a screen: what fits on each, and the bars of the chart."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from gouvernail.documents.formats.deck import BarChart, Deck, Lack, Points, Sheet, Slide, Words
from gouvernail.documents.formats.report import Mark
from gouvernail.documents.formats.words import cell_words

Item = TypeVar("Item")

ROWS_A_VIEW, POINTS_A_VIEW = 6, 7


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar. `start`, `length` and `middle` are shares of the width, as SVG reads them.

    They are words: a template would write their numbers with a French comma.
    """

    name: str
    family: str
    number: int
    start: str
    length: str
    middle: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the chart, and the numbers of every series for its category."""

    name: str
    parts: tuple[Part, ...]
    values: tuple[int, ...]

    @property
    def words(self) -> str:
        """What the bar shows: « 3 terminées, 2 en cours »."""
        return ", ".join(f"{part.number} {part.name}" for part in self.parts)


@dataclass(frozen=True, slots=True)
class Screen:
    """One view: `kind` says how it is drawn."""

    kind: str
    title: str
    slide: Slide | None = None
    bars: tuple[Bar, ...] = ()
    cells: tuple[tuple[tuple[str, str, str], ...], ...] = ()
    lines: tuple[str, ...] = ()


def screens_of(deck: Deck) -> list[Screen]:
    """Return the views of some slides, the title first; what is too long goes on on the next."""
    views = [Screen("title", deck.title, lines=deck.lines)]
    for slide in deck.slides:
        views += _views(slide)
    return views


def _views(slide: Slide) -> Iterator[Screen]:
    match slide:
        case Points():
            for title, points in _cut(slide.title, slide.points, POINTS_A_VIEW):
                yield Screen("points", title, Points(title, points))
        case Sheet():
            for title, rows in _cut(slide.title, slide.rows, ROWS_A_VIEW):
                part = Sheet(title, slide.heads, rows)
                yield Screen("sheet", title, part, cells=tuple(_cells(part)))
        case Words():
            yield from _said(slide)
        case Lack():
            yield Screen("lack", slide.title, slide)
        case BarChart():
            yield Screen("chart", slide.title, slide, bars=tuple(_bars(slide)))


def _said(slide: Words) -> Iterator[Screen]:
    """Return one view for each thing that is spoken of."""
    for said in slide.said:
        yield Screen("words", slide.title, Words(slide.title, (said,)))


def _cut(title: str, rows: tuple[Item, ...], most: int) -> Iterator[tuple[str, tuple[Item, ...]]]:
    for start in range(0, max(len(rows), 1), most):
        yield (f"{title} (suite)" if start else title), rows[start : start + most]


def _cells(sheet: Sheet) -> Iterator[tuple[tuple[str, str, str], ...]]:
    """Return the words of each cell, the family of states that it shows if any, and its head."""
    for row in sheet.rows:
        yield tuple(
            (cell_words(cell), cell.family if isinstance(cell, Mark) else "", head.label)
            for cell, head in zip(row, sheet.heads, strict=True)
        )


def _bars(chart: BarChart) -> Iterator[Bar]:
    columns = list(zip(*(part.values for part in chart.series), strict=True))
    most = max((sum(column) for column in columns), default=1)
    for name, values in zip(chart.categories, columns, strict=True):
        parts, start = [], 0.0
        for series, number in zip(chart.series, values, strict=True):
            length = 100 * number / most
            if number:
                shares = (_share(start), _share(length), _share(start + length / 2))
                parts.append(Part(series.name, series.family, number, *shares))
            start += length
        yield Bar(name, tuple(parts), values)


def _share(number: float) -> str:
    return f"{number:.2f}%"
