"""The plan now, or as it stood on a past day: the same tables to read, either way."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
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
    end = end_of(on)
    return PlanState(
        nodes=_as_of(PlanNode, end).filter(convention=convention),
        actions=_as_of(Action, end).filter(convention=convention),
        parts=_as_of(ActionPart, end),
        places=_as_of(ActionPlace, end),
    )


def end_of(day: date) -> datetime:
    """Return the last moment of a day, here."""
    return timezone.make_aware(datetime.combine(day, time.max))


def _as_of(table: Any, end: datetime) -> QuerySet[Any]:
    """Return the last past state of each row at a moment, without the rows deleted by then.

    Two states may be of one moment, that of their operation: the one written last counts.
    """
    states: QuerySet[Any] = table.history.filter(history_date__lte=end)
    is_later = Q(history_date__gt=OuterRef("history_date")) | Q(
        history_date=OuterRef("history_date"), history_id__gt=OuterRef("history_id")
    )
    later = states.filter(is_later, id=OuterRef("id"))
    return states.filter(~Exists(later)).exclude(history_type="-")
