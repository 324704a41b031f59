"""Putting points of the coordination on the agenda of a sitting."""

from collections.abc import Sequence

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.coordination.queries.meeting import TITLE_LENGTH, Point
from gouvernail.governance.models import ItemKind, Sitting
from gouvernail.governance.operations.agenda import ItemDraft, drafts_of, set_agenda
from gouvernail.history.operations import By


@transaction.atomic
def add_points(sitting: Sitting, points: Sequence[Point], version: int, *, by: By) -> int:
    """Add points at the end of an agenda; return how many came. Those that are there stay once.

    Errors: EditConflict; Refusal when nothing is chosen, or once the minutes are approved.
    """
    drafts = drafts_of(sitting)
    there = {draft.title for draft in drafts}
    added = [
        ItemDraft(
            point.title[:TITLE_LENGTH],
            ItemKind.INFORMATION if point.key == "absences" else ItemKind.OPINION,
            action_ids=point.action_ids,
        )
        for point in points
        if point.title not in there
    ]
    if not added:
        raise Refusal("Choisissez au moins un point qui n’est pas encore à l’ordre du jour.")
    set_agenda(sitting, [*drafts, *added], version, by=by)
    return len(added)
