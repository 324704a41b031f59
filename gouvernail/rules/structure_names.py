"""Which names of structures seem to stand for the same one: proposed to a person, never decided."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from gouvernail.rules.names import duplicate_key, fold_name, significant_words, undotted
from gouvernail.rules.structure_kinds import (
    DEPARTMENTAL,
    GENERIC_WORDS,
    LONGEST_PHRASE,
    PHRASES,
)

# « CAF13 », « CD 13 »: letters then the number of a département.
_STUCK = re.compile(r"\b([^\W\d]{2,})(\d{2,3}|2[ABab])\b")
_LONGEST_NAME = 300
_MOST_WORDS = 20
_ACRONYM = range(2, 7)
_SLIP_FROM = 6

Words = tuple[str, ...]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Land:
    """The départements, code to name, and the one the convention lies in, if it lies in one."""

    departements: tuple[tuple[str, str], ...] = ()
    home: str = ""

    @cached_property
    def phrases(self) -> Mapping[Words, str]:
        """The words of each département's name, with its code."""
        return {significant_words(name): code for code, name in self.departements}

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes as they stand among folded words."""
        return frozenset(code.lower() for code, _ in self.departements)


def structure_words(name: str, land: Land) -> Words:
    """Return what a name says once its acronyms, old names and départements are made one.

    « Caf 13 », « CAF13 » and « Caisse d’allocations familiales des Bouches-du-Rhône » say the
    same; so do « Ville d’Istres » and « Mairie d’Istres ».

    Unit: sorted words to compare, never to show.
    Errors: none.
    Source: CHOICE 0029.
    """
    return tuple(sorted(set(_words(name, land))))


def alike_groups(names: Mapping[Key, str], land: Land) -> list[tuple[Key, ...]]:
    """Return the groups of entries that may be one and the same, in the order given.

    They share their words, or one spells out the acronym of another, or one letter differs.
    Proposed to a person, never merged alone.

    Unit: tuples of at least two keys of `names`.
    Errors: none.
    Source: CHOICE 0029.
    """
    words = {key: _words(name, land) for key, name in names.items()}
    families = _Families(names)
    for key, name in names.items():
        families.meet(duplicate_key(name), key)
        families.meet(_bag(words[key]), key)
    for key, said in words.items():
        for shortened in _shortened(said):
            families.join_if_met(shortened, key)
        for slip in _slips(said):
            families.meet(slip, key)
    return families.groups()


def _words(name: str, land: Land) -> list[str]:
    """Return the words of a name in their order, known bodies and départements made one."""
    parted = _STUCK.sub(r"\1 \2", undotted(name[:_LONGEST_NAME]))
    words = significant_words(parted)[:_MOST_WORDS]
    named = list(_replaced(words, land.phrases, sign="dep"))
    kinds = list(_replaced(named, PHRASES))
    told = [_code(word, land) for word in kinds if word not in GENERIC_WORDS]
    if len(told) == 1 and told[0] in DEPARTMENTAL and land.home:
        told.append(f"dep{land.home.lower()}")
    return told or [fold_name(name)]


def _replaced(words: Sequence[str], phrases: Mapping[Words, str], sign: str = "") -> Iterator[str]:
    """Put one word in the place of each phrase, the longest first."""
    place = 0
    while place < len(words):
        for length in range(min(LONGEST_PHRASE, len(words) - place), 0, -1):
            found = phrases.get(tuple(words[place : place + length]))
            if found is not None:
                yield sign + found.lower()
                place += length
                break
        else:
            yield words[place]
            place += 1


def _code(word: str, land: Land) -> str:
    return f"dep{word}" if word in land.codes else word


def _shortened(words: Sequence[str]) -> Iterator[Words]:
    """Return the words with the initials of a run of them in its place."""
    for start in range(len(words)):
        for length in _ACRONYM:
            run = words[start : start + length]
            if len(run) < length:
                break
            initials = "".join(word[0] for word in run)
            yield _bag([*words[:start], initials, *words[start + length :]])


def _slips(words: Sequence[str]) -> Iterator[Hashable]:
    """Return the words with one letter left out of one of the long ones."""
    for place, word in enumerate(words):
        if len(word) < _SLIP_FROM or not word.isalpha():
            continue
        others = _bag([*words[:place], *words[place + 1 :]])
        yield others, word
        for cut in range(len(word)):
            yield others, word[:cut] + word[cut + 1 :]


def _bag(words: Iterable[str]) -> Words:
    return tuple(sorted(set(words)))


class _Families(Generic[Key]):
    """Entries brought together by what they share."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._parents = {key: key for key in keys}
        self._first: dict[Hashable, Key] = {}

    def meet(self, sign: Hashable, key: Key) -> None:
        """Join the entries that show the same sign."""
        self._join(self._first.setdefault(sign, key), key)

    def join_if_met(self, sign: Hashable, key: Key) -> None:
        """Join an entry with the one that showed this sign, if any did."""
        if sign in self._first:
            self._join(self._first[sign], key)

    def groups(self) -> list[tuple[Key, ...]]:
        """Return the families of two at least."""
        found: defaultdict[Key, list[Key]] = defaultdict(list)
        for key in self._parents:
            found[self._root(key)].append(key)
        return [tuple(group) for group in found.values() if len(group) > 1]

    def _root(self, key: Key) -> Key:
        while self._parents[key] != key:
            self._parents[key] = self._parents[self._parents[key]]
            key = self._parents[key]
        return key

    def _join(self, one: Key, other: Key) -> None:
        self._parents[self._root(other)] = self._root(one)
