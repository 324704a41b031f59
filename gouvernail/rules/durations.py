"""Lengths of time, as people type them and as they read them."""

import re
from decimal import Decimal, InvalidOperation

HOUR = 60
# A bare whole number is hours up to a day of work, minutes beyond it.
MOST_BARE_HOURS = 8
NARROW_SPACE = "\u202f"
_HOURS = re.compile(r"(\d+)\s*(?:h|heures?|:)\s*(\d{1,2})?\s*(?:min|mn|m)?")
_MINUTES = re.compile(r"(\d+)\s*(?:min|mn|m|minutes?)")
_DECIMAL = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:h|heures?)?")


def read_minutes(text: str) -> int | None:
    """Read a length of time: « 1 h 30 », « 1h30 », « 45 min », « 1,5 h ».

    A bare whole number is hours up to 8, minutes beyond; a bare number with decimals is hours.

    Unit: whole minutes; None when it cannot be read.
    Errors: none.
    Source: CHOICE 0070.
    """
    said = " ".join(text.replace(NARROW_SPACE, " ").replace("\u00a0", " ").lower().split())
    if found := _HOURS.fullmatch(said):
        rest = int(found[2] or 0)
        return int(found[1]) * HOUR + rest if rest < HOUR else None
    if found := _MINUTES.fullmatch(said):
        return int(found[1])
    found = _DECIMAL.fullmatch(said)
    return _bare(said, found[1]) if found else None


def told_minutes(minutes: int) -> str:
    """Write a length of time: « 45 min », « 2 h », « 1 h 30 ».

    Unit: text, with narrow spaces that do not break.
    Errors: none.
    Source: CHOICE 0070.
    """
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return f"{rest}{NARROW_SPACE}min"
    return f"{hours}{NARROW_SPACE}h" + (f"{NARROW_SPACE}{rest:02}" if rest else "")


def _bare(said: str, number: str) -> int | None:
    is_minutes = said.isdecimal() and int(said) > MOST_BARE_HOURS
    return int(said) if is_minutes else _whole(number)


def _whole(said: str) -> int | None:
    try:
        return int(Decimal(said.replace(",", ".")) * HOUR)
    except InvalidOperation:
        return None
