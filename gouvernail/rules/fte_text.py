"""Shares of full time as French people write them: « 0,5 », « 80 % », « mi-temps », « 17,5/35 »."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from gouvernail.rules.names import fold_name

LONGEST_FTE = 20
MOST_FTE = Decimal(100)
_THOUSANDTH, _HUNDREDTH = Decimal("0.001"), Decimal("0.01")
_TYPED, _MONTHS = 1000, 12
_NUMBER = re.compile(r"(?P<number>[0-9]{1,3}(?:[.,][0-9]{1,3})?) ?(?P<percent>%)?")
_HOURS = re.compile(
    r"(?P<done>[0-9]{1,4}(?:[.,][0-9]{1,2})?) ?h? ?(?:/|sur) ?(?P<full>35|151[.,]67|1607) ?h?",
    re.IGNORECASE,
)
_WORDS = {
    "temps plein": Decimal(1),
    "temps complet": Decimal(1),
    "plein temps": Decimal(1),
    "mi temps": Decimal("0.5"),
    "un mi temps": Decimal("0.5"),
    "demi temps": Decimal("0.5"),
}
_UNIT = re.compile(r"\b(?:etp|équivalents? temps plein)\b", re.IGNORECASE)


def read_fte(text: str) -> Decimal | None:
    """Return a share of full time as it was typed; « 80 % » is 0.8.

    « mi-temps » is 0.5; hours out of a whole time, of a week, a month or a year, are their part:
    « 17,5/35 » is 0.5. Another fraction is no share: it may be a date.

    Unit: full-time equivalents, three places; None when the text is no plain share.
    Errors: none.
    Source: CHOICE 0065.
    """
    if len(text) > LONGEST_FTE:
        return None
    said = fold_name(text)
    if said in _WORDS:
        return _WORDS[said]
    bare = " ".join(_UNIT.sub(" ", text).split())
    number = _hours(bare) or _number(bare)
    return number if number is not None and number <= MOST_FTE else None


def written_fte(fte: Decimal) -> str:
    """Return a figure in words: to the hundredth, halves upwards, without useless zeros.

    Unit: text, « 3,8 ».
    Errors: none.
    Source: CHOICE 0065.
    """
    return _plain(fte.quantize(_HUNDREDTH, ROUND_HALF_UP))


def written_to_thousandth(fte: Decimal) -> str:
    """Return a figure to the thousandth, as it was typed: « 0,333 ».

    Unit: text.
    Errors: none.
    Source: CHOICE 0065.
    """
    return _plain(fte.quantize(_THOUSANDTH, ROUND_HALF_UP))


def written_exactly(fte: Fraction, days: int) -> str:
    """Return a figure so that a sum made with it can be re-done: « 1,85 », « 831,56/365 ».

    Rates are typed to the thousandth: by days, a figure is a number of days over those of the year.

    Unit: text; `days` is how many days the year has.
    Errors: none.
    Source: CHOICE 0065.
    """
    for parts in (1, days, _MONTHS):
        shown = fte * parts * _TYPED
        if shown.denominator == 1:
            whole = _plain(Decimal(shown.numerator) / _TYPED)
            return whole if parts == 1 else f"{whole}/{parts}"
    return f"{fte.numerator}/{fte.denominator}"


def told_apart(one: Decimal, other: Decimal) -> tuple[str, str]:
    """Return two figures in words, finer when the hundredth hides what parts them.

    Unit: text.
    Errors: none.
    Source: CHOICE 0066.
    """
    words = written_fte(one), written_fte(other)
    if words[0] == words[1]:
        return written_to_thousandth(one), written_to_thousandth(other)
    return words


def _hours(bare: str) -> Decimal | None:
    match = _HOURS.fullmatch(bare)
    if not match:
        return None
    done, full = (Decimal(match[name].replace(",", ".")) for name in ("done", "full"))
    return (done / full).quantize(_THOUSANDTH, ROUND_HALF_UP) if done <= full else None


def _number(bare: str) -> Decimal | None:
    match = _NUMBER.fullmatch(bare)
    if not match:
        return None
    number = Decimal(match["number"].replace(",", "."))
    if match["percent"]:
        number /= 100
    return number if number == number.quantize(_THOUSANDTH) else None


def _plain(fte: Decimal) -> str:
    return f"{fte.normalize():f}".replace(".", ",") if fte else "0"
