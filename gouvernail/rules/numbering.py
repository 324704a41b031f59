"""Numbers as territories write them in front of titles."""

import re

_LEADING_NUMBER = re.compile(
    r"^\s*(?P<number>(?:[A-Za-zéÉ]{3,12}\s+)?\d+(?:\.\d+){0,3}\.?)\s*(?:[-–—:.)]\s*|\s+)(?P<rest>\S.*)$",
    re.DOTALL,
)


def split_number(title: str) -> tuple[str, str]:
    """Return the number in front of a title, and the title without it.

    « 1.1 Accueillir » gives (« 1.1 », « Accueillir »); a title without a number gives ("", title).

    Unit: text.
    Errors: none.
    Source: CHOICE 0009.
    """
    found = _LEADING_NUMBER.match(title)
    if not found:
        return "", title.strip()
    return found["number"].rstrip("."), found["rest"].strip()


def sorting_key(number: str) -> tuple[tuple[int, str], ...]:
    """Return what sorts numbers as people do: 1.2 before 1.10.

    Unit: a tuple to compare.
    Errors: none.
    Source: CHOICE 0009.
    """
    parts = re.findall(r"\d+|[^\d.\s]+", number)
    return tuple((int(part), "") if part.isdigit() else (-1, part.lower()) for part in parts)
