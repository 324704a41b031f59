"""The plan on two dates as one table: a row per field that changed, ready for an avenant."""

from collections.abc import Iterator

from gouvernail.action_plan.queries.comparison import (
    ComparedAction,
    ComparedLevel,
    PlanComparison,
    comparison_title,
)
from gouvernail.conventions.models import Convention
from gouvernail.documents.formats.table import Column, Table, Value
from gouvernail.rules.plan_changes import ChangeKind

_COLUMNS = (
    Column("Changement", 16),
    Column("Place dans le plan", 34),
    Column("N°", 8),
    Column("Action ou niveau", 44),
    Column("Rubrique", 20),
    Column("Avant", 44),
    Column("Après", 44),
    Column("Motif", 30),
)
_ACTION_WORDS = {
    ChangeKind.ADDED: "Ajoutée",
    ChangeKind.CHANGED: "Modifiée",
    ChangeKind.MOVED: "Déplacée",
    ChangeKind.DROPPED: "Retirée",
}
_LEVEL_WORDS = {
    ChangeKind.ADDED: "Niveau ajouté",
    ChangeKind.CHANGED: "Niveau renommé",
    ChangeKind.MOVED: "Niveau déplacé",
    ChangeKind.DROPPED: "Niveau retiré",
}


def comparison_table(convention: Convention, found: PlanComparison) -> Table:
    """Return what became of the levels, then of the actions. No query."""
    rows = [_level(level) for level in found.levels]
    rows += [row for action in found.actions for row in _rows(action)]
    title = f"{convention.plan_title}, {comparison_title(found.asked).lower()}"
    return Table(title, _COLUMNS, tuple(rows))


def _level(level: ComparedLevel) -> tuple[Value, ...]:
    title = level.after or level.before
    before = level.before if level.before != level.after else ""
    after = level.after if level.before != level.after else ""
    return _LEVEL_WORDS[level.kind], "", "", title, "Intitulé", before, after, ""


def _rows(action: ComparedAction) -> Iterator[tuple[Value, ...]]:
    head = (
        _word(action),
        " / ".join(action.path),
        action.number,
        action.title,
    )
    for change in action.changes:
        yield (*head, change.label, change.before, change.after, action.reason)
    if not action.changes:
        yield (*head, "", "", "", action.reason)


def _word(action: ComparedAction) -> str:
    gave_up = action.kind is ChangeKind.DROPPED and action.is_there
    return "Abandonnée" if gave_up else _ACTION_WORDS[action.kind]
