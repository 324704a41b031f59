"""What the worker does for the coordination."""

from datetime import datetime

from gouvernail.coordination.operations.retention import erase_what_is_due


def erase_old_logs(now: datetime) -> bool:
    """Erase what one convention no longer keeps, once a day; tell whether one was due."""
    return erase_what_is_due(now)
