"""Slides to show, whatever the file they will be: words, tables and charts in order."""

from dataclasses import dataclass

from gouvernail.documents.formats.report import Cell, Head, Logo, Picture


@dataclass(frozen=True, slots=True)
class Point:
    """A line of a slide; `detail` is said more quietly after it."""

    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A slide of a few lines."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One part of every bar; `family` gives its colour, its name is in the legend."""

    name: str
    family: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """A slide with a chart of stacked bars, one per category. `words` say what it shows."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A slide with a table; long ones go on over the next slides. Cells fit their heads."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one thing: its head, a quieter line, texts after their label, whole."""

    head: str
    detail: str
    texts: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A slide of whole texts: nothing is shortened, what does not fit goes on over the next."""

    title: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """A slide whose data is missing: it says so; `address`, if any, is where it is typed."""

    title: str
    words: str
    address: str = ""


Slide = Points | BarChart | Sheet | Words | Lack


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides, after a first one that says whose they are and of which day.

    `colour` is the territory's own, as #rrggbb, or nothing. The logo and `picture` stand on the
    first slide. `base` is the territory's own .pptx, whose masters and layouts are kept: a
    PowerPoint file then bears no second logo.
    """

    title: str
    lines: tuple[str, ...]
    slides: tuple[Slide, ...]
    colour: str = ""
    logo: Logo | None = None
    picture: Picture | None = None
    base: bytes | None = None
