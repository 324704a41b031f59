"""The plan now, or as it stood on a past day: the same tables to read, either way."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from gouvernail.action_plan.models import Action, ActionPart, ActionPlace, PlanNode
from gouvernail.conventions.models import Convention


@dataclass(frozen=True, slots=True)
class PlanState:
    """Where to read the plan. Rows are read with `values()`, alike now and then."""

    nodes: QuerySet[Any]
    actions: QuerySet[Any]
    parts: QuerySet[Any]
    places: QuerySet[Any]


def plan_state(convention: Convention, on: date | None = None) -> PlanState:
    """Return the plan of `convention` now, or at the end of the day `on`. No query yet."""
    if on is None:
        return PlanState(
            nodes=PlanNode.objects.of(convention),
            actions=Action.objects.of(convention),
            parts=ActionPart.objects.all(),
            places=ActionPlace.objects.all(),
        )
    end = timezone.make_aware(datetime.combine(on, time.max))
    return PlanState(
        nodes=PlanNode.history.as_of(end).filter(convention=convention),
        actions=Action.history.as_of(end).filter(convention=convention),
        parts=ActionPart.history.as_of(end),
        places=ActionPlace.history.as_of(end),
    )
