"""Names that hang on actions: who leads, who takes part, where."""

from collections import defaultdict
from typing import Any

from gouvernail.action_plan.models import PartRole
from gouvernail.action_plan.queries.state import PlanState

_ROLES = {"leads": PartRole.LEAD, "partners": PartRole.PARTNER}
NAMED = frozenset({*_ROLES, "communes"})


def named_of(state: PlanState, key: str, ids: Any) -> dict[int, str]:
    """Return the leads, the partners or the places of actions, in the order given. One query."""
    if key == "communes":
        rows = state.places.filter(action_id__in=ids).order_by("position")
        pairs = rows.values_list("action_id", "label")
    else:
        parts = state.parts.filter(role=_ROLES[key], action_id__in=ids).order_by("position")
        pairs = parts.values_list("action_id", "organisation__name")
    names: defaultdict[int, list[str]] = defaultdict(list)
    for action_id, name in pairs:
        names[action_id].append(name)
    return {action_id: ", ".join(found) for action_id, found in names.items()}
