"""The cycle under way in a few words, for the home page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from gouvernail.conventions.models import Convention
from gouvernail.governance.models import Sitting
from gouvernail.reviews.models import ReviewCycle
from gouvernail.rules.reviews import FROZEN, ReviewState


@dataclass(frozen=True, slots=True)
class CycleWaiting:
    """A cycle that is worked on: how many of its reviews wait, and for whom."""

    pk: int
    title: str
    cotech: Sitting | None
    written: int
    to_keep: int
    kept: int
    validated: int


def cycle_waiting(convention: Convention, today: date) -> CycleWaiting | None:
    """Return the latest cycle that has begun, while something waits in it. One query.

    Nothing waits once all that was written is shown to the Copil.
    """

    def number(state: ReviewState) -> Count:
        return Count("reviews", filter=Q(reviews__state=state.value))

    rows = ReviewCycle.objects.filter(convention=convention, starts_on__lte=today)
    rows = rows.select_related("cotech__body").order_by("-ends_on", "-pk")
    row = rows.annotate(
        written=Count("reviews"),
        to_keep=number(ReviewState.SUBMITTED),
        kept=number(ReviewState.KEPT),
        validated=Count("reviews", filter=Q(reviews__state__in=[state.value for state in FROZEN])),
        shown=number(ReviewState.PRESENTED),
    ).first()
    if row is None or (row.written and row.shown == row.written):
        return None
    return CycleWaiting(
        row.pk, row.title, row.cotech, row.written, row.to_keep, row.kept, row.validated
    )
