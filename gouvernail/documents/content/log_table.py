"""Somebody's own activity log, whole: theirs to keep before it is erased."""

from decimal import Decimal

from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.models import Convention
from gouvernail.coordination.models import Activity
from gouvernail.documents.formats.table import Column, Table, Value

_COLUMNS = (
    Column("Jour", 12, names=True),
    Column("Minutes", 10),
    Column("Heures", 10),
    Column("Mission", 34),
    Column("Thème", 30),
    Column("Action", 34),
    Column("Séance", 30),
    Column("Quoi", 40),
    Column("Origine", 18),
)
_HOUR = Decimal(60)


def log_table(convention: Convention, lines: tuple[Activity, ...]) -> Table:
    """Return a log as a table, a line a row. No query."""
    total = sum(line.minutes for line in lines)
    return Table(
        f"Mon temps – {convention.name}",
        _COLUMNS,
        tuple(_row(line) for line in lines),
        ("Ensemble", total, _hours(total), "", "", "", "", "", "") if lines else (),
        (f"{counted(len(lines), 'note')}.",),
    )


def _row(line: Activity) -> tuple[Value, ...]:
    return (
        line.day,
        line.minutes,
        _hours(line.minutes),
        str(line.mission or ""),
        str(line.theme or ""),
        str(line.action or ""),
        str(line.sitting or ""),
        line.words,
        line.get_origin_display(),
    )


def _hours(minutes: int) -> Decimal:
    return (minutes / _HOUR).quantize(Decimal("0.01"))
