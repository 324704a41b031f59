"""What the plan takes from reviews that the team keeps: the state and the progress, or news."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.operations import change_action, confirm_action
from gouvernail.history.operations import By
from gouvernail.reviews.models import Review


def tell_the_plan(review: Review, said_at: datetime, *, by: By) -> None:
    """Make the plan say what was said of an action, or at least that there are news.

    Whoever says that nothing is new gives no state: theirs is the one that the sheet had that
    day. A correction of what was validated speaks of a past day, and so does a review that the
    sheet has later news than: the plan stays.
    """
    if review.action_id is None or review.frozen.exists():
        return
    [action] = locked_actions([review.action_id])
    if said_at < action.updated_at:
        return
    action.convention = review.convention
    signed = replace(by, reason=f"Bilan retenu : {review.cycle.title}")
    draft = draft_of(action)
    told = draft
    if not review.nothing_new:
        told = replace(
            draft,
            status=review.status or draft.status,
            progress=draft.progress if review.progress is None else review.progress,
        )
    if told != draft:
        change_action(action, told, version=action.version, by=signed)
    elif not action.archived_at:
        confirm_action(action, by=signed)


def locked_actions(pks: Iterable[int]) -> list[Action]:
    """Return actions as they are now, with all that their draft reads, held until the end."""
    rows = Action.objects.select_for_update(of=("self",)).filter(pk__in=list(pks))
    rows = rows.select_related("status", "lead_person", "node")
    return list(rows.prefetch_related("parts__organisation", "places").order_by("pk"))
