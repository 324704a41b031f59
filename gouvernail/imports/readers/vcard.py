"""Address books: vCard 2.1, 3.0 and 4.0, as a sheet with one contact per row.

Only what is professional is read. Photos, birthdays and home addresses are named, never kept.
"""

import quopri
from collections.abc import Iterator
from dataclasses import dataclass

from gouvernail.imports.readers.csv import decode
from gouvernail.imports.readers.limits import (
    MAX_CARDS,
    BrokenFile,
    NotWhatItSays,
    TooManyCards,
)
from gouvernail.imports.readers.types import Sheet, Workbook

HEADER = (
    "Structure",
    "Service",
    "Nom complet",
    "Fonction",
    "Courriel",
    "Téléphone",
    "Commune",
    "Catégories",
    "Note du carnet",
    "Données personnelles",
)
# Never read; the value stays in the file.
_PRIVATE = {
    "PHOTO": "photo",
    "BDAY": "date de naissance",
    "BIRTHPLACE": "lieu de naissance",
    "DEATHDATE": "date de décès",
    "ANNIVERSARY": "anniversaire",
    "GENDER": "genre",
    "RELATED": "proches",
    "GEO": "position",
    "IMPP": "messagerie instantanée",
    "SOUND": "son",
}
_HOME = {"ADR": "adresse personnelle", "TEL": "téléphone personnel", "EMAIL": "courriel personnel"}
_LONGEST_HEAD = 1_000
_LONGEST_VALUE = 5_000


@dataclass(frozen=True, slots=True)
class Property:
    """One line of a card: its name, its types in lower case, its value still escaped."""

    name: str
    types: frozenset[str]
    value: str

    @property
    def is_home(self) -> bool:
        """Tell whether it is marked as of home, and not of work."""
        return "home" in self.types and "work" not in self.types

    def parts(self, separator: str) -> list[str]:
        """Return the value cut at a separator that is not escaped, each part in plain text."""
        return [_plain(part) for part in _cut(self.value, separator)]


def read_vcard(data: bytes) -> Workbook:
    """Return the cards of an address book as one sheet, a contact per row under fixed titles.

    Errors: NotWhatItSays, BrokenFile, TooManyCards.
    """
    text, encoding = decode(data)
    rows = [_row(card) for card in _cards(text)]
    if not rows:
        raise NotWhatItSays
    return Workbook("vcf", (Sheet("", (HEADER, *rows)),), encoding)


def _cards(text: str) -> Iterator[list[Property]]:
    """Return the properties of each card; a card inside another is left out."""
    depth, count = 0, 0
    card: list[Property] = []
    for line in _whole_lines(text):
        word = line.strip().upper()
        if word == "BEGIN:VCARD":
            depth += 1
        elif word == "END:VCARD" and depth:
            depth -= 1
            if not depth:
                count += 1
                if count > MAX_CARDS:
                    raise TooManyCards
                yield card
                card = []
        elif depth == 1 and (found := _property(line)):
            card.append(found)
    if depth:
        raise BrokenFile


def _whole_lines(text: str) -> Iterator[str]:
    """Put back together the lines that were folded, or cut by quoted-printable."""
    pieces: list[str] = []
    is_quoted = False
    for line in text.splitlines():
        if pieces and is_quoted and pieces[-1].endswith("="):
            pieces[-1] = pieces[-1][:-1]
            pieces.append(line)
        elif pieces and line[:1] in (" ", "\t"):
            pieces.append(line[1:])
        else:
            if pieces:
                yield "".join(pieces)
            pieces = [line]
            is_quoted = "QUOTED-PRINTABLE" in line[:_LONGEST_HEAD].partition(":")[0].upper()
    yield "".join(pieces)


def _property(line: str) -> Property | None:
    """Read « item1.TEL;TYPE=work:01… »; None for a line that is no property."""
    end = _head_end(line)
    if end < 0:
        return None
    first, *given = _cut(line[:end], ";")
    name = first.rpartition(".")[2].strip().upper()
    types: set[str] = set()
    charset = encoding = ""
    for parameter in given:
        key, has_key, value = parameter.partition("=")
        value = (value if has_key else key).strip('" ').lower()
        key = key.strip().upper() if has_key else "TYPE"
        if key == "CHARSET":
            charset = value
        elif key == "ENCODING" or value == "quoted-printable":
            encoding = value
        elif key == "TYPE":
            types.update(word.strip() for word in value.split(","))
    value = line[end + 1 :]
    if name in _PRIVATE or encoding in {"b", "base64"} or types & {"base64"}:
        value = ""
    elif encoding == "quoted-printable":
        value = _unquoted(value, charset)
    return Property(name, frozenset(types), value[:_LONGEST_VALUE])


def _head_end(line: str) -> int:
    """Return where the value begins: the first colon outside quotes, or -1."""
    is_quoted = False
    for place, char in enumerate(line[:_LONGEST_HEAD]):
        if char == '"':
            is_quoted = not is_quoted
        elif char == ":" and not is_quoted:
            return place
    return -1


def _unquoted(value: str, charset: str) -> str:
    raw = quopri.decodestring(value[: 6 * _LONGEST_VALUE].encode("utf-8", "replace"))
    for name in (charset, "utf-8", "cp1252"):
        try:
            return raw.decode(name) if name else raw.decode()
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("latin-1")


def _cut(text: str, separator: str) -> list[str]:
    """Cut at a separator that no backslash escapes and no quotes hold."""
    parts, start, is_escaped = [], 0, False
    for place, char in enumerate(text):
        if is_escaped:
            is_escaped = False
        elif char == "\\":
            is_escaped = True
        elif char == separator:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def _plain(value: str) -> str:
    """Return a value without its escapes."""
    found, is_escaped = [], False
    for char in value:
        if is_escaped:
            found.append("\n" if char in "nN" else char)
            is_escaped = False
        elif char == "\\":
            is_escaped = True
        else:
            found.append(char)
    return "".join(found).strip()


def _row(card: list[Property]) -> tuple[str | None, ...]:
    """Return a card as the cells of `HEADER`."""
    kept = [line for line in card if not line.is_home or line.name not in _HOME]
    structure, *units = _first(kept, "ORG", ";") or [""]
    name = _name(kept)
    cells = (
        structure,
        ", ".join(filter(None, units)),
        "" if name == structure else name,
        " ".join(_first(kept, "TITLE", "\n") or _first(kept, "ROLE", "\n")),
        " ; ".join(_all(kept, "EMAIL")),
        " ; ".join(_phone(value) for value in _all(kept, "TEL")),
        _commune(kept),
        ", ".join(part for line in kept if line.name == "CATEGORIES" for part in line.parts(",")),
        "\n".join(_all(kept, "NOTE")),
        ", ".join(dict.fromkeys(_left_out(card))),
    )
    return tuple(cell or None for cell in cells)


def _name(card: list[Property]) -> str:
    family, given, *_ = [*_first(card, "N", ";"), "", ""]
    if family and given:
        return f"{given} {family}"
    return " ".join(_first(card, "FN", "\n")) or family or given


def _commune(card: list[Property]) -> str:
    address = _first(card, "ADR", ";")
    return address[3] if len(address) > 3 else ""


def _left_out(card: list[Property]) -> Iterator[str]:
    for line in card:
        if line.name in _PRIVATE:
            yield _PRIVATE[line.name]
        elif line.is_home and line.name in _HOME:
            yield _HOME[line.name]


def _first(card: list[Property], name: str, separator: str) -> list[str]:
    """Return the parts of the first property of a name, or nothing."""
    return next((line.parts(separator) for line in card if line.name == name), [])


def _all(card: list[Property], name: str) -> list[str]:
    return [value for line in card if line.name == name if (value := _plain(line.value))]


def _phone(value: str) -> str:
    number = value.removeprefix("tel:").removeprefix("TEL:")
    return number.replace(";ext=", " poste ").partition(";")[0]
