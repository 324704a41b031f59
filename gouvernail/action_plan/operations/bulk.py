"""One change made to many actions at once: shown first, then written in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from simple_history.utils import bulk_update_with_history

from gouvernail.action_plan.drafts import ActionDraft, differences, draft_of
from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.action_plan.operations.actions import (
    bump_versions,
    field_labels,
    refuse_taken_numbers,
    rewrite_actions,
)
from gouvernail.action_plan.operations.parts import Rewriting
from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention, Status
from gouvernail.history.operations import By, Change, bulk_signature, entry, write_entries
from gouvernail.rules.deadline_shift import put_off
from gouvernail.rules.deadlines import Deadline

MOVED_ON = "Modifiée entre-temps par une autre personne : rouvrez la liste pour la reprendre."
NOTHING = "Rien à changer : elle le dit déjà."
NO_SHIFT = "Cette échéance ne se décale pas d’autant sans changer de sorte."


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What is asked of every action; None and empty values leave things as they are.

    `sets_status` tells « sans état », which has no Status, from no change at all.
    """

    status: Status | None = None
    sets_status: bool = False
    leads: tuple[str, ...] = ()
    replaces_leads: bool = False
    deadline: Deadline | None = None
    shift: int = 0
    node: PlanNode | None = None
    theme: str = ""
    priority: str = ""
    archives: bool = False


@dataclass(frozen=True, slots=True)
class BulkRow:
    """What the change does to one action, or why it does nothing."""

    action: Action
    changes: tuple[Change, ...]
    refusal: str
    draft: ActionDraft


@transaction.atomic
def preview_bulk(
    convention: Convention, change: BulkChange, chosen: Mapping[int, int]
) -> list[BulkRow]:
    """Return what a change would do to each chosen action; `chosen` maps numbers to versions.

    Six queries, whatever the number of actions.

    Errors: Refusal when the change would give one number to two actions of a node.
    """
    actions = (
        Action.objects.of(convention)
        .current()
        .filter(pk__in=chosen)
        .select_for_update(of=("self",))
        .select_related("node", "status", "lead_person")
        .prefetch_related("parts__organisation", "places")
        .order_by("position", "pk")
    )
    labels = field_labels(convention)
    rows = [_row(action, change, labels, chosen[action.pk]) for action in actions]
    moved = [row for row in rows if change.node and not row.refusal]
    refuse_taken_numbers(
        convention, [row.draft for row in moved], besides=[row.action.pk for row in moved]
    )
    return rows


@transaction.atomic
def apply_bulk(
    convention: Convention, change: BulkChange, chosen: Mapping[int, int], *, by: By
) -> list[BulkRow]:
    """Make a change to every chosen action that nobody touched meanwhile, and return the rows.

    Errors: Refusal as `preview_bulk`, or when an archive has no reason. Then nothing is written.
    """
    if change.archives and not by.reason:
        raise Refusal(
            "Dites pourquoi ces actions sortent du plan : le motif reste dans leur histoire."
        )
    rows = preview_bulk(convention, change, chosen)
    taken = [row for row in rows if not row.refusal]
    bump_versions([row.action for row in taken])
    rewritten = [row for row in taken if row.draft != draft_of(row.action)]
    if rewritten:
        rewrite_actions(convention, [_rewriting(row) for row in rewritten], by=by)
    if change.archives:
        _archive([row.action for row in taken], by)
    return rows


def _row(action: Action, change: BulkChange, labels: dict[str, str], version: int) -> BulkRow:
    before = draft_of(action)
    if action.version != version:
        return BulkRow(action, (), MOVED_ON, before)
    after = _changed(before, change)
    if after is None:
        return BulkRow(action, (), NO_SHIFT, before)
    changes = differences(before, after, labels)
    if change.archives:
        changes.append(Change("Dans le plan", "oui", "archivée"))
    return BulkRow(action, tuple(changes), "" if changes else NOTHING, after)


def _changed(draft: ActionDraft, change: BulkChange) -> ActionDraft | None:
    """Return a draft with the change made, or None when its deadline cannot be put off."""
    deadline = change.deadline or draft.deadline
    if change.shift:
        moved = put_off(draft.deadline, change.shift)
        if moved is None:
            return None
        deadline = moved
    return replace(
        draft,
        status=change.status if change.sets_status else draft.status,
        leads=_leads(draft.leads, change),
        deadline=deadline,
        node=change.node or draft.node,
        texts={**draft.texts, **_texts(draft, change)},
    )


def _leads(before: Sequence[str], change: BulkChange) -> tuple[str, ...]:
    if change.leads and change.replaces_leads:
        return change.leads
    return tuple(dict.fromkeys((*before, *change.leads)))


def _texts(draft: ActionDraft, change: BulkChange) -> dict[str, str]:
    found = {}
    if change.priority:
        found["priority"] = change.priority
    if change.theme:
        themes = [word.strip() for word in draft.texts.get("themes", "").split(",")]
        found["themes"] = ", ".join(dict.fromkeys([*filter(None, themes), change.theme]))
    return found


def _rewriting(row: BulkRow) -> Rewriting:
    keeps = row.draft.leads == draft_of(row.action).leads
    return Rewriting(row.action, row.draft, row.changes, keeps_parts=keeps, keeps_places=True)


def _archive(actions: Sequence[Action], by: By) -> None:
    for action in actions:
        action.archived_at = by.at
    bulk_update_with_history(
        list(actions), Action, ["archived_at"], batch_size=500, **bulk_signature(by)
    )
    write_entries(
        [
            entry("action.archived", action, convention_id=action.convention_id, by=by)
            for action in actions
        ]
    )
