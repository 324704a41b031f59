"""Who came to the sittings, seat by seat, as one table."""

from django.utils import timezone

from gouvernail.common.templatetags.french import day
from gouvernail.conventions.models import Convention
from gouvernail.documents.formats.table import Column, Table, Value
from gouvernail.governance.models import Attendance, Body
from gouvernail.governance.models.sittings import STATE_LABELS
from gouvernail.rules.attendance import THERE
from gouvernail.rules.sittings import COUNTS, SittingState

_COLUMNS = (
    Column("Date", 12, names=True),
    Column("Instance", 24, names=True),
    Column("Structure", 30),
    Column("Siège", 36),
    Column("Nom", 24),
    Column("Présence", 14),
    Column("Compte comme présent", 12),
    Column("État de la séance", 20),
)


def attendance_rows(convention: Convention, body: Body | None = None) -> Table:
    """Return each seat of each past sitting, the latest sitting first; guests last. One query."""
    held = [state.value for state in COUNTS]
    rows = Attendance.objects.filter(sitting__convention=convention, sitting__state__in=held)
    if body:
        rows = rows.filter(sitting__body=body)
    rows = rows.select_related("sitting__body", "organisation")
    ordered = rows.order_by("-sitting__starts_at", "sitting_id", "seat__position", "pk")
    whose = body.name if body else convention.name
    return Table(
        f"Présences – {whose}",
        _COLUMNS,
        tuple(_row(row) for row in ordered),
        state=(f"Présences notées au {day(timezone.localdate())}",),
    )


def _row(row: Attendance) -> tuple[Value, ...]:
    sitting = row.sitting
    return (
        timezone.localtime(sitting.starts_at).date(),
        sitting.body.name,
        row.organisation.name if row.organisation else "",
        row.function,
        row.name,
        row.get_presence_display(),
        "oui" if row.presence in THERE else "non",
        STATE_LABELS[SittingState(sitting.state)],
    )
