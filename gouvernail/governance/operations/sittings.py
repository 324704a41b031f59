"""What people do to sittings: date them, take their steps, note what was said and who came."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gouvernail.common.errors import Refusal
from gouvernail.directory.row_changes import set_values
from gouvernail.governance.models import Body, Sitting
from gouvernail.governance.operations.agenda import (
    ItemDraft,
    drafts_of,
    refuse_approved,
    write_items,
)
from gouvernail.governance.operations.freezing import freeze_minutes
from gouvernail.governance.queries.steps import step_facts
from gouvernail.governance.sitting_words import OBSTACLE_SENTENCES, STATE_LABELS
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.rules.sittings import SittingState, obstacles


@transaction.atomic
def plan_sitting(body: Body, values: Mapping[str, Any], *, by: By) -> Sitting:
    """Date a sitting of a body; its agenda starts with the body's standing items."""
    sitting = Sitting(convention=body.convention, body=body, changed_at=by.at, **values)
    sign(sitting, by)
    sitting.save()
    write_items(sitting, [ItemDraft(title) for title in body.agenda.splitlines()])
    note("sitting.planned", sitting, convention_id=sitting.convention_id, by=by)
    return sitting


@transaction.atomic
def change_sitting(sitting: Sitting, values: Mapping[str, Any], version: int, *, by: By) -> None:
    """Change the hour, the place or the words of a sitting.

    Errors: EditConflict; Refusal once its minutes are approved.
    """
    refuse_approved(sitting)
    sitting.claim(version)
    changes = set_values(sitting, values)
    if changes:
        _save(sitting, "sitting.changed", changes, by)


@transaction.atomic
def move_sitting(
    sitting: Sitting, to: SittingState, *, by: By, approved_in: Sitting | None = None
) -> None:
    """Take a step of the life of a sitting; the reason is that of `by`.

    Approved, its minutes are frozen; `approved_in` is the sitting that approved them.

    Errors: Refusal, whose sentences say what to do first; EditConflict.
    """
    now = Sitting.objects.select_for_update().get(pk=sitting.pk)
    sitting.state = now.state
    facts = step_facts(sitting, by.reason)
    today = timezone.localtime(by.at).date()
    found = obstacles(facts, to, today)
    if found:
        raise Refusal(" ".join(OBSTACLE_SENTENCES[obstacle] for obstacle in found))
    sitting.claim(sitting.version)
    before = STATE_LABELS[facts.state]
    sitting.state = to.value
    sitting.state_reason = by.reason
    sitting.approved_on = today if to is SittingState.APPROVED else None
    if facts.state is SittingState.HELD and to is not SittingState.APPROVED:
        sitting.minutes_sent_at = sitting.remarks_until = None
    _save(sitting, "sitting.moved", [Change("État", before, STATE_LABELS[to])], by)
    if to is SittingState.APPROVED:
        freeze_minutes(sitting, approved_in, by=by)


@transaction.atomic
def postpone_sitting(sitting: Sitting, starts_at: datetime, *, by: By) -> Sitting:
    """Postpone a sitting to another moment: a new one takes its place, with its agenda.

    Errors: Refusal without a reason, when the step cannot be taken, or for the same moment.
    """
    if starts_at == sitting.starts_at:
        raise Refusal("La nouvelle date est celle de la séance : donnez-en une autre.")
    move_sitting(sitting, SittingState.POSTPONED, by=by)
    kept = ("title", "duration", "place", "video_url", "validates_elements")
    values = {name: getattr(sitting, name) for name in kept}
    fresh = plan_sitting(sitting.body, {**values, "starts_at": starts_at}, by=by)
    write_items(fresh, drafts_of(sitting, as_new=True))
    sitting.replaced_by = fresh
    sign(sitting, by)
    sitting.save(update_fields=["replaced_by"])
    return fresh


def _save(sitting: Sitting, verb: str, changes: list[Change], by: By) -> None:
    sitting.changed_at = by.at
    sign(sitting, by)
    sitting.save()
    note(verb, sitting, convention_id=sitting.convention_id, by=by, changes=changes)
