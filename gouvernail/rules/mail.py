"""Mails that leave: their states, and when one that did not go is tried again."""

from datetime import timedelta
from enum import StrEnum


class MailState(StrEnum):
    """Where a mail stands."""

    TO_COPY = "to_copy"
    COPIED = "copied"
    WAITING = "waiting"
    IN_FLIGHT = "in_flight"
    TO_RETRY = "to_retry"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


# What a worker takes. A mail in flight whose lease ran out was left by a worker that died.
TO_DELIVER = frozenset({MailState.WAITING, MailState.TO_RETRY, MailState.IN_FLIGHT})
# What nothing more happens to by itself.
FINAL = frozenset(MailState) - TO_DELIVER
# What nobody has sent yet, and so can still be taken back.
NOT_GONE = frozenset({MailState.TO_COPY, MailState.WAITING, MailState.TO_RETRY})

LEASE = timedelta(minutes=3)
_DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
MOST_TRIES = len(_DELAYS) + 1


def next_try_after(tries: int) -> timedelta | None:
    """Return how long to wait after a number of tries that failed, None when it is given up.

    Unit: a length of time; `tries` counts those already made, from 1.
    Errors: none.
    Source: CHOICE 0047, background work and mails.
    """
    return _DELAYS[tries - 1] if 1 <= tries <= len(_DELAYS) else None
