"""Points that join the agenda of a sitting in one gesture: those of the commissions, the news."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from gouvernail.governance.models import AgendaItem, Sitting
from gouvernail.governance.operations.agenda import ItemDraft, add_items
from gouvernail.governance.operations.words import keep_words
from gouvernail.history.operations import By
from gouvernail.steering.queries.monthly_lines import NewsGroup
from gouvernail.steering.queries.raised import RaisedPoint


@transaction.atomic
def take_points(sitting: Sitting, points: Sequence[RaisedPoint], seen: int, *, by: By) -> int:
    """Put points of the commissions at the end of the agenda; return how many.

    Each keeps where it comes from, with its documents and its actions.

    Errors: EditConflict; Refusal when none is new, or once the minutes are approved.
    """
    drafts = [
        ItemDraft(point.title, point.kind, origin_id=point.origin_id, action_ids=point.action_ids)
        for point in points
    ]
    return add_items(sitting, drafts, seen, by=by)


@transaction.atomic
def take_news(sitting: Sitting, groups: Sequence[NewsGroup], seen: int, *, by: By) -> int:
    """Make points of what changed, each with its sentences ready in the minutes; return how many.

    Errors: EditConflict; Refusal when none is new, or once the minutes are approved.
    """
    known = set(sitting.items.values_list("pk", flat=True))
    drafts = [ItemDraft(group.title, action_ids=group.action_ids) for group in groups]
    number = add_items(sitting, drafts, seen, by=by)
    words = {group.title: group.sentences for group in groups}
    for item in _new_items(sitting, known):
        keep_words(sitting, item.pk, "", words[item.title], by=by)
    return number


def _new_items(sitting: Sitting, known: Iterable[int]) -> list[AgendaItem]:
    return list(sitting.items.exclude(pk__in=known).order_by("position", "pk"))
