"""The territory's own words, as every other area reads them."""

from dataclasses import dataclass
from functools import lru_cache

from django.db import transaction

from gouvernail.conventions.models import ActionField, Convention, Level, Status, Term, TermKind
from gouvernail.rules.progress import StatusFamily

FREE_PREFIX = "free:"


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level of the plan above the actions; rank 1 is the highest."""

    rank: int
    name: str
    plural: str


@dataclass(frozen=True, slots=True)
class StatusView:
    """A state word, with the family it counts in."""

    id: int
    label: str
    family: StatusFamily


@dataclass(frozen=True, slots=True)
class SheetFieldView:
    """A field of the action sheet. A free one has a key `free:<number>`."""

    key: str
    label: str
    is_shown: bool
    is_short: bool
    is_free: bool


@dataclass(frozen=True, slots=True)
class VocabularyWords:
    """All the words of one convention, each list in the order its people chose."""

    levels: tuple[LevelView, ...]
    statuses: tuple[StatusView, ...]
    priorities: tuple[str, ...]
    themes: tuple[str, ...]
    publics: tuple[str, ...]
    fields: tuple[SheetFieldView, ...]

    def field(self, key: str) -> SheetFieldView | None:
        """Return one field of the sheet, or None when the territory does not have it."""
        return next((field for field in self.fields if field.key == key), None)

    def status(self, pk: int | None) -> StatusView | None:
        """Return one state word, or None when there is none of that number."""
        return next((status for status in self.statuses if status.id == pk), None)


def vocabulary_of(convention: Convention) -> VocabularyWords:
    """Return the words of `convention`. Four queries the first time, then none.

    Whatever changes a word claims the convention's next version first: the words of one version
    are always the same. Inside a transaction, which may still be undone, nothing is remembered.
    """
    if transaction.get_connection().in_atomic_block:
        return _read(convention.pk)
    return _remembered(convention.pk, convention.version)


@lru_cache(maxsize=1024)
def _remembered(convention_id: int, version: int) -> VocabularyWords:
    return _read(convention_id)


def _read(convention_id: int) -> VocabularyWords:
    terms: dict[str, list[str]] = {kind.value: [] for kind in TermKind}
    for kind, label in (
        Term.objects.filter(convention_id=convention_id)
        .order_by("position", "pk")
        .values_list("kind", "label")
    ):
        terms[kind].append(label)
    return VocabularyWords(
        levels=_levels(convention_id),
        statuses=_statuses(convention_id),
        priorities=tuple(terms[TermKind.PRIORITY]),
        themes=tuple(terms[TermKind.THEME]),
        publics=tuple(terms[TermKind.PUBLIC]),
        fields=_fields(convention_id),
    )


def _levels(convention_id: int) -> tuple[LevelView, ...]:
    rows = Level.objects.filter(convention_id=convention_id).order_by("rank")
    return tuple(LevelView(row.rank, row.name, row.plural) for row in rows)


def _statuses(convention_id: int) -> tuple[StatusView, ...]:
    rows = Status.objects.filter(convention_id=convention_id).order_by("position", "pk")
    return tuple(StatusView(row.pk, row.label, StatusFamily(row.family)) for row in rows)


def _fields(convention_id: int) -> tuple[SheetFieldView, ...]:
    rows = ActionField.objects.filter(convention_id=convention_id).order_by("position", "pk")
    return tuple(
        SheetFieldView(row.key, row.label, row.is_shown, row.is_short, is_free(row.key))
        for row in rows
    )


def is_free(key: str) -> bool:
    """Tell whether a field is the territory's own, and not one that the application knows."""
    return key.startswith(FREE_PREFIX)
