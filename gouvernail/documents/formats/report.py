"""A document to read, whatever the file it will be: headings, texts, facts and tables in order."""

from dataclasses import dataclass

from gouvernail.documents.formats.table import Value


@dataclass(frozen=True, slots=True)
class Mark:
    """A state: its word, and the family that gives its shape and colour."""

    word: str
    family: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Words, and the address of the rows behind them; without one they are plain words."""

    words: str
    address: str = ""


Cell = Value | Mark | Linked


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, rank 1 to 3. No rank is skipped on the way down."""

    text: str
    rank: int = 1
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Words as people wrote them; their line breaks are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A simple list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure, what it counts, and the address of the rows behind it, when there is one."""

    value: str
    label: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The few figures that people keep in mind."""

    items: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: headings down to rank `depth`, with their pages."""

    title: str = "Sommaire"
    depth: int = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """Short facts, each with its label."""

    pairs: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a grid: its head and its share of the width."""

    label: str
    share: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to read; every row has as many cells as there are heads.

    With a caption it is numbered, « Tableau 1 – … ».
    """

    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """What a part would say if somebody had typed it; `address`, if any, is where it is typed."""

    words: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image, as the bytes of a PNG, with the words that stand for it. `width` is in mm.

    `svg` is the same drawing in lines, for the files that take it. What is no image is left out.
    With a caption it is numbered, « Figure 1 – … ».
    """

    png: bytes
    words: str
    width: int = 35
    svg: bytes = b""
    caption: str = ""


Block = Heading | Text | Bullets | KeyFigures | Contents | Facts | Grid | Missing | Picture


def address_of(cell: Cell) -> str:
    """Return where the words of a cell lead; nothing for most."""
    return cell.address if isinstance(cell, Linked) else ""


@dataclass(frozen=True, slots=True)
class Logo:
    """The territory's own sign, as the bytes of a PNG or JPEG, with the words that stand for it."""

    content: bytes
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """A document: `state` says of what and of which day it speaks, line by line.

    `colour` is the territory's own, as #rrggbb, or nothing. A logo that is not a true image is
    left out. `base` is the territory's own .docx, whose styles, heads, feet and marks are kept:
    a Word file then bears no second logo. `cover` are the lines of a first page of its own: over
    the title, then under it.
    """

    title: str
    state: tuple[str, ...]
    blocks: tuple[Block, ...]
    is_landscape: bool = False
    colour: str = ""
    logo: Logo | None = None
    base: bytes | None = None
    cover: tuple[str, str] | None = None
