"""What is read of a table of posts, and what cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


class NoPostsFound(Exception):
    """No sheet holds a table of posts; its text is a French sentence that says what is missing."""


@dataclass(frozen=True, slots=True)
class PostChoices:
    """What is known before reading: what a person said of the columns, and the communes.

    `columns` is the field of each column letter, None when nobody said; `since` the first day of
    the rows without one; `communes` the INSEE codes of the perimeter by name.
    """

    columns: Mapping[str, str] | None = None
    since: date | None = None
    communes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its letter, its head, its field ("" when none), some values."""

    letter: str
    head: str
    field: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What cannot be read: where it stands in the file, what is written there, what to do.

    Its row is refused, with the other rows of the same post; the other posts can be imported.
    """

    row: int
    column: str
    header: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class PostFacts:
    """What a row says of its post; what it leaves blank is None. `place` is an INSEE code."""

    kind: str | None
    place: str | None
    is_cofinanced: bool | None


@dataclass(frozen=True, slots=True)
class PostLine:
    """One row of the table. Without a holder, the post is vacant on these days.

    `number` tells apart two posts of the same title and employer.
    """

    row: int
    key: tuple[str, str, str]
    employer: str
    title: str
    facts: PostFacts
    agreed: Decimal | None
    holder: str
    actual: Decimal
    starts_on: date
    ends_on: date | None
    mandate_ends_on: date | None


@dataclass(frozen=True, slots=True)
class ReadHolder:
    """Somebody on a post."""

    row: int
    name: str
    fte: Decimal
    starts_on: date
    ends_on: date | None
    mandate_ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReadRate:
    """What was agreed of a post, from a day to a day."""

    fte: Decimal
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class ReadPost:
    """A post, from one row or several: each further row is another holder, or another vacancy.

    `rates` is never empty; `place` is an INSEE code, or nothing.
    """

    rows: tuple[int, ...]
    employer: str
    title: str
    kind: str
    place: str
    is_cofinanced: bool
    rates: tuple[ReadRate, ...]
    holders: tuple[ReadHolder, ...]

    @property
    def agreed(self) -> Decimal:
        """What is agreed at last."""
        return self.rates[-1].fte

    @property
    def starts_on(self) -> date:
        """Its first day."""
        return min(rate.starts_on for rate in self.rates)


@dataclass(frozen=True, slots=True)
class ReadPosts:
    """A whole table: the posts that can be written, and what cannot be read.

    `lacking` are the fields that no column gives: then nothing was read under the heads.
    """

    sheet: str
    header_row: int
    columns: tuple[Column, ...]
    posts: tuple[ReadPost, ...]
    problems: tuple[CellProblem, ...]
    lacking: tuple[str, ...] = ()

    @property
    def refused_rows(self) -> int:
        """How many rows are left aside."""
        return len({problem.row for problem in self.problems})
