"""What the pages of the means read."""

from gouvernail.means.queries.actions import action_means, costs_page
from gouvernail.means.queries.lines import LineRow, MeansFilters, line_rows
from gouvernail.means.queries.staff import StaffRow, staff_rows
from gouvernail.means.queries.table import action_choices, line_row, lines_page, papers_of
from gouvernail.means.queries.watch import AlertLine, alert_lines, means_alerts, watch_page

__all__ = [
    "AlertLine",
    "LineRow",
    "MeansFilters",
    "StaffRow",
    "action_choices",
    "action_means",
    "alert_lines",
    "costs_page",
    "line_row",
    "line_rows",
    "lines_page",
    "means_alerts",
    "papers_of",
    "staff_rows",
    "watch_page",
]
