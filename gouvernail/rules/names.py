"""Names that people write in several ways: folding them to compare, finding near-duplicates."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"})
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_LINKING_WORDS = frozenset(
    ("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sur")
)


def fold_name(name: str) -> str:
    """Return a name without accents, case, punctuation or doubled spaces.

    Unit: text, lower-case ASCII letters and digits separated by one space.
    Errors: none.
    Source: CHOICE 0007.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_LIGATURES))
    ascii_only = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    return _NOT_WORD.sub(" ", ascii_only).strip()


def duplicate_key(name: str) -> str:
    """Return what two spellings of one name have in common.

    Accents, case, punctuation, linking words, word order and a final "s" do not count:
    « C.C.A.S. Istres » and « CCAS d’Istres » share a key, « CCAS de Fos » does not.

    Unit: text to compare, never to show.
    Errors: none.
    Source: CHOICE 0007.
    """
    folded = fold_name(_DOTTED.sub(lambda letters: letters[0].replace(".", "") + " ", name))
    words = {_singular(word) for word in folded.split() if word not in _LINKING_WORDS}
    return " ".join(sorted(words)) or folded


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith(("s", "x")) else word


def near_duplicates(names: Mapping[int, str]) -> list[tuple[int, ...]]:
    """Return the groups of entries that seem to be one and the same, in the order given.

    Proposed to a person, never merged alone.

    Unit: tuples of at least two keys of `names`.
    Errors: none.
    Source: CHOICE 0007.
    """
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for key, name in names.items():
        groups[duplicate_key(name)].append(key)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def first_matches(wanted: Iterable[str], known: Mapping[str, int]) -> dict[str, int]:
    """Return, for each wanted name that is known under any spelling, the number it stands for.

    `known` maps names to numbers; an exact folded match wins over a shared duplicate key.

    Unit: the numbers of `known`.
    Errors: none.
    Source: CHOICE 0007.
    """
    folded = {fold_name(name): number for name, number in reversed(list(known.items()))}
    return {name: folded[fold_name(name)] for name in wanted if fold_name(name) in folded}
