"""What a column holds, when its label does not say: dates, states, communes, numbers, titles."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from gouvernail.imports.sheets.results import HeaderCell, Vocabulary
from gouvernail.imports.sheets.statuses import is_status
from gouvernail.imports.sheets.text import label_key
from gouvernail.imports.sheets.values import split_communes
from gouvernail.rules.deadlines import DeadlineKind, read_deadline

LONG_TEXT = 160
_SHORT_TEXT = 12
_MOST = 0.8
_CONFIDENCE = 0.5
_NUMBER = re.compile(r"(?:[A-Z]{1,3}[.-]?)?[0-9]{1,3}(?:[.-][0-9]{1,3})*\.?")
_OTHER_DATES = frozenset({"jour", "creation", "modification", "saisie", "maj", "debut"})


@dataclass(frozen=True, slots=True)
class Guess:
    """A column, the field it may feed, and how sure that is, from 0 to 1."""

    column: int
    field: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its label, and a sample of what it holds."""

    index: int
    header: HeaderCell
    values: tuple[str, ...]
    is_merged: bool

    @property
    def is_long(self) -> bool:
        """Tell whether it holds paragraphs."""
        return sum(map(len, self.values)) > LONG_TEXT * max(len(self.values), 1)

    def mostly(self, accepts: Callable[[str], bool]) -> bool:
        """Tell whether a test accepts most of its values, of which there must be several."""
        accepted = sum(map(accepts, self.values))
        return len(self.values) > 1 and accepted >= _MOST * len(self.values)


def guess_by_content(
    columns: list[Column], found: dict[int, Guess], vocabulary: Vocabulary
) -> dict[int, Guess]:
    """Give fields still missing to columns whose label says nothing, by what they hold."""
    taken = {guess.field for guess in found.values()}
    rest = [column for column in columns if column.index not in found and column.values]
    guesses: dict[int, Guess] = {}
    for field, find in _finders(found, vocabulary).items():
        column = None if field in taken else find(rest)
        if column:
            guesses[column.index] = Guess(column.index, field, _CONFIDENCE)
            rest.remove(column)
    return guesses


def is_number(text: str) -> bool:
    """Tell whether a text is the number of an action and nothing else."""
    return bool(_NUMBER.fullmatch(text))


Finder = Callable[[list[Column]], Column | None]


def _finders(found: dict[int, Guess], vocabulary: Vocabulary) -> dict[str, Finder]:
    title = next((guess.column for guess in found.values() if guess.field == "title"), 0)
    known = frozenset(map(label_key, vocabulary.communes))
    tests: dict[str, Callable[[Column], bool]] = {
        "deadline": _holds_deadlines,
        "status": lambda column: column.mostly(is_status),
        "communes": lambda column: column.mostly(partial(_names_a_commune, known=known)),
        "number": lambda column: column.index < title and _holds_numbers(column),
    }
    finders: dict[str, Finder] = {"title": _titles}
    return finders | {field: partial(_first, test) for field, test in tests.items()}


def _first(test: Callable[[Column], bool], columns: list[Column]) -> Column | None:
    return next(filter(test, columns), None)


def _titles(columns: list[Column]) -> Column | None:
    """Return the column of short texts, seldom repeated, that says the most."""
    fitting = [column for column in columns if _looks_like_titles(column)]
    return max(fitting, key=lambda column: sum(map(len, column.values)), default=None)


def _looks_like_titles(column: Column) -> bool:
    average = sum(map(len, column.values)) / len(column.values)
    is_varied = len(set(column.values)) >= _MOST * len(column.values)
    return is_varied and _SHORT_TEXT <= average <= LONG_TEXT and not column.is_merged


def _holds_deadlines(column: Column) -> bool:
    words = label_key(column.header.label).split()
    return not _OTHER_DATES.intersection(words) and column.mostly(_is_deadline)


def _holds_numbers(column: Column) -> bool:
    return len(set(column.values)) == len(column.values) and column.mostly(is_number)


def _is_deadline(text: str) -> bool:
    return read_deadline(text).kind not in {DeadlineKind.UNCLEAR, DeadlineKind.NONE}


def _names_a_commune(text: str, known: frozenset[str]) -> bool:
    return any(label_key(name) in known for name in split_communes(text))
