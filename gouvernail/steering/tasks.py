"""What the worker does for the steering desk."""

from datetime import datetime

from gouvernail.steering.operations.digests import send_due_digest


def send_digest(now: datetime) -> bool:
    """Write the digest of one member that is due; tell whether there was one."""
    return send_due_digest(now)
