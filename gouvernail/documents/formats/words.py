"""Cells in the words of a French reader."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from gouvernail.documents.formats.report import Cell, Linked, Mark

_NARROW = "\u202f"
_NOT_IN_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def encodable(text: str) -> str:
    """Return a text that UTF-8 can write: half a character becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


def for_xml(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return encodable(text.translate(_NOT_IN_XML))


def cell_words(value: Cell) -> str:
    """Return what a cell says: « 1 234,50 », « 24/11/2026 », the word of a state."""
    for kind, write in _WRITERS.items():
        if isinstance(value, kind):
            return write(value)
    return str(value)


def _amount(value: Decimal) -> str:
    return f"{value:,.2f}".replace(",", _NARROW).replace(".", ",")


_WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    Mark: lambda mark: str(mark.word),
    Linked: lambda linked: str(linked.words),
    Decimal: _amount,
    date: "{:%d/%m/%Y}".format,
}
