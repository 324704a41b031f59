"""Copying an action."""

from dataclasses import replace

from django.db import transaction

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.operations.actions import create_actions
from gouvernail.conventions.models import Status
from gouvernail.history.operations import By
from gouvernail.rules.progress import StatusFamily

_COPY = " (copie)"
_TITLE_LENGTH = 500


@transaction.atomic
def duplicate_action(action: Action, *, by: By) -> Action:
    """Add a copy of an action to its node: without a number, not started. The journal says whose.

    Its parts, places, status and node must be at hand.
    """
    before = draft_of(action)
    waiting = Status.objects.filter(
        convention_id=action.convention_id, family=StatusFamily.NOT_STARTED
    )
    copy = replace(
        before,
        title=before.title[: _TITLE_LENGTH - len(_COPY)] + _COPY,
        number="",
        status=waiting.order_by("position", "pk").first(),
        progress=None,
        notes={},
    )
    reason = f"Copie de « {action} »"
    by = replace(by, reason=reason if len(reason) <= 500 else f"{reason[:498]}…»")
    [made] = create_actions(action.convention, [copy], verb="action.duplicated", by=by)
    return made
