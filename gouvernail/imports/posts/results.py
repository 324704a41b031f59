"""What is read of a table of posts, and what cannot be."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What cannot be read: where it stands in the file, what is written there, what to do."""

    row: int
    column: str
    header: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class PostLine:
    """One row of the table. Without a holder, the post is vacant on these days."""

    row: int
    employer: str
    title: str
    kind: str
    agreed: Decimal
    holder: str
    actual: Decimal
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class ReadHolder:
    """Somebody on a post."""

    row: int
    name: str
    fte: Decimal
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class ReadPost:
    """A post, from one row or several: each further row is another holder, or another vacancy."""

    rows: tuple[int, ...]
    employer: str
    title: str
    kind: str
    agreed: Decimal
    starts_on: date
    ends_on: date | None
    holders: tuple[ReadHolder, ...]


@dataclass(frozen=True, slots=True)
class ReadPosts:
    """A whole table: the posts that can be written, or the problems that forbid it."""

    sheet: str
    header_row: int
    columns: tuple[tuple[str, str, str], ...]
    posts: tuple[ReadPost, ...]
    problems: tuple[CellProblem, ...]
