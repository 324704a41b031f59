"""Cells in the words of a French reader."""

from datetime import date
from decimal import Decimal

from gouvernail.documents.formats.report import Cell, Mark

_NARROW = "\u202f"


def cell_words(value: Cell) -> str:
    """Return what a cell says: « 1 234,50 », « 24/11/2026 », the word of a state."""
    if value is None:
        return ""
    if isinstance(value, Mark):
        return value.word
    if isinstance(value, Decimal):
        return f"{value:,.2f}".replace(",", _NARROW).replace(".", ",")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value)
