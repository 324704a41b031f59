"""Which actions of a list a person may change."""

from collections.abc import Sequence

from gouvernail.action_plan.models import PartRole
from gouvernail.action_plan.permissions import own_lead_id
from gouvernail.action_plan.queries.state import PlanState
from gouvernail.conventions.permissions import Access


def editable_ids(state: PlanState, access: Access, ids: Sequence[int]) -> frozenset[int]:
    """Return which of these actions this person may change. One query for a contributor."""
    if access.may_edit_plan:
        return frozenset(ids)
    organisation_id = own_lead_id(access)
    if organisation_id is None or not ids:
        return frozenset()
    own = state.parts.filter(role=PartRole.LEAD, organisation_id=organisation_id, action_id__in=ids)
    return frozenset(own.values_list("action_id", flat=True))
