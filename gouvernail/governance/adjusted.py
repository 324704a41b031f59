"""What an adjustment makes of the plan: its values laid over an action, told before and after."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from gouvernail.action_plan.drafts import ActionDraft, differences, draft_of
from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.action_plan.operations.actions import field_labels
from gouvernail.conventions.models import Convention, Status
from gouvernail.governance.models import Adjustment
from gouvernail.history.operations import Change
from gouvernail.rules.adjustments import AdjustmentKind
from gouvernail.rules.deadlines import read_deadline

ARCHIVED = "archive"
FIELDS: dict[AdjustmentKind, tuple[str, ...]] = {
    AdjustmentKind.ADD: (
        "node",
        "number",
        "title",
        "objective",
        "description",
        "leads",
        "deadline",
    ),
    AdjustmentKind.REWORD: ("title", "objective", "description"),
    AdjustmentKind.RESCHEDULE: ("deadline",),
    AdjustmentKind.REDIRECT: ("objective", "description", "publics", "communes"),
    AdjustmentKind.SUSPEND: ("status",),
    AdjustmentKind.DROP: ("status",),
    AdjustmentKind.NEW_LEAD: ("leads",),
    AdjustmentKind.NEW_MEANS: ("means", "budget"),
}
_TEXTS = frozenset({"objective", "description", "publics", "means"})
_LISTS = frozenset({"leads", "communes"})


def adjusted_draft(
    convention: Convention, draft: ActionDraft, values: Mapping[str, Any]
) -> ActionDraft:
    """Return a sheet as the values want it. Two queries at most: the state and the node."""
    given: dict[str, Any] = {}
    texts = dict(draft.texts)
    for key, value in values.items():
        if key in _TEXTS:
            texts[key] = value
        elif key in _LISTS:
            given[key] = tuple(value)
        elif key == "deadline":
            given[key] = read_deadline(value)
        elif key == "budget":
            given[key] = Decimal(value) if value else None
        elif key == "status":
            given[key] = Status.objects.get(convention=convention, pk=value)
        elif key == "node":
            given[key] = PlanNode.objects.of(convention).filter(pk=value or 0).first()
        else:
            given[key] = value
    return replace(draft, texts=texts, **given)


def blank_draft() -> ActionDraft:
    """Return the sheet of an action that is not there yet."""
    return ActionDraft(title="")


def values_of(draft: ActionDraft, keys: tuple[str, ...]) -> dict[str, Any]:
    """Return some fields of a sheet, as the values of an adjustment write them. No query."""
    found: dict[str, Any] = {}
    for key in keys:
        if key in _TEXTS:
            found[key] = draft.texts.get(key, "")
        elif key in _LISTS:
            found[key] = list(getattr(draft, key))
        elif key == "deadline":
            found[key] = draft.deadline.text
        elif key in {"status", "node"}:
            row = getattr(draft, key)
            found[key] = str(row.pk) if row else ""
        elif key == "budget":
            found[key] = "" if draft.budget is None else str(draft.budget)
        else:
            found[key] = getattr(draft, key)
    return found


def changes_to(
    convention: Convention,
    target: Action | PlanNode | None,
    values: Mapping[str, Any],
) -> list[Change]:
    """Tell what values would change in the plan as it is now."""
    if isinstance(target, PlanNode):
        after = str(values.get("title", target.title))
        return [] if after == target.title else [Change("Intitulé", target.title, after)]
    if values.get("status") == ARCHIVED:
        return [Change("Place dans le plan", "dans le plan", "retirée du plan, avec son histoire")]
    before = draft_of(target) if target else blank_draft()
    after_draft = adjusted_draft(convention, before, values)
    return list(differences(before, after_draft, field_labels(convention)))


def target_of(adjustment: Adjustment) -> Action | PlanNode | None:
    """Return what an adjustment is about: an action, a node, or nothing yet."""
    return adjustment.action or adjustment.node


def live_changes(adjustment: Adjustment) -> list[Change]:
    """Tell what an adjustment that is not applied would change in the plan as it is now."""
    return changes_to(adjustment.convention, target_of(adjustment), adjustment.values)


def kept_changes(adjustment: Adjustment) -> list[Change]:
    """Tell what an adjustment changed, as it was last written. No query."""
    return [Change(row["label"], row["before"], row["after"]) for row in adjustment.changes]
