"""What the worker does for the governance."""

from datetime import datetime

from gouvernail.governance.operations.reminders import send_due_reminder
from gouvernail.history.operations import By


def send_reminder(now: datetime) -> bool:
    """Write the mails of one reminder that is due; tell whether there was one."""
    return send_due_reminder(By(None, "Rappel prévu à la convocation", now))
