"""The figures of the convention as people read them, and how a year is counted."""

from dataclasses import dataclass
from decimal import Decimal

from gouvernail.conventions.models import Convention
from gouvernail.staffing.models import StaffingSettings, StaffingTarget


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A figure of the convention."""

    pk: int
    label: str
    year: int | None
    place: str
    amount: Decimal
    source: str


def target_lines(convention: Convention) -> list[TargetLine]:
    """Return the figures of the convention, in their order. One query."""
    rows = StaffingTarget.objects.filter(convention=convention).order_by("position", "pk")
    return [
        TargetLine(row.pk, row.get_kind_display(), row.year, row.place, row.amount, row.source)
        for row in rows
    ]


def settings_of(convention: Convention) -> StaffingSettings:
    """Return the settings of the team, or those that hold as long as nobody chose. One query."""
    found = StaffingSettings.objects.filter(convention=convention).first()
    return found or StaffingSettings(convention=convention)
