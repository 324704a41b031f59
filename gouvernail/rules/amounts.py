"""Amounts in euros, as French people write them."""

import re
from decimal import Decimal

LONGEST_AMOUNT = 60
_LARGEST = Decimal(10) ** 12
_MONEY_WORDS = re.compile(r"€|\beuros?\b|\beur\b|\bht\b|\bttc\b", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?P<digits>[0-9]{1,3}(?:[ .][0-9]{3})+|[0-9]+)(?:,(?P<cents>[0-9]{1,2}|[0-9]{4,}))?"
    r"|(?P<english>[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,2}|[0-9]+\.[0-9]{1,2})"
)


def read_amount(text: str) -> Decimal | None:
    """Return an amount as it was typed: « 12 500,50 », « 12500 € », narrow spaces or none.

    « 1.250 » may be one thousand or one euro and a quarter: it is not read.

    Unit: euros, with cents; None when the text is no plain amount.
    Errors: none.
    Source: CHOICE 0020.
    """
    if len(text) > LONGEST_AMOUNT:
        return None
    bare = " ".join(_MONEY_WORDS.sub(" ", text).split())
    match = _AMOUNT.fullmatch(bare)
    if not match or re.fullmatch(r"[0-9]{1,3}\.[0-9]{3}", bare):
        return None
    if match["english"]:
        amount = Decimal(match["english"].replace(",", ""))
    else:
        amount = Decimal(re.sub(r"[ .]", "", match["digits"]) + "." + (match["cents"] or "0"))
    return amount.quantize(Decimal("0.01")) if amount < _LARGEST else None


def typed_amount(amount: Decimal) -> str:
    """Return an amount as one would type it again: « 12500,50 ».

    Unit: text, in euros.
    Errors: none.
    Source: CHOICE 0020.
    """
    return f"{amount:.2f}".removesuffix(".00").replace(".", ",")
