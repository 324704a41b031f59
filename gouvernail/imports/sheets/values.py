"""Lists, amounts, numbers and yes-or-no, as people type them in a cell."""

import re
from collections.abc import Iterable

from gouvernail.imports.sheets.text import label_key, one_line

_BULLET = re.compile(r"^(?:[-–—•●▪■*+➔➢►→✓·]|[oO](?=\s{2}))\s*")
_OPENING, _CLOSING = "([«", ")]»"
LONGEST_LIST = 5_000
_YES = frozenset({"vrai", "oui", "true", "yes", "x", "o", "1"})
_NO = frozenset({"", "faux", "non", "false", "no", "n", "0"})
_NOT_A_NUMBER = frozenset({"", "n", "nc", "na", "attribuer", "definir", "preciser", "completer"})
_ACTION_NUMBER = re.compile(
    r"^(?:(?P<word>action|fiche(?:[ -]action)?|mesure|projet)\s*(?:n°|n\s?°|no\.?|numéro)?\s*)?"
    r"(?P<number>(?:[A-Z]{1,2}[.-]?)?[0-9]{1,3}(?:[.-][0-9]{1,3})*[a-z]?)(?P<end>\.?\s*[-–—:)]\s*|\.\s+|\s+)"
    r"(?P<title>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)


def split_list(text: str) -> tuple[str, ...]:
    """Return the items of a cell: cut at , ; / and line breaks, never inside brackets.

    A slash without spaces cuts only before a capital: « RPE/PMI », not « parents/enfants ».
    """
    return _unique(_BULLET.sub("", piece).strip(" .\t") for piece in _cut(text, ",;/\n"))


def split_leads(text: str) -> tuple[str, ...]:
    """Return the leads of a cell; a comma or a slash cuts only between names with a capital."""
    leads: list[str] = []
    for piece in _cut(text, ";\n"):
        clean = _BULLET.sub("", piece).strip()
        smaller = [one.strip() for one in _cut(clean, ",/")]
        are_names = all(one[:1].isupper() for one in smaller if one)
        leads.extend(smaller if are_names else [clean])
    return _unique(leads)


def split_communes(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the communes of a cell; « et » cuts too, unless it is inside a known name."""
    names = {label_key(name) for name in known}
    communes: list[str] = []
    for piece in split_list(text):
        parts = [piece] if label_key(piece) in names else _cut_at_and(piece)
        communes.extend(parts if all(part[:1].isupper() for part in parts) else [piece])
    return _unique(communes)


def read_yes(text: str) -> bool | None:
    """Return whether a text says yes or no, or None when it says neither."""
    word = text.strip().lower()
    return True if word in _YES else False if word in _NO else None


def read_number(text: str) -> str | None:
    """Return the number of an action as typed; None when the cell says there is none yet."""
    return None if label_key(text) in _NOT_A_NUMBER or not text.strip("-–—?./ ") else text


def split_number(title: str) -> tuple[str | None, str]:
    """Return the number that a title begins with, and the title without it.

    Kept whole: « 10 places de crèche », « 2026, année de la famille », several lines.
    """
    match = None if "\n" in title.strip() else _ACTION_NUMBER.match(title)
    if not match:
        return None, one_line(title)
    number, end = match["number"], match["end"].strip()
    is_number = bool(match["word"] or "." in number.strip(".") or end)
    if not is_number or (not match["word"] and number.isalpha()):
        return None, one_line(title)
    return number, one_line(match["title"])


def _cut_at_and(text: str) -> list[str]:
    if len(text) > LONGEST_LIST:
        return [text]
    return [part.strip() for part in re.split(r"\s+et\s+(?![^(]*\))", text) if part.strip()]


def _cut(text: str, separators: str) -> list[str]:
    """Cut a text at its separators; one too long to be a list is left whole."""
    pieces: list[str] = []
    depth, start = 0, 0
    if len(text) > LONGEST_LIST:
        return [text]
    for place, char in enumerate(text):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(depth - 1, 0)
        elif char in separators and _is_cut(text, place, depth):
            pieces.append(text[start:place])
            start = place + 1
    return [*pieces, text[start:]]


def _is_cut(text: str, place: int, depth: int) -> bool:
    char, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if depth and char != "\n":
        return False
    if char == ",":
        return not (before.isdigit() and after.isdigit())
    if char == "/":
        return before.isspace() or after.isspace() or after.isupper()
    return True


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in map(one_line, items) if one))
