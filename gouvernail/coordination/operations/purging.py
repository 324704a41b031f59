"""Forgetting what is older than a territory keeps: logs, readings, absences. Nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models, transaction

from gouvernail.conventions.models import Convention
from gouvernail.coordination.models import Absence, Activity, ActivityMonth, LogReading
from gouvernail.coordination.queries.traces import time_settings
from gouvernail.history.operations import By, Change, note
from gouvernail.rules.inferred_time import kept_since


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """What goes, or would go, of one convention; `before` is the first day that stays."""

    convention: str
    before: date
    activities: int
    months: int
    readings: int
    absences: int

    @property
    def total(self) -> int:
        """How many rows in all."""
        return self.activities + self.months + self.readings + self.absences

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `purge_activity --json` prints."""
        return {
            "convention": self.convention,
            "before": self.before.isoformat(),
            "activities": self.activities,
            "months": self.months,
            "readings": self.readings,
            "absences": self.absences,
        }


@transaction.atomic
def purge_activity(
    conventions: Iterable[Convention], today: date, *, by: By, dry_run: bool = False
) -> list[PurgeReport]:
    """Forget what each convention no longer keeps, and tell how much; run twice, it is the same.

    A dry run writes nothing. The journal tells the numbers, never whose.
    """
    return [_purge(convention, today, by, dry_run=dry_run) for convention in conventions]


def _purge(convention: Convention, today: date, by: By, *, dry_run: bool) -> PurgeReport:
    before = kept_since(today, time_settings(convention).months_kept)
    old: list[models.QuerySet[Any]] = [
        Activity.objects.filter(convention=convention, day__lt=before),
        ActivityMonth.objects.filter(convention=convention, month__lt=before),
        LogReading.objects.filter(convention=convention, day__lt=before),
        Absence.objects.filter(convention=convention, ends_on__lt=before),
    ]
    report = PurgeReport(convention.slug, before, *(rows.count() for rows in old))
    if report.total and not dry_run:
        for rows in old:
            rows.delete()
        told = [Change("Lignes effacées", "", str(report.total))]
        note("time.purged", convention, convention_id=convention.pk, by=by, changes=told)
    return report
