"""The plan as a table, with the columns and the order of the address."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.forms import PlanFiltersForm
from gouvernail.action_plan.forms.columns import ARRANGING, NAME, column_choices, without_columns
from gouvernail.action_plan.queries import Watch, plan_table
from gouvernail.action_plan.queries.columns import available_columns
from gouvernail.action_plan.queries.table import TablePage
from gouvernail.action_plan.views.lists import PlanView, address, clock_of, editable, render_list
from gouvernail.conventions.permissions import open_convention
from gouvernail.rules.roles import Right

TABLE = PlanView("table", "action_plan/table.html")


@require_safe
def table(request: Request, slug: str) -> HttpResponse:
    """The plan as a table."""
    access = open_convention(request.user, slug, Right.READ)
    clock = clock_of(access)
    form = PlanFiltersForm(request.GET)
    filters = form.filters(clock.today)
    page = plan_table(access.convention, filters, clock, form.layout)
    query = address(request)
    order = f"tri={form.sort}" if form.sort else ""
    context = {
        "table": page,
        "kept": page.kept,
        "sort": form.sort,
        "page_query": "&".join(part for part in (query, order) if part),
        "picks": access.may_edit_plan and filters.on is None and filters.watch != Watch.ARCHIVED,
        **editable(access, page.kept, [row.id for row in page.rows]),
        **_choice_of_columns(request, page),
    }
    return render_list(request, access, TABLE, filters, context)


def _choice_of_columns(request: Request, page: TablePage) -> dict[str, Any]:
    choices = column_choices(request.GET, available_columns(page.kept.words), page.columns)
    carried = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if value and name not in {NAME, ARRANGING, "page"}
    ]
    return {
        "column_choices": choices,
        "usual_columns": without_columns(request.GET),
        "arranging": ARRANGING in request.GET,
        "carried": carried,
    }
