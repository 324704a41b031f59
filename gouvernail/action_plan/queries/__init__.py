"""What the pages of the plan read."""

from gouvernail.action_plan.queries.board import plan_board
from gouvernail.action_plan.queries.filters import WATCH_LABELS, Clock, PlanFilters, Watch
from gouvernail.action_plan.queries.kept import filter_choices, kept_actions
from gouvernail.action_plan.queries.matrix import ColumnKind, RowKind, plan_matrix
from gouvernail.action_plan.queries.nodes import node_lines
from gouvernail.action_plan.queries.sheet import action_sheet
from gouvernail.action_plan.queries.state import plan_state
from gouvernail.action_plan.queries.table import plan_table
from gouvernail.action_plan.queries.timeline import plan_timeline
from gouvernail.action_plan.queries.tree import plan_tree
from gouvernail.action_plan.queries.upkeep import upkeep_page

__all__ = [
    "WATCH_LABELS",
    "Clock",
    "ColumnKind",
    "PlanFilters",
    "RowKind",
    "Watch",
    "action_sheet",
    "filter_choices",
    "kept_actions",
    "node_lines",
    "plan_board",
    "plan_matrix",
    "plan_state",
    "plan_table",
    "plan_timeline",
    "plan_tree",
    "upkeep_page",
]
