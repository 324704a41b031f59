"""Putting points of the coordination on the agenda of a sitting."""

from collections.abc import Sequence

from django.db import transaction

from gouvernail.coordination.queries.meeting import Point
from gouvernail.governance.models import ItemKind, Sitting
from gouvernail.governance.operations.agenda import ItemDraft, add_items
from gouvernail.history.operations import By


@transaction.atomic
def add_points(sitting: Sitting, points: Sequence[Point], version: int, *, by: By) -> int:
    """Add points at the end of an agenda; return how many came. Those that are there stay once.

    Errors: as `add_items`.
    """
    drafts = [
        ItemDraft(
            point.title,
            ItemKind.INFORMATION if point.key == "absences" else ItemKind.OPINION,
            action_ids=point.action_ids,
        )
        for point in points
    ]
    return add_items(sitting, drafts, version, by=by)
