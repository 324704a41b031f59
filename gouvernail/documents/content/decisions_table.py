"""The register of decisions as one table."""

from datetime import date

from gouvernail.common.templatetags.french import day
from gouvernail.conventions.models import Convention
from gouvernail.documents.formats.table import Column, Table, Value
from gouvernail.governance.queries.decisions import DecisionFilters, DecisionLine, decision_lines

_COLUMNS = (
    Column("N°", 6, names=True),
    Column("Décision", 60, names=True),
    Column("Nature", 14),
    Column("Instance", 24),
    Column("Prise le", 12),
    Column("Responsable", 24),
    Column("À faire avant le", 14),
    Column("État", 14),
    Column("Jours de retard", 10),
    Column("Actions liées", 16),
    Column("Dernières nouvelles", 40),
    Column("Preuve", 30),
)


def decisions_table(convention: Convention, filters: DecisionFilters, today: date) -> Table:
    """Return the decisions asked for, late first. Two queries."""
    lines = decision_lines(convention, filters, today)
    return Table(
        f"Décisions – {convention.name}",
        _COLUMNS,
        tuple(_row(line) for line in lines),
        state=(f"Registre au {day(today)}",),
    )


def _row(line: DecisionLine) -> tuple[Value, ...]:
    row = line.decision
    numbers = ", ".join(action.number or action.title for action in row.actions.all())
    return (
        row.number,
        row.text,
        row.get_kind_display(),
        row.body.name,
        row.decided_on,
        str(row.owner or ""),
        row.due_on,
        row.get_state_display(),
        line.late or None,
        numbers,
        row.news,
        row.proof,
    )
