"""Strict reading of the tables of a kit: every key is asked for, whatever is left is an error."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from gouvernail.common.errors import Refusal
from gouvernail.rules.names import fold_name

TEXT_LENGTH = 200
Read = TypeVar("Read")
Word = TypeVar("Word", bound=StrEnum)


class InvalidKit(Refusal):
    """A kit's file is not valid; the French sentence names the place."""


class KitTable:
    """One table of the file. `place` is how the sentences name it: « [[status]] n° 2 »."""

    def __init__(self, place: str, content: Mapping[str, Any]) -> None:
        """Keep what is still to be read."""
        self.place = place
        self._left = dict(content)

    def error(self, sentence: str) -> InvalidKit:
        """Return the error to raise, with its place in front."""
        return InvalidKit(f"{self.place} : {sentence}." if self.place else f"Kit : {sentence}.")

    def keys_left(self) -> list[str]:
        """Return the keys that nobody has read."""
        return list(self._left)

    def end(self) -> None:
        """Say that everything expected was read.

        Errors: InvalidKit when something is left.
        """
        if self._left:
            keys = ", ".join(f"« {key} »" for key in self._left)
            raise self.error(f"clé inconnue : {keys}")

    def text(self, key: str, default: str | None = None, *, most: int = TEXT_LENGTH) -> str:
        """Return a text without spaces around; required when there is no default.

        Errors: InvalidKit.
        """
        value = self._left.pop(key, default)
        if value is None:
            raise self.error(f"« {key} » manque")
        if not isinstance(value, str):
            raise self.error(f"« {key} » doit être un texte entre guillemets")
        value = " ".join(value.split())
        if not value and default is None:
            raise self.error(f"« {key} » est vide")
        if len(value) > most:
            raise self.error(f"« {key} » dépasse {most} caractères")
        return value

    def whole(self, key: str, default: int) -> int:
        """Return a whole number above zero.

        Errors: InvalidKit.
        """
        value = self._left.pop(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= 3650:
            raise self.error(f"« {key} » doit être un nombre entier entre 1 et 3650")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Return yes or no.

        Errors: InvalidKit.
        """
        value = self._left.pop(key, default)
        if not isinstance(value, bool):
            raise self.error(f"« {key} » doit être true ou false, sans guillemets")
        return value

    def day(self, key: str) -> date | None:
        """Return a day, or None when it is not given.

        Errors: InvalidKit.
        """
        value = self._left.pop(key, None)
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            raise self.error(f"« {key} » doit être une date sans guillemets, comme 2026-01-01")
        return value

    def decimal(self, key: str) -> Decimal | None:
        """Return a number with decimals, written as people do: « 3,8 ». Errors: InvalidKit."""
        written = self.text(key, "")
        try:
            return Decimal(written.replace(",", ".")) if written else None
        except InvalidOperation as error:
            raise self.error(f"« {key} » : « {written} » n’est pas un nombre, comme 3,8") from error

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty when it is not given.

        Errors: InvalidKit.
        """
        value = self._left.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.error(f'« {key} » doit être une liste de textes, comme ["un", "deux"]')
        return tuple(word.strip() for word in value)

    def table(self, key: str, *, is_required: bool = False) -> "KitTable":
        """Return the table `[key]`, empty when it is not given and not required.

        Errors: InvalidKit.
        """
        value = self._left.pop(key, None)
        if value is None and is_required:
            raise self.error(f"la partie [{key}] manque")
        if not isinstance(value, dict | None):
            raise self.error(f"« {key} » doit être une partie [{key}]")
        return KitTable(f"[{key}]", value or {})

    def tables(self, key: str) -> list["KitTable"]:
        """Return the tables `[[key]]` in the order of the file.

        Errors: InvalidKit.
        """
        value = self._left.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise self.error(f"« {key} » doit être une suite de parties [[{key}]]")
        return [KitTable(f"[[{key}]] n° {rank}", row) for rank, row in enumerate(value, 1)]


def refuse_doubles(place: str, labels: Iterable[str]) -> None:
    """Refuse two labels that read the same, whatever accents and case.

    Errors: InvalidKit.
    """
    seen: set[str] = set()
    for label in labels:
        if fold_name(label) in seen:
            raise InvalidKit(f"{place} : « {label} » est donné deux fois.")
        seen.add(fold_name(label))


def read_all(tables: Iterable[KitTable], read: Callable[[KitTable], Read]) -> tuple[Read, ...]:
    """Return what `read` makes of each table; a key that it leaves is an error.

    Errors: InvalidKit.
    """
    rows = []
    for table in tables:
        rows.append(read(table))
        table.end()
    return tuple(rows)


def read_word(table: KitTable, key: str, words: type[Word]) -> Word | None:
    """Return one of a list of words, None when there is none.

    Errors: InvalidKit for another word.
    """
    written = table.text(key, "")
    if not written:
        return None
    try:
        return words(written)
    except ValueError as error:
        known = ", ".join(words)
        raise table.error(f"« {key} » doit être l’un de : {known}") from error
