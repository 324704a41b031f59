"""Cells as text, labels made comparable, columns by letter."""

import re
import unicodedata
from datetime import date

from gouvernail.imports.readers.types import Cell, ErrorCell
from gouvernail.rules.names import fold_name

_SMALL_WORDS = frozenset(
    {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou"}
    | {"euro", "eur", "ht", "ttc", "k"}
)
_INCLUSIVE = re.compile(r"[·•‧∙.](?:e|s|es|ne|nes|rice|rices|euse|euses|ère|ères|se|ses)\b(?![.])")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_FEMININE = re.compile(r"(?:e?s|e)+$")


def text_of(cell: Cell) -> str:
    """Return what a cell shows, outer spaces removed."""
    match cell:
        case None:
            shown = ""
        case bool():
            shown = "VRAI" if cell else "FAUX"
        case float():
            shown = str(int(cell)) if cell.is_integer() else f"{cell:.12g}".replace(".", ",")
        case date():
            shown = f"{cell.day:02}/{cell.month:02}/{cell.year:04}"
        case ErrorCell():
            shown = cell.code
        case _:
            shown = str(cell).strip()
    return shown


def one_line(text: str) -> str:
    """Return a text on one line, its runs of spaces made one."""
    return " ".join(text.split())


def label_key(label: str) -> str:
    """Return what two spellings of a label have in common.

    Accents, case, plurals, brackets, small words and inclusive endings do not count.
    """
    label = _INCLUSIVE.sub("", unicodedata.normalize("NFC", label)).replace("(%)", "%")
    label = label.replace("%", " pourcent ").replace("€", " euro ")
    bare = _BRACKETS.sub(" ", label)
    words = [_singular(word) for word in fold_name(bare).split() if word not in _SMALL_WORDS]
    return " ".join(words) or fold_name(label)


def loose_key(label: str) -> str:
    """Return a key in which « réalisé », « réalisée » and « réalisés » are one."""
    words = fold_name(_BRACKETS.sub(" ", _INCLUSIVE.sub("", unicodedata.normalize("NFC", label))))
    return " ".join(_FEMININE.sub("", word) if len(word) > 3 else word for word in words.split())


def column_letter(index: int) -> str:
    """Return the letter of a column counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the rank, counted from 0, of a column given by its letter."""
    index = 0
    for letter in letters:
        index = 26 * index + ord(letter) - ord("A") + 1
    return index - 1


def _singular(word: str) -> str:
    is_plural = len(word) > 3 and word.endswith(("s", "x")) and word != "sous"
    return word[:-1] if is_plural else word
