"""Names that people write in several ways: folding them to compare, finding one among others."""

import re
import unicodedata
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
    joined = undotted(name)
    return " ".join(sorted(set(significant_words(joined)))) or fold_name(joined)


def undotted(name: str) -> str:
    """Return a name whose acronyms lost their points: « C.C.A.S. » is « CCAS ».

    Unit: text, accents and case as typed.
    Errors: none.
    Source: CHOICE 0007.
    """
    return _DOTTED.sub(lambda letters: letters[0].replace(".", "") + " ", name)


def significant_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, in their order, without linking words nor plurals.

    Unit: lower-case ASCII words.
    Errors: none.
    Source: CHOICE 0007.
    """
    return tuple(_singular(word) for word in fold_name(name).split() if word not in _LINKING_WORDS)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith(("s", "x")) else word


def first_matches(wanted: Iterable[str], known: Mapping[str, int]) -> dict[str, int]:
    """Return, for each wanted name that is known under any spelling, the number it stands for.

    `known` maps names to numbers; an exact folded match wins over a shared duplicate key.

    Unit: the numbers of `known`.
    Errors: none.
    Source: CHOICE 0007.
    """
    folded = {fold_name(name): number for name, number in reversed(list(known.items()))}
    return {name: folded[fold_name(name)] for name in wanted if fold_name(name) in folded}
