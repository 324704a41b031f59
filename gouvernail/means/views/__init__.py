"""The pages of the means."""

from gouvernail.means.views.lines import (
    create_line,
    create_line_of_action,
    create_paper,
    delete_line,
    delete_paper,
    edit_line,
    edit_paper,
)
from gouvernail.means.views.people import KINDS, create_means, delete_means, edit_means
from gouvernail.means.views.read import costs, line, lines, of_action, watch

__all__ = [
    "KINDS",
    "costs",
    "create_line",
    "create_line_of_action",
    "create_means",
    "create_paper",
    "delete_line",
    "delete_means",
    "delete_paper",
    "edit_line",
    "edit_means",
    "edit_paper",
    "line",
    "lines",
    "of_action",
    "watch",
]
