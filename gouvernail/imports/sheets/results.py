"""What the reading of a plan is given, and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal, Self

from gouvernail.imports.readers.types import Place, Sheet
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

    `sheets` are sheets to read together.
    `mapping` goes from a header label or a column letter to a field key, or "" for none.
    `synonyms` goes from a label to a field key: the territory's labels, remembered mappings.
    `corrections` goes from a row and a column letter to the text to read instead.
    `answers` goes from the key of a question about the whole file to what was answered.
    """

    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    header_row: int | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[tuple[int, str], str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


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
    HIDDEN = "hidden"


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
    """Something to ask, to refuse or to tell about one cell.

    `row` and `column` are those of the sheet read; `place` is where a person finds the cell.
    `beside` is what tells the row from others: the title of its action.
    """

    sheet: str
    row: int
    column: str
    header: str
    value: str
    message: str
    kind: ProblemKind
    field: str
    place: Place
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something to choose about the whole file: what is done unless a person says otherwise.

    `options` are keys with their labels; `cells` the places and texts that it is about.
    """

    key: str
    text: str
    options: tuple[tuple[str, str], ...]
    chosen: str
    cells: tuple[tuple[Place, str], ...] = ()

    @classmethod
    def ask(
        cls,
        key: str,
        text: str,
        options: tuple[tuple[str, str], ...],
        choices: Choices,
        cells: tuple[tuple[Place, str], ...] = (),
    ) -> Self:
        """Return a question with the answer given, else its first option."""
        given = choices.answers.get(key)
        chosen = given if given in dict(options) else options[0][0]
        return cls(key, text, options, chosen, cells)


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
    place: Place


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A whole sheet: how it was understood, its actions, what needs a person.

    `source` is the sheet read, `readable` are the sheets that could be read instead.
    """

    sheet: str
    source: Sheet
    readable: tuple[Sheet, ...]
    header_row: int
    headers: tuple[HeaderCell, ...]
    mapping: dict[str, str]
    by_column: dict[str, str]
    confidence: dict[str, float]
    unmapped: tuple[str, ...]
    actions: tuple[ReadAction, ...]
    skipped: tuple[SkippedRow, ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...] = ()
