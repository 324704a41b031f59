"""Naming, ordering and hiding the fields of the action sheet, and adding one's own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import ActionField, Convention
from gouvernail.conventions.queries.vocabulary import FREE_PREFIX, is_free
from gouvernail.history.operations import By, Change, note
from gouvernail.rules.names import fold_name
from gouvernail.rules.sheet_fields import REQUIRED_KEYS, SHEET_FIELDS

_USUAL_LABELS = {field.key: field.label for field in SHEET_FIELDS}


@dataclass(frozen=True, slots=True)
class FieldWords:
    """How a field of the sheet is called and shown; `key` is empty for a new free field."""

    key: str
    label: str
    is_shown: bool = True
    is_short: bool = False


@transaction.atomic
def change_fields(
    convention: Convention, fields: Sequence[FieldWords], version: int, *, by: By
) -> None:
    """Name, show and order the fields of the sheet; a field without a key is added.

    A field is hidden, never removed: what was written in it stays. A field that the application
    knows and whose name is left empty takes its usual name back.

    Errors: EditConflict; Refusal when a field that an action cannot do without is hidden, when
    two share a name, or when one has none.
    """
    convention.claim(version)
    rows = {row.key: row for row in ActionField.objects.filter(convention=convention)}
    before = _in_words(rows.values())
    named = [_named(words) for words in fields]
    if {words.key for words in named if words.key} != rows.keys():
        raise Refusal("La liste des rubriques a changé : rechargez la page.")
    _refuse_doubles([words.label for words in named])
    for position, words in enumerate(named):
        row = rows.get(words.key) or ActionField(convention=convention, key=_free_key(rows))
        row.label, row.is_shown, row.is_short = words.label, words.is_shown, words.is_short
        row.position = position
        row.save()
        rows[row.key] = row
    after = _in_words(rows.values())
    if after != before:
        note(
            "convention.fields_changed",
            convention,
            convention_id=convention.pk,
            by=by,
            changes=_changes(before, after),
        )


def _named(words: FieldWords) -> FieldWords:
    label = words.label or _USUAL_LABELS.get(words.key, "")
    if not label:
        raise Refusal("Donnez un nom à chaque rubrique.")
    if words.key in REQUIRED_KEYS and not words.is_shown:
        raise Refusal(
            f"La rubrique « {label} » ne peut pas être masquée : une action ne se suit pas sans "
            "elle."
        )
    return FieldWords(words.key, label, words.is_shown, words.is_short)


def _refuse_doubles(labels: Sequence[str]) -> None:
    seen: set[str] = set()
    for label in labels:
        if fold_name(label) in seen:
            raise Refusal(f"Deux rubriques s’appellent « {label} » : renommez-en une.")
        seen.add(fold_name(label))


def _free_key(keys: Iterable[str]) -> str:
    numbers = [int(key.removeprefix(FREE_PREFIX)) for key in keys if is_free(key)]
    return f"{FREE_PREFIX}{max(numbers, default=0) + 1}"


def _in_words(rows: Iterable[ActionField]) -> dict[str, str]:
    ordered = sorted(rows, key=lambda row: row.position)
    shown = ", ".join(row.label for row in ordered if row.is_shown)
    short = ", ".join(row.label for row in ordered if row.is_shown and row.is_short)
    hidden = ", ".join(row.label for row in ordered if not row.is_shown)
    return {"Affichées": shown, "Visibles d’emblée": short, "Masquées": hidden}


def _changes(before: dict[str, str], after: dict[str, str]) -> list[Change]:
    return [
        Change(label, before[label], after[label])
        for label in before
        if before[label] != after[label]
    ]
