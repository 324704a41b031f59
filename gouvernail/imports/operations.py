"""Applying an accepted plan: one transaction, all or nothing."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.action_plan.drafts import ActionDraft
from gouvernail.action_plan.models import PlanNode
from gouvernail.action_plan.operations import (
    Rewriting,
    bump_versions,
    create_actions,
    create_node,
    rewrite_actions,
)
from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention
from gouvernail.conventions.operations.vocabulary import LevelWords, change_levels
from gouvernail.history.operations import By, Change, note
from gouvernail.imports.comparison import Comparison, Verdict, compare_plan
from gouvernail.imports.known import Path, folded_path
from gouvernail.imports.models import PlanImport, RememberedColumn
from gouvernail.imports.queries import Reading
from gouvernail.imports.sheets import ReadPlan
from gouvernail.imports.sheets.text import label_key

FILENAME_LENGTH = 255
MOST_LEVELS = 3
# A file left aside is forgotten after this many days; an applied one at once.
DAYS_KEPT = 30


@transaction.atomic
def bring_file(convention: Convention, user: User, filename: str, data: bytes) -> PlanImport:
    """Keep a file that was read once, until its import is applied or left. Old ones go."""
    purge_imports(timezone.now() - timedelta(days=DAYS_KEPT))
    pending = PlanImport(convention=convention, user=user, filename=filename[-FILENAME_LENGTH:])
    pending.file.save("plan", ContentFile(data), save=False)
    pending.save()
    return pending


@transaction.atomic
def choose_layout(
    pending: PlanImport, *, sheet: str, header_row: int | None, mapping: dict[str, str]
) -> None:
    """Keep what the person says of the sheet, its header row and its columns."""
    if (pending.sheet, pending.header_row) != (sheet, header_row):
        pending.corrections = {}
    pending.sheet, pending.header_row, pending.mapping = sheet, header_row, mapping
    pending.save(update_fields=["sheet", "header_row", "mapping", "corrections"])


@transaction.atomic
def keep_answers(pending: PlanImport, corrections: dict[str, str], answers: dict[str, str]) -> None:
    """Keep what the person reads in ambiguous cells (« row:column » to text), and her answers."""
    pending.corrections = {**pending.corrections, **corrections}
    pending.answers = {**pending.answers, **answers}
    pending.save(update_fields=["corrections", "answers"])


@transaction.atomic
def apply_import(pending: PlanImport, reading: Reading, *, by: By) -> Comparison:
    """Write an accepted import into the plan and remember what its columns mean.

    Errors: Refusal when the import was already applied, or when the plan changed meanwhile in a
    way that forbids it. Then nothing is written.
    """
    taken = PlanImport.objects.pending().filter(pk=pending.pk).update(applied_at=by.at)
    if not taken:
        raise Refusal(
            "Cet import est déjà appliqué. Pour le refaire, apportez de nouveau le fichier."
        )
    comparison = apply_plan(pending.convention, reading.plan, filename=pending.filename, by=by)
    _forget_file(pending)
    _remember_columns(pending.convention, reading.plan)
    return comparison


@transaction.atomic
def purge_imports(before: datetime) -> int:
    """Delete the imports brought before a moment and never applied, and the files left.

    Return how many files went.
    """
    old = list(PlanImport.objects.filter(created_at__lt=before).exclude(file=""))
    for pending in old:
        _forget_file(pending)
    PlanImport.objects.pending().filter(created_at__lt=before).delete()
    return len(old)


def _forget_file(pending: PlanImport) -> None:
    """Delete the file of an import once the transaction holds."""
    name, storage = pending.file.name, pending.file.storage
    PlanImport.objects.filter(pk=pending.pk).update(file="")
    if name:
        transaction.on_commit(partial(storage.delete, name))


@transaction.atomic
def apply_plan(convention: Convention, plan: ReadPlan, *, filename: str, by: By) -> Comparison:
    """Write the rows that are not refused.

    Nodes come first, then changes, which may free numbers, then new actions. The comparison is
    made again inside the transaction, on the plan as it stands.

    Errors: Refusal. Then nothing is written.
    """
    comparison = compare_plan(convention, plan)
    _add_levels(convention, plan, comparison.added_levels, by)
    nodes = _create_nodes(convention, comparison, by)
    changed = [
        Rewriting(row.action, _placed(row.draft, row.read.path, nodes), row.changes)
        for row in comparison.of(Verdict.CHANGE)
        if row.action
    ]
    if changed:
        bump_versions([item.action for item in changed])
        rewrite_actions(convention, changed, by=by)
    created = comparison.of(Verdict.CREATE)
    drafts = [_placed(row.draft, row.read.path, nodes) for row in created]
    if drafts:
        create_actions(convention, drafts, verb="action.imported", by=by)
    _note_import(convention, comparison, filename, by)
    return comparison


def _placed(draft: ActionDraft, path: Path, nodes: dict[Path, PlanNode]) -> ActionDraft:
    """Hang a draft on its node; a row without a path stays where the action is."""
    return replace(draft, node=nodes[folded_path(path)]) if path else draft


def _add_levels(convention: Convention, plan: ReadPlan, missing: int, by: By) -> None:
    """Add the levels that the file has and the plan lacks, named as its columns are."""
    if not missing:
        return
    levels = [LevelWords(row.name, row.plural) for row in convention.levels.order_by("rank")]
    fields = {field: label for label, field in plan.mapping.items()}
    for rank in range(len(levels) + 1, min(len(levels) + missing, MOST_LEVELS) + 1):
        label = fields.get(f"level{rank}", "").partition("(")[0].strip()[:60]
        taken = {level.name for level in levels}
        name = label if label and label not in taken else f"Niveau {rank}"
        levels.append(LevelWords(name, name))
    change_levels(convention, levels, convention.version, by=by)


def _create_nodes(convention: Convention, comparison: Comparison, by: By) -> dict[Path, PlanNode]:
    nodes = dict(comparison.nodes)
    for path in comparison.new_paths:
        parent = nodes[folded_path(path[:-1])] if len(path) > 1 else None
        nodes[folded_path(path)] = create_node(convention, parent, path[-1], by=by)
    return nodes


def _note_import(convention: Convention, comparison: Comparison, filename: str, by: By) -> None:
    counts = {
        "Actions créées": comparison.count(Verdict.CREATE),
        "Actions modifiées": comparison.count(Verdict.CHANGE),
        "Lignes refusées": comparison.count(Verdict.REFUSED),
    }
    changes = [Change(label, "", str(count)) for label, count in counts.items()]
    changes.insert(0, Change("Fichier", "", filename))
    note("plan.imported", convention, convention_id=convention.pk, by=by, changes=changes)


def _remember_columns(convention: Convention, plan: ReadPlan) -> None:
    rows = [
        RememberedColumn(
            convention=convention,
            label=label_key(header.label)[:300],
            field=plan.by_column.get(header.column, ""),
        )
        for header in plan.headers
        if header.label
    ]
    once = {row.label: row for row in rows}
    RememberedColumn.objects.bulk_create(
        once.values(),
        update_conflicts=True,
        unique_fields=["convention", "label"],
        update_fields=["field"],
    )
