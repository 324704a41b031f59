"""Days on which a sitting could be called."""

from collections.abc import Callable, Collection
from datetime import date, timedelta

NOTICE = timedelta(days=21)
WORKING_DAYS = range(5)
MIDWEEK = range(1, 4)


def proposed_days(
    latest: date,
    today: date,
    is_closed: Callable[[date], bool],
    taken: Collection[date],
    count: int = 3,
) -> list[date]:
    """Return a few days for a sitting, spread between tomorrow and the latest day.

    Open days only, Monday to Friday. Those that leave three weeks to call people together come
    first, and among them Tuesday to Thursday; the choice widens when too few are left.

    Unit: days in order, at most `count`.
    Errors: none; no day when none is free.
    Source: CHOICE 0038; PILOTAGE, § 2.3.4.
    """
    days = (today + timedelta(days=rank) for rank in range(1, (latest - today).days + 1))
    free = [
        day
        for day in days
        if day.weekday() in WORKING_DAYS and day not in taken and not is_closed(day)
    ]
    in_time = [day for day in free if day >= today + NOTICE]
    choices = (_midweek(in_time), in_time, _midweek(free))
    return _spread(next((days for days in choices if len(days) >= count), free), count)


def _midweek(days: list[date]) -> list[date]:
    return [day for day in days if day.weekday() in MIDWEEK]


def _spread(days: list[date], count: int) -> list[date]:
    if len(days) <= count:
        return days
    return [days[(2 * rank + 1) * len(days) // (2 * count)] for rank in range(count)]
