"""Keeping the actions of a place: a commune, the whole territory, elsewhere, or none said."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from gouvernail.action_plan.queries.state import PlanState
from gouvernail.conventions.models import PerimeterCommune

# What the address says instead of an INSEE code.
WHOLE, ELSEWHERE, NOWHERE = "tout", "hors", "sans"
PLACE_LABELS = {
    WHOLE: "Tout le territoire",
    ELSEWHERE: "Ailleurs, ou un lieu précis",
    NOWHERE: "Sans lieu",
}


def in_place(actions: QuerySet[Any], state: PlanState, place: str) -> QuerySet[Any]:
    """Keep the actions of a commune, those of every commune included, or of a special place.

    No query yet.
    """
    here = state.places.values("action_id")
    if place == WHOLE:
        return actions.filter(whole_territory=True)
    if place == NOWHERE:
        return actions.filter(whole_territory=False).exclude(id__in=here)
    if place == ELSEWHERE:
        inside = PerimeterCommune.objects.filter(
            convention_id=OuterRef("action__convention_id"), commune_id=OuterRef("commune_id")
        )
        return actions.filter(whole_territory=False, id__in=here.filter(~Exists(inside)))
    return actions.filter(Q(id__in=here.filter(commune_id=place)) | Q(whole_territory=True))
