"""What a sitting has to do with reviews: those it validates, those it is shown.

Reviews know the governance, not the other way round: they are read here by their relations.
"""

from dataclasses import dataclass

from django.db.models import Count, Q

from gouvernail.governance.models import Body, Sitting
from gouvernail.rules.adjustments import BodyPart
from gouvernail.rules.reviews import FROZEN, ReviewState, validating_part

_PARTS = frozenset({BodyPart.EXAMINES.value, BodyPart.DECIDES.value})


@dataclass(frozen=True, slots=True)
class SittingCycle:
    """A cycle of reviews that a sitting validates, or is shown.

    `kept` wait for the Cotech, `frozen` are validated, `to_come` are still written or read.
    """

    pk: int
    title: str
    is_shown: bool
    kept: int
    frozen: int
    to_come: int


def cycles_at(sitting: Sitting) -> list[SittingCycle]:
    """Return the cycles of reviews that are made for a sitting. One query at most."""
    if sitting.body.part not in _PARTS:
        return []
    rows = sitting.convention.review_cycles.filter(Q(cotech=sitting) | Q(copil=sitting))
    frozen = [state.value for state in FROZEN]
    rows = rows.annotate(
        kept=Count("reviews", filter=Q(reviews__state=ReviewState.KEPT.value)),
        frozen=Count("reviews", filter=Q(reviews__state__in=frozen)),
        written=Count("reviews"),
    )
    return [
        SittingCycle(
            row.pk,
            row.title,
            is_shown=row.cotech_id != sitting.pk,
            kept=row.kept,
            frozen=row.frozen,
            to_come=row.written - row.kept - row.frozen,
        )
        for row in rows.order_by("-ends_on", "-pk")
    ]


def validates_reviews(sitting: Sitting) -> bool:
    """Tell whether a sitting is of the body that validates reviews. One query at most."""
    if sitting.body.part not in _PARTS:
        return False
    bodies = Body.objects.of(sitting.convention).current()
    has_examiner = bodies.filter(part=BodyPart.EXAMINES.value).exists()
    return sitting.body.part == validating_part(has_examiner=has_examiner).value


def kept_actions(sitting: Sitting) -> tuple[int, tuple[int, ...]]:
    """Return how many reviews wait for the body that validates, and the actions they are about.

    One query.
    """
    rows = sitting.convention.reviews.filter(state=ReviewState.KEPT.value)
    found = list(rows.order_by("action__position", "pk").values_list("action_id", flat=True))
    return len(found), tuple(pk for pk in found if pk)
