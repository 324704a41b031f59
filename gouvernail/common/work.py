"""Work done behind the pages: rows that wait are taken one at a time, each under a lease.

A worker that dies leaves a lease that runs out; another one then takes the row again. Every job
is a row of its own table, with its own words for what became of it (docs/decisions/0047).
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

import structlog
from django.conf import settings
from django.db import close_old_connections, models
from django.utils import timezone
from django.utils.module_loading import import_string

log = structlog.get_logger("gouvernail.work")

REST_SECONDS = 1.0


class Leased(models.Model):
    """A row that a worker takes, does, and gives back."""

    tries = models.PositiveSmallIntegerField("essais", default=0, editable=False)
    due_at = models.DateTimeField("à faire à partir de", default=timezone.now, editable=False)
    leased_until = models.DateTimeField("pris jusqu’à", null=True, blank=True, editable=False)

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=Leased)


def take_due(rows: "models.QuerySet[Row]", lease: timedelta, now: datetime) -> Row | None:
    """Take the first of `rows` that is due and that nobody holds; None when there is none.

    One conditional UPDATE decides, so two workers never take the same row, on either engine.
    """
    free = models.Q(leased_until=None) | models.Q(leased_until__lt=now)
    waiting = rows.filter(free, due_at__lte=now).order_by("due_at", "pk")
    for row in waiting[:5]:
        seen = rows.filter(free, pk=row.pk, tries=row.tries)
        if seen.update(tries=row.tries + 1, leased_until=now + lease):
            row.tries += 1
            return row
    return None


def work_until_idle() -> int:
    """Do all that is due now, and return how many rows were done.

    A kind of work that fails is told in the log and left until the next time; the others go on.
    """
    done = 0
    for name in settings.BACKGROUND_WORK:
        do_one: Callable[[datetime], bool] = import_string(name)
        try:
            while do_one(timezone.now()):
                done += 1
        except Exception:
            log.exception("work_failed", work=name)
    return done


def work(goes_on: Callable[[], bool]) -> None:
    """Do what is due, rest, and begin again, as long as `goes_on` says so."""
    while goes_on():
        close_old_connections()
        work_until_idle()
        time.sleep(REST_SECONDS)
