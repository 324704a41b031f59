"""Work that a page asks for and a worker does under a lease: told as it goes, tried again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from django.db import models
from django.utils import timezone

from gouvernail.documents.formats.refusals import DocumentRefused, TooManyAtOnce

log = structlog.get_logger("gouvernail.documents")

# Taken again at each file: a worker that dies leaves its work to the next one this much later.
LEASE = timedelta(seconds=30)
AGAIN_AFTER = timedelta(seconds=5)
MOST_TRIES = 3
PENDING = ("waiting", "running")


class TakenByAnother(Exception):
    """Another worker has taken the row since: this one stops, and writes nothing more."""


@dataclass(frozen=True, slots=True)
class Held:
    """The row that a worker holds; nobody else's once the lease ran out."""

    rows: "models.QuerySet[Any]"

    def claim(self, **told: object) -> None:
        """Write how far the work is, and hold the row a little longer.

        Errors: TakenByAnother.
        """
        if not self.rows.update(leased_until=timezone.now() + LEASE, **told):
            raise TakenByAnother

    def wait(self) -> None:
        """Leave the work to a later try."""
        self.rows.update(state="waiting", leased_until=None, due_at=timezone.now() + AGAIN_AFTER)

    def fail(self, why: str) -> None:
        """Give up, and say why."""
        self.rows.update(state="failed", leased_until=None, error=why[:500])


def attempt(held: Held, work: Callable[[], None], name: str) -> None:
    """Do what was asked; or say why it cannot be, or leave it to a later try."""
    try:
        work()
    except TakenByAnother:
        return
    except TooManyAtOnce:
        held.wait()
    except DocumentRefused as refusal:
        held.fail(str(refusal))
    except Exception:
        log.exception(f"{name}_failed", row=held.rows.first())
        held.wait()
