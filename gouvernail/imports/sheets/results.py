"""What the reading of a plan is given, and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from gouvernail.rules.deadlines import Deadline
from gouvernail.rules.progress import StatusFamily

ProblemKind = Literal["ask", "refuse", "info"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The territory's own words: its states with their families, its communes, its levels."""

    statuses: tuple[tuple[str, StatusFamily], ...] = ()
    communes: tuple[str, ...] = ()
    level_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person chose or corrected; what is left out is proposed.

    `mapping` goes from a header label or a column letter to a field key, or "" for none.
    `synonyms` goes from a label to a field key: the territory's labels, remembered mappings.
    `corrections` goes from a row and a column letter to the text to read instead.
    """

    sheet: str | None = None
    header_row: int | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[tuple[int, str], str] = field(default_factory=dict)


class RowKind(StrEnum):
    """What a row of a plan is."""

    ACTION = "action"
    BAND = "band"
    HELP = "help"
    TOTAL = "total"
    NOTE = "note"
    FOOTNOTE = "footnote"
    EMPTY = "empty"
    HEADER = "header"
    CONTINUATION = "continuation"


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A column: its letter, its label made unique, the label that groups it with others."""

    column: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is no action."""

    row: int
    kind: RowKind
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to ask, to refuse or to tell about one cell."""

    sheet: str
    row: int
    column: str
    header: str
    value: str
    message: str
    kind: ProblemKind
    field: str


@dataclass(frozen=True, slots=True)
class ReadAction:
    """One action as the file says it."""

    row: int
    path: tuple[str, ...]
    number: str | None
    title: str
    lead_text: str
    leads: tuple[str, ...]
    partners: tuple[str, ...]
    communes: tuple[str, ...]
    status_text: str
    status_label: str | None
    status_family: StatusFamily | None
    progress: int | None
    deadline: Deadline
    budget: Decimal | None
    texts: dict[str, str]
    notes: dict[str, str]
    refused: bool
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A whole sheet: how it was understood, its actions, what needs a person."""

    sheet: str
    header_row: int
    headers: tuple[HeaderCell, ...]
    mapping: dict[str, str]
    by_column: dict[str, str]
    confidence: dict[str, float]
    unmapped: tuple[str, ...]
    actions: tuple[ReadAction, ...]
    skipped: tuple[SkippedRow, ...]
    problems: tuple[Problem, ...]
