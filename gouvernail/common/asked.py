"""What an address or a form asks for in passing: a number, a day, a month, a year.

What makes no sense is None: the page then shows what it shows when nothing is asked.
"""

from collections.abc import Mapping
from datetime import date

YEARS = range(2000, 2101)
LONGEST_YEAR = 4


def number_of(said: str, digits: int = 9) -> int | None:
    """Return a whole number, from what a person or a program wrote.

    `isdigit` alone also takes « ² », and `int` refuses thousands of digits: both would be a
    failure of ours.
    """
    return int(said) if said.isascii() and said.isdigit() and len(said) <= digits else None


def asked_year(data: Mapping[str, str], name: str = "annee") -> int | None:
    """Return the year that is asked for."""
    year = number_of(data.get(name, ""), LONGEST_YEAR)
    return year if year in YEARS else None


def asked_month(data: Mapping[str, str], name: str = "mois") -> date | None:
    """Return the first day of the month that is asked for, as « 2026-05 »."""
    month = _day(f"{data.get(name, '')}-01")
    return month if month and month.year in YEARS else None


def asked_day(data: Mapping[str, str], name: str) -> date | None:
    """Return the day that is asked for."""
    return _day(data.get(name, ""))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
