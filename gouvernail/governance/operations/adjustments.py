"""What people do to adjustments: propose, examine, decide, apply to the plan, withdraw."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.action_plan.operations.actions import archive_action, change_action, create_action
from gouvernail.action_plan.operations.nodes import rename_node
from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention
from gouvernail.governance.adjusted import (
    ARCHIVED,
    adjusted_draft,
    blank_draft,
    changes_to,
    live_changes,
    target_of,
)
from gouvernail.governance.decision_words import CIRCUIT_OBSTACLE_SENTENCES
from gouvernail.governance.models import Adjustment, AdjustmentOpinion, Body, Sitting
from gouvernail.governance.models.adjustments import ADJUSTMENT_STATE_LABELS, OPINION_LABELS
from gouvernail.governance.operations.agenda import refuse_approved
from gouvernail.governance.operations.decisions import (
    DecisionDraft,
    move_decision,
    record_decision,
)
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.rules.adjustments import (
    REVISABLE,
    AdjustmentKind,
    AdjustmentState,
    BodyPart,
    Circuit,
    CircuitStep,
    Opinion,
    circuit_obstacles,
)
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.sittings import COUNTS, SittingState


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody proposes: to an action, a node, or to the plan (then there is no target)."""

    kind: AdjustmentKind
    body: Body
    values: Mapping[str, Any]
    reason: str
    target: Action | PlanNode | None = None


@transaction.atomic
def propose_adjustment(convention: Convention, proposal: Proposal, *, by: By) -> Adjustment:
    """Propose a change of the plan; nothing of the plan changes yet.

    Errors: Refusal when nothing would change.
    """
    changes = _changes(convention, proposal.target, proposal.values)
    Convention.objects.select_for_update().get(pk=convention.pk)
    last = Adjustment.objects.of(convention).aggregate(last=Max("number"))["last"] or 0
    adjustment = Adjustment(
        convention=convention,
        number=last + 1,
        kind=proposal.kind.value,
        action=proposal.target if isinstance(proposal.target, Action) else None,
        node=proposal.target if isinstance(proposal.target, PlanNode) else None,
        title=_title(proposal),
        reason=proposal.reason,
        values=dict(proposal.values),
        changes=[change.as_json() for change in changes],
        body=proposal.body,
        proposed_on=timezone.localdate(by.at),
    )
    _save(adjustment, "adjustment.proposed", changes, by)
    return adjustment


@transaction.atomic
def revise_adjustment(
    adjustment: Adjustment, values: Mapping[str, Any], reason: str, version: int, *, by: By
) -> None:
    """Write a proposal better, until it is decided.

    Errors: EditConflict; Refusal once it is decided, or when nothing would change.
    """
    if AdjustmentState(adjustment.state) not in REVISABLE:
        raise Refusal("Cet ajustement est déjà décidé : proposez-en un autre.")
    changes = _changes(adjustment.convention, target_of(adjustment), values)
    adjustment.claim(version)
    adjustment.values, adjustment.reason = dict(values), reason
    adjustment.changes = [change.as_json() for change in changes]
    _save(adjustment, "adjustment.revised", changes, by)


@transaction.atomic
def examine_adjustment(
    adjustment: Adjustment, sitting: Sitting, opinion: Opinion, *, by: By
) -> None:
    """Keep the opinion of the examining body; its words are the reason of `by`.

    Errors: Refusal, whose sentences say what to do first, and once the minutes are approved.
    """
    refuse_approved(sitting)
    _refuse(adjustment, _step(AdjustmentState.EXAMINED, by, sitting, opinion))
    AdjustmentOpinion.objects.create(
        adjustment=adjustment, sitting=sitting, opinion=opinion.value, words=by.reason
    )
    told = Change("Avis", "", f"{sitting} : {OPINION_LABELS[opinion]}")
    _move(adjustment, AdjustmentState.EXAMINED, "adjustment.examined", by, told)


@transaction.atomic
def decide_adjustment(
    adjustment: Adjustment, sitting: Sitting, to: AdjustmentState, *, by: By
) -> None:
    """Keep what the deciding body decided, as a decision of the register; words are the reason.

    Errors: Refusal, whose sentences say what to do first.
    """
    _refuse(adjustment, _step(to, by, sitting))
    is_adopted = to is AdjustmentState.ADOPTED
    verb = "adopté" if is_adopted else "rejeté"
    draft = DecisionDraft(
        {
            "body": sitting.body,
            "sitting": sitting,
            "kind": "validation",
            "text": f"{adjustment} {verb} : {adjustment.title}"[:2000],
            "decided_on": _day(sitting),
            "closed_on": None if is_adopted else _day(sitting),
        },
        [adjustment.action] if adjustment.action else [],
    )
    state = DecisionState.ADOPTED if is_adopted else DecisionState.REJECTED
    adjustment.decision = record_decision(adjustment.convention, draft, by=by, state=state)
    told = Change("Décision", "", f"{adjustment.decision}, {sitting}")
    _move(adjustment, to, "adjustment.decided", by, told)


@transaction.atomic
def apply_adjustment(adjustment: Adjustment, seen: int, *, by: By) -> None:
    """Make the plan say what was adopted; the history of the action cites the decision.

    `seen` is the version of the action or node that its reader saw, 0 for a new action.

    Errors: EditConflict when it moved on since; Refusal as the operations of the plan.
    """
    _refuse(adjustment, CircuitStep(AdjustmentState.APPLIED))
    changes = live_changes(adjustment)
    cited = By(by.actor, citation(adjustment), by.at)
    _write(adjustment, seen, cited)
    adjustment.changes = [change.as_json() for change in changes]
    adjustment.applied_at = by.at
    _move(adjustment, AdjustmentState.APPLIED, "adjustment.applied", by, *changes)
    if adjustment.decision:
        if adjustment.action:
            adjustment.decision.actions.add(adjustment.action)
        proof = f"{adjustment} appliqué au plan le {timezone.localdate(by.at):%d/%m/%Y}"
        move_decision(adjustment.decision, DecisionState.DONE, by=by, proof=proof)


@transaction.atomic
def withdraw_adjustment(adjustment: Adjustment, *, by: By) -> None:
    """Give up a proposal before it is decided, with a reason.

    Errors: Refusal once it is decided, or without a reason.
    """
    _refuse(adjustment, CircuitStep(AdjustmentState.WITHDRAWN, reason=by.reason))
    _move(adjustment, AdjustmentState.WITHDRAWN, "adjustment.withdrawn", by)


def citation(adjustment: Adjustment) -> str:
    """Return the words by which the history of the plan cites an adjustment and its decision."""
    decision = adjustment.decision
    if decision is None:
        return str(adjustment)
    return f"{adjustment}, {decision} ({decision.sitting or decision.body})"


def _write(adjustment: Adjustment, seen: int, cited: By) -> None:
    target, values = target_of(adjustment), adjustment.values
    if isinstance(target, PlanNode):
        rename_node(target, values["title"], version=seen, by=cited)
    elif target is None:
        draft = adjusted_draft(adjustment.convention, blank_draft(), values)
        adjustment.action = create_action(adjustment.convention, draft, by=cited)
    elif values.get("status") == ARCHIVED:
        archive_action(target, version=seen, by=cited)
    else:
        draft = adjusted_draft(adjustment.convention, draft_of(target), values)
        change_action(target, draft, version=seen, by=cited)


def _changes(
    convention: Convention, target: Action | PlanNode | None, values: Mapping[str, Any]
) -> list[Change]:
    changes = changes_to(convention, target, values)
    if not changes:
        raise Refusal("Rien ne change : écrivez ce que le plan doit dire à la place.")
    return changes


def _title(proposal: Proposal) -> str:
    if proposal.target is None:
        return str(proposal.values["title"])
    return str(proposal.target)[:500]


def _step(
    to: AdjustmentState, by: By, sitting: Sitting, opinion: Opinion | None = None
) -> CircuitStep:
    return CircuitStep(
        to=to,
        part=BodyPart(sitting.body.part) if sitting.body.part else None,
        is_held=SittingState(sitting.state) in COUNTS,
        on=_day(sitting),
        opinion=opinion,
        reason=by.reason,
    )


def _refuse(adjustment: Adjustment, step: CircuitStep) -> None:
    opinions = adjustment.opinions.select_related("sitting")
    since = max([adjustment.proposed_on, *(_day(row.sitting) for row in opinions)])
    examiners = Body.objects.of(adjustment.convention).current()
    circuit = Circuit(
        state=AdjustmentState(adjustment.state),
        since=since,
        has_examiner=examiners.filter(part=BodyPart.EXAMINES.value).exists(),
    )
    found = circuit_obstacles(circuit, step)
    if found:
        raise Refusal(" ".join(CIRCUIT_OBSTACLE_SENTENCES[obstacle] for obstacle in found))


def _day(sitting: Sitting) -> date:
    return timezone.localtime(sitting.starts_at).date()


def _move(adjustment: Adjustment, to: AdjustmentState, verb: str, by: By, *told: Change) -> None:
    adjustment.claim(adjustment.version)
    before = ADJUSTMENT_STATE_LABELS[AdjustmentState(adjustment.state)]
    adjustment.state = to.value
    adjustment.state_reason = by.reason[:500]
    moved = Change("État", before, ADJUSTMENT_STATE_LABELS[to])
    _save(adjustment, verb, [moved, *told], by)


def _save(adjustment: Adjustment, verb: str, changes: list[Change], by: By) -> None:
    sign(adjustment, by)
    adjustment.save()
    note(verb, adjustment, convention_id=adjustment.convention_id, by=by, changes=changes)
