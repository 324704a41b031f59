"""What people do to the plan."""

from gouvernail.action_plan.operations.actions import (
    archive_action,
    bump_versions,
    change_action,
    confirm_action,
    create_action,
    create_actions,
    field_labels,
    move_action,
    restore_action,
    rewrite_actions,
)
from gouvernail.action_plan.operations.nodes import (
    archive_node,
    create_node,
    name_referent,
    order_actions,
    order_nodes,
    rename_node,
)
from gouvernail.action_plan.operations.parts import Rewriting

__all__ = [
    "Rewriting",
    "archive_action",
    "archive_node",
    "bump_versions",
    "change_action",
    "confirm_action",
    "create_action",
    "create_actions",
    "create_node",
    "field_labels",
    "move_action",
    "name_referent",
    "order_actions",
    "order_nodes",
    "rename_node",
    "restore_action",
    "rewrite_actions",
]
