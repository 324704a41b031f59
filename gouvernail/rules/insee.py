"""Codes and names of the communes: how a code is read, how a name is looked for.

Codes are text, never numbers: Corsica has letters (2A004) and the Ain begins with a zero.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from gouvernail.rules.names import fold_name


class EpciKind(StrEnum):
    """The kinds of EPCI with their own taxes, under the State's own short names."""

    CC = "CC"
    CA = "CA"
    CU = "CU"
    METRO = "METRO"
    MET69 = "MET69"


class FormerKind(StrEnum):
    """What stands behind the code of something that is not a commune today."""

    DELEGATED = "delegated"
    ASSOCIATED = "associated"
    DISTRICT = "district"
    MERGED = "merged"


class UnknownCode(ValueError):
    """The text is not an INSEE code of a commune."""


_CODE = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-5]|2[AB])\d{3}|9[78]\d{3}")
_OVERSEAS = ("97", "98")
_OVERSEAS_DEPARTEMENTS = {*map(str, range(971, 979)), "984", *map(str, range(986, 990))}
_SHORT_FORMS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_SPACES = re.compile(r"\s+")


def search_form(name: str) -> str:
    """Return the form under which a name is kept and looked for.

    Lower case, no accent, words parted by one space, whatever joined them (hyphen, apostrophe,
    bracket). « St », « Ste » and their plurals are written out, ligatures opened: « St-Mitre »,
    « SAINT MITRE » and « Saint Mitre » are one name. Tables and the data file's digest are made
    with it: after a change here, build the file again (scripts/build_communes.py).

    Unit: words of a to z and 0 to 9; empty when the text has none.
    Errors: none.
    Source: COG-INSEE, § Libellés (capital letters without accent); CHOICE 0007.
    """
    return " ".join(_SHORT_FORMS.get(word, word) for word in fold_name(name).split())


def clean_code(text: str) -> str:
    """Return an INSEE code as it is kept, from what a person typed or a file held.

    Spaces go, « 2a004 » becomes « 2A004 ». A leading zero that a spreadsheet ate comes back:
    « 1004 » can only be « 01004 ».

    Unit: five characters.
    Errors: UnknownCode when no commune can have this code.
    Source: COG-INSEE, § Codes: five characters, kept as text.
    """
    code = _SPACES.sub("", text).upper()
    if len(code) == 4 and code.isdecimal():
        code = f"0{code}"
    if not is_commune_code(code):
        raise UnknownCode(text)
    return code


def is_commune_code(text: str) -> bool:
    """Tell whether `text` has the form of a commune's INSEE code; the commune may not exist.

    Départements go from 01 to 95, with 2A and 2B in the place of 20, then 971 to 978, 984, and
    986 to 989 overseas.

    Unit: yes or no.
    Errors: none.
    Source: COG-INSEE, § Codes: 2A and 2B for Corsica, 97 and 98 overseas.
    """
    return (
        text.isascii()
        and _CODE.fullmatch(text) is not None
        and not text.startswith("20")
        and (not text.startswith(_OVERSEAS) or text[:3] in _OVERSEAS_DEPARTEMENTS)
    )


def departement_of(code: str) -> str:
    """Return the code of the département, or overseas collectivity, that holds a commune.

    Unit: two characters, three overseas (971 to 989).
    Errors: UnknownCode when `code` is not a commune's.
    Source: COG-INSEE, § Codes: the first two characters, three overseas.
    """
    if not is_commune_code(code):
        raise UnknownCode(code)
    return code[:3] if code.startswith(_OVERSEAS) else code[:2]


def current_code(code: str, mergers: Mapping[str, str]) -> str:
    """Return the code of today's commune, through every merger that `mergers` tells.

    A merged commune may itself have merged later; a code without a merger is its own answer.

    Unit: an INSEE code, never checked against the list of communes.
    Errors: none; a loop in `mergers` stops at its last code not yet seen.
    Source: COG-INSEE, § Fusions: the code that each old code leads to.
    """
    seen = {code}
    while (following := mergers.get(code)) is not None and following not in seen:
        seen.add(following)
        code = following
    return code
