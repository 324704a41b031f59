"""What people type into the plan."""

from gouvernail.action_plan.forms.actions import ActionForm
from gouvernail.action_plan.forms.chips import filter_chips
from gouvernail.action_plan.forms.comparison import ComparisonForm
from gouvernail.action_plan.forms.filters import PlanFiltersForm
from gouvernail.action_plan.forms.small import (
    MoveForm,
    NodeForm,
    OrderForm,
    ReasonForm,
    ReferentForm,
)

__all__ = [
    "ActionForm",
    "ComparisonForm",
    "MoveForm",
    "NodeForm",
    "OrderForm",
    "PlanFiltersForm",
    "ReasonForm",
    "ReferentForm",
    "filter_chips",
]
