"""The pages of the plan."""

from gouvernail.action_plan.views.actions import (
    action,
    action_journal,
    archive,
    change,
    create,
    move,
    restore,
)
from gouvernail.action_plan.views.board import board
from gouvernail.action_plan.views.bulk import bulk
from gouvernail.action_plan.views.comparison import compare
from gouvernail.action_plan.views.duplicate import duplicate
from gouvernail.action_plan.views.lists import branch, tree
from gouvernail.action_plan.views.matrix import matrix
from gouvernail.action_plan.views.quick import quick
from gouvernail.action_plan.views.saved import change_kept, keep, open_plan, remove_kept
from gouvernail.action_plan.views.structure import (
    add_node,
    archive_structure_node,
    order_branch_actions,
    order_branch_nodes,
    refer_structure_node,
    rename_structure_node,
    structure,
)
from gouvernail.action_plan.views.table import table
from gouvernail.action_plan.views.timeline import timeline, timeline_axis
from gouvernail.action_plan.views.upkeep import confirm, upkeep

__all__ = [
    "action",
    "action_journal",
    "add_node",
    "archive",
    "archive_structure_node",
    "board",
    "branch",
    "bulk",
    "change",
    "change_kept",
    "compare",
    "confirm",
    "create",
    "duplicate",
    "keep",
    "matrix",
    "move",
    "open_plan",
    "order_branch_actions",
    "order_branch_nodes",
    "quick",
    "refer_structure_node",
    "remove_kept",
    "rename_structure_node",
    "restore",
    "structure",
    "table",
    "timeline",
    "timeline_axis",
    "tree",
    "upkeep",
]
