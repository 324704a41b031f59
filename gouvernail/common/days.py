"""Days of the calendar as moments, so that a date of the database is compared by its index."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def moments_of(first: date, last: date) -> tuple[datetime, datetime]:
    """Return when a day begins and when another is over, here: the second moment is excluded.

    `at__date__range` would ask SQLite to call Python for every row, and skip the index.
    """
    return _midnight(first), _midnight(last + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
