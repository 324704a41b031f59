"""Mails, telephone numbers and names of persons, as people type them in a cell."""

import re
from dataclasses import dataclass

from gouvernail.rules.names import fold_name

LONGEST_CELL = 500
_MAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}")
_LIKE_MAIL = re.compile(
    r"@|\(at\)|\[at\]|arobase|\bchez\b|\.(?:fr|com|org|net|eu)\b", re.IGNORECASE
)
_SPELLED_AT = re.compile(r" ?(?:\(at\)|\[at\]|\{at\}|\barobase\b) ?", re.IGNORECASE)
_GAPS = re.compile(r"[\s\u00a0\u202f]+")
_FRENCH = re.compile(
    r"(?<!\d)(?:(?:\+|00) ?33 ?(?:\(0\) ?)?|0)"
    r"(?P<first>[1-9])(?P<pairs>(?:[ ./-]{0,3}\d\d){4})(?!\d)"
    r"(?:[ ,]{0,2}poste ?(?P<extension>\d{1,6}))?",
    re.IGNORECASE,
)
_INTERNATIONAL = re.compile(r"(?<!\d)(?:\+|00)(?!33)[1-9](?:[ ./()-]{0,2}\d){6,14}(?!\d)")
_LOST_ZERO = re.compile(r"(?<!\d)[1-9]\d{8}(?!\d)")
_WITHOUT_PLUS = re.compile(r"(?<!\d)33(?P<first>[1-9])(?P<pairs>\d{8})(?!\d)")
_SHORT = re.compile(r"\D*(1\d{1,5}|3\d{3})\D*")
_EXTENSION = re.compile(r"\bposte ?(\d{1,6})", re.IGNORECASE)
_CIVILITY = re.compile(
    r"^(?:mme|mlle|mm|mr|m|dr|me|pr|madame|monsieur|docteur|maître)\b\.? +", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mails:
    """The mails of a cell, in lower case; `unusable` is what looks like one and is not."""

    usable: tuple[str, ...]
    unusable: str = ""


@dataclass(frozen=True, slots=True)
class Phones:
    """The numbers of a cell, written the French way.

    `restored`: a 0 lost by a spreadsheet was put back. `unusable`: what is no number.
    """

    numbers: tuple[str, ...]
    restored: bool = False
    unusable: str = ""


def read_mails(text: str) -> Mails:
    """Return the mails of a cell, whatever parts them.

    Unit: addresses in lower case, each once.
    Errors: none; what cannot be used is given back.
    Source: CHOICE 0029.
    """
    text = text[:LONGEST_CELL]
    found = tuple(dict.fromkeys(mail.lower().strip(".'") for mail in _MAIL.findall(text)))
    left = _MAIL.sub(" ", text).strip(" ;,/<>|")
    is_unusable = bool(left) and (not found or bool(_LIKE_MAIL.search(left)))
    return Mails(found, left if is_unusable else "")


def likely_mail(text: str) -> str:
    """Return the mail that a text such as « nom (at) exemple.org » stands for, or "".

    Unit: an address, to propose only.
    Errors: none.
    Source: CHOICE 0029.
    """
    found = read_mails(_SPELLED_AT.sub("@", _GAPS.sub(" ", text[:LONGEST_CELL])))
    return found.usable[0] if len(found.usable) == 1 and not found.unusable else ""


def read_phones(text: str) -> Phones:
    """Return the numbers of a cell; a number that a spreadsheet kept without its 0 gets it back.

    Unit: French numbers in pairs, « 01 99 00 12 34 »; foreign and short ones as typed.
    Errors: none; what cannot be used is given back.
    Source: CHOICE 0029.
    """
    text = _GAPS.sub(" ", text[:LONGEST_CELL]).strip()
    numbers = [_extended(match) for match in _FRENCH.finditer(text)]
    left = _EXTENSION.sub(" ", _FRENCH.sub(" ", text))
    numbers += [match[0] for match in _INTERNATIONAL.finditer(left)]
    left = _INTERNATIONAL.sub(" ", left)
    numbers += [_in_pairs(match) for match in _WITHOUT_PLUS.finditer(left)]
    left = _WITHOUT_PLUS.sub(" ", left)
    lost = _LOST_ZERO.findall(left)
    numbers += [_pairs("0" + number) for number in lost]
    left = _LOST_ZERO.sub(" ", left)
    if not numbers and (short := _SHORT.fullmatch(left)):
        numbers, left = [short[1]], ""
    is_unusable = bool(left.strip()) and (not numbers or sum(map(str.isdigit, left)) > 1)
    return Phones(tuple(dict.fromkeys(numbers)), bool(lost), left.strip() if is_unusable else "")


def _extended(match: re.Match[str]) -> str:
    extension = f" poste {match['extension']}" if match["extension"] else ""
    return _in_pairs(match) + extension


def _in_pairs(match: re.Match[str]) -> str:
    return _pairs("0" + match["first"] + re.sub(r"\D", "", match["pairs"]))


def _pairs(digits: str) -> str:
    return " ".join(digits[place : place + 2] for place in range(0, len(digits), 2))


def read_person_name(text: str) -> str:
    """Return a name as « Prénom NOM »: the civility goes, a family name in capitals comes last.

    Unit: text, case and accents as typed.
    Errors: none.
    Source: CHOICE 0029.
    """
    name = _CIVILITY.sub("", _GAPS.sub(" ", text).strip())
    if name.count(",") == 1:
        last, first = (part.strip() for part in name.split(","))
        return f"{first} {last}".strip()
    words = name.split()
    family = [word for word in words if _is_capitals(word)]
    if not family or len(family) == len(words) or not _is_capitals(words[0]):
        return name
    return " ".join([word for word in words if not _is_capitals(word)] + family)


def _is_capitals(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    return len(letters) > 1 and all(char.isupper() for char in letters)


def person_key(name: str) -> str:
    """Return what « Camille EXEMPLE », « EXEMPLE Camille » and « Mme Exemple » with it share.

    Unit: text to compare, never to show.
    Errors: none.
    Source: CHOICE 0029.
    """
    return " ".join(sorted(fold_name(read_person_name(name)).split()))
