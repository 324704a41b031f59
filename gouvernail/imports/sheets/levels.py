"""The levels of a plan: the words that name them, and how deep a heading says it stands."""

import re

from gouvernail.imports.sheets.text import label_key
from gouvernail.rules.deadline_spans import plain

_DEPTHS = {
    "axe": 1,
    "enjeu": 1,
    "thematique": 1,
    "theme": 1,
    "volet": 1,
    "pilier": 1,
    "domaine": 1,
    "champ": 1,
    "chapitre": 1,
    "ambition": 1,
    "defi": 1,
    "programme": 1,
    "orientation": 2,
    "objectif": 2,
    "sous axe": 2,
    "sous thematique": 2,
    "sous theme": 2,
    "sous objectif": 3,
    "sous orientation": 3,
    "sous sous axe": 3,
}
_LONGEST_FIRST = sorted(_DEPTHS, key=len, reverse=True)
_WORDS = "|".join(word.replace(" ", "[ -]") for word in [*_LONGEST_FIRST, "partie", "priorite"])
_FIGURES = r"[0-9]{1,2}(?:\.[0-9]{1,2})*"
_HEADING = re.compile(
    rf"(?P<word>{_WORDS})[sx]?"
    r"(?P<kind> (?:strategique|operationnel|prioritaire|general|transversal)(?:le|e|s|es)?)?"
    rf"(?: ?(?:n°|n|no|numero)?\.? ?(?P<number>{_FIGURES}\b|[ivx]{{1,5}}\b|[a-h]\b))?"
    r"(?P<end>\.? ?[:.)/-]| |$)"
)
_NUMBERED = re.compile(
    r"([0-9]{1,2}(?:\.[0-9]{1,2})+(?=\.?(?: |$|[-:)]))|[0-9]{1,2}(?=\. | ?[-:)]))"
)
_ROMAN = re.compile(r"[ivx]{1,5}(?= ?[.):-])")
_LETTER = re.compile(r"[a-h](?=[.)]| - )")

_SURE_LABELS = ("axe", "sous axe", "sous sous axe")
_ABOUT_THE_ACTION = frozenset({"action", "vise", "recherche", "indicateur", "atteint", "chiffre"})


def label_depth(label: str) -> int | None:
    """Return the level that a column label may name, counted from 1, or None."""
    key = label_key(label)
    if _ABOUT_THE_ACTION.intersection(key.split()):
        return None
    for word in _LONGEST_FIRST:
        if key == word or key.startswith(f"{word} "):
            return _DEPTHS[word]
    return None


def is_sure_level(label: str) -> bool:
    """Tell whether a column label can name nothing but a level."""
    key = label_key(label)
    return any(key == sure or key.startswith(f"{sure} ") for sure in _SURE_LABELS)


def heading_depth(text: str) -> int | None:
    """Return how deep a heading says it stands: « Axe 2 » 1, « 2.1 Titre » 2, None if unsaid."""
    bare = plain(text)
    heading = _worded(bare)
    if heading:
        number = heading["number"] or ""
        word = heading["word"].replace("-", " ")
        return max(_DEPTHS.get(word, 1), number.count(".") + 1)
    numbered = _NUMBERED.match(bare)
    if numbered:
        return numbered[0].count(".") + 1
    if _ROMAN.match(bare):
        return 1
    return 2 if _LETTER.match(bare) else None


def heading_word(text: str) -> str | None:
    """Return the word of level that a heading begins with: « axe » for « Axe 2 : Jeunesse »."""
    heading = _worded(plain(text))
    return heading["word"].replace("-", " ") if heading else None


def is_bare_heading(text: str) -> bool:
    """Tell whether a text is nothing but the number of a heading: « Axe 2 »."""
    bare = plain(text)
    heading = _worded(bare)
    return bool(heading and heading["number"] and heading.end() == len(bare))


def _worded(bare: str) -> re.Match[str] | None:
    heading = _HEADING.match(bare)
    if heading and (heading["number"] or heading["kind"] or heading["end"].strip()):
        return heading
    return None
