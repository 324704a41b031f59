"""What the worker does for the mails."""

from datetime import datetime

from gouvernail.mailing.operations import deliver_one as deliver


def deliver_one(now: datetime) -> bool:
    """Deliver one mail that is due; tell whether there was one."""
    return deliver(now)
