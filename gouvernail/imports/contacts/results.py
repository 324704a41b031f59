"""What is read of a directory, what the house already knows, and what comes of both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gouvernail.imports.readers.types import Sheet
from gouvernail.imports.sheets.results import HeaderCell, Problem


class Verdict(StrEnum):
    """What would be done of a structure or a person."""

    CREATE = "create"
    CHANGE = "change"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ReadContact:
    """One row: a person, or a structure alone. Texts as typed, mails and phones made usable."""

    row: int
    structure: str = ""
    kind: str = ""
    name: str = ""
    function: str = ""
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    commune: str = ""
    note: str = ""
    refused: str = ""

    @property
    def is_person(self) -> bool:
        """Tell whether it names somebody, or at least a function."""
        return bool(self.name or self.function)


@dataclass(frozen=True, slots=True)
class ReadContacts:
    """A whole sheet. `private` are the labels never imported, `left` those that say nothing."""

    sheet: str
    source: Sheet
    readable: tuple[Sheet, ...]
    header_row: int
    headers: tuple[HeaderCell, ...]
    by_column: Mapping[str, str]
    contacts: tuple[ReadContact, ...]
    problems: tuple[Problem, ...]
    skipped: tuple[tuple[int, str], ...]
    is_book: bool = False

    @property
    def mapping(self) -> dict[str, str]:
        """The field of each label that has one."""
        found = ((head.label, self.by_column.get(head.column, "")) for head in self.headers)
        return {label: key for label, key in found if key and key != "private"}

    @property
    def private(self) -> tuple[str, ...]:
        """The labels of what is private."""
        return self._labels("private")

    @property
    def left(self) -> tuple[str, ...]:
        """The labels of what is left aside."""
        return self._labels("")

    def _labels(self, key: str) -> tuple[str, ...]:
        columns = (head for head in self.headers if self.by_column.get(head.column, "") == key)
        return tuple(head.label for head in columns if head.label)


@dataclass(frozen=True, slots=True)
class KnownStructure:
    """A structure of the directory; `former` are the names of the entries merged into it."""

    id: int
    name: str
    kind: str = ""
    email: str = ""
    phone: str = ""
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person of the directory."""

    id: int
    name: str
    structure: int | None = None
    function: str = ""
    email: str = ""
    phone: str = ""
    other: str = ""
    bodies: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A structure as the file writes it, accents, case and punctuation aside."""

    key: str
    name: str
    texts: tuple[str, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Spellings that may stand for one structure, with those of the directory they look like.

    `chosen`: "apart", the id of a known structure, the key of a spelling, or "" unanswered.
    `members` are the keys that the person brings together.
    """

    key: str
    spellings: tuple[Spelling, ...]
    known: tuple[KnownStructure, ...]
    suggestion: str
    chosen: str = ""
    members: frozenset[str] = frozenset()

    @property
    def is_joined(self) -> bool:
        """Tell whether the person said that they are one."""
        return self.chosen not in ("", "apart")


@dataclass(frozen=True, slots=True)
class PersonQuestion:
    """Are they the same person? `options` are keys with their labels."""

    key: str
    name: str
    rows: tuple[int, ...]
    text: str
    options: tuple[tuple[str, str], ...]
    chosen: str
    is_answered: bool = False


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A value of an entry before and after; `field` is its column."""

    field: str
    label: str
    before: str
    after: str


@dataclass(slots=True)
class MatchedStructure:
    """A structure that the file names. `id` when the directory has it."""

    key: str
    name: str
    verdict: Verdict
    rows: list[int]
    texts: list[str]
    id: int | None = None
    kind: str = ""
    email: str = ""
    phone: str = ""
    changes: list[FieldChange] = field(default_factory=list)


@dataclass(slots=True)
class MatchedPerson:
    """A person that the file names, from one row or several."""

    rows: list[int]
    name: str
    function: str
    mails: list[str]
    phones: list[str]
    bodies: list[str]
    note: str
    structure: MatchedStructure | None
    is_named: bool = True
    verdict: Verdict = Verdict.CREATE
    id: int | None = None
    known_name: str = ""
    changes: list[FieldChange] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    @property
    def email(self) -> str:
        """The first mail."""
        return self.mails[0] if self.mails else ""

    @property
    def phone(self) -> str:
        """The first number."""
        return self.phones[0] if self.phones else ""

    @property
    def other(self) -> str:
        """The mails and numbers beyond the first."""
        return " ; ".join([*self.mails[1:], *self.phones[1:]])

    @property
    def bodies_text(self) -> str:
        """The bodies, as the entry keeps them."""
        return ", ".join(self.bodies)


@dataclass(frozen=True, slots=True)
class MatchedContacts:
    """What writing would do, and what a person may still say."""

    structures: tuple[MatchedStructure, ...]
    persons: tuple[MatchedPerson, ...]
    groups: tuple[Group, ...]
    questions: tuple[PersonQuestion, ...]

    @property
    def open_groups(self) -> int:
        """How many groups nobody has answered yet."""
        return sum(not group.chosen for group in self.groups)

    def structures_of(self, verdict: Verdict) -> list[MatchedStructure]:
        """Return the structures of one verdict."""
        return [one for one in self.structures if one.verdict is verdict]

    def persons_of(self, verdict: Verdict) -> list[MatchedPerson]:
        """Return the persons of one verdict."""
        return [one for one in self.persons if one.verdict is verdict]
