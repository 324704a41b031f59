"""Months of the calendar, each named by its first day."""

from datetime import date, timedelta

MONTHS = 12


def first_of(day: date) -> date:
    """Return the first day of the month of a day.

    Unit: a day.
    Errors: none.
    Source: CHOICE, a month is named by its first day.
    """
    return day.replace(day=1)


def next_month(day: date) -> date:
    """Return the first day of the month after that of a day.

    Unit: a day.
    Errors: none before the year 9999.
    Source: CHOICE, a month is named by its first day.
    """
    return date(day.year + day.month // MONTHS, day.month % MONTHS + 1, 1)


def previous_month(day: date) -> date:
    """Return the first day of the month before that of a day.

    Unit: a day.
    Errors: none after the year 1.
    Source: CHOICE, a month is named by its first day.
    """
    return first_of(first_of(day) - timedelta(days=1))


def month_ends(month: date) -> tuple[date, date]:
    """Return the first and the last day of the month of a day.

    Unit: days, both included.
    Errors: none before the year 9999.
    Source: CHOICE, a month is named by its first day.
    """
    return first_of(month), next_month(month) - timedelta(days=1)


def months_of(year: int) -> list[date]:
    """Return the twelve months of a year.

    Unit: first days, in order.
    Errors: none from the year 1 to 9999.
    Source: CHOICE, a month is named by its first day.
    """
    return [date(year, rank, 1) for rank in range(1, MONTHS + 1)]
