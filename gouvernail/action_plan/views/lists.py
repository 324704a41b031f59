"""The plan as a tree and as a table; their filters live in the address."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.forms import PlanFiltersForm
from gouvernail.action_plan.queries import (
    WATCH_LABELS,
    Clock,
    PlanFilters,
    Watch,
    plan_table,
    plan_tree,
)
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.rules.roles import Right


@require_safe
def tree(request: Request, slug: str) -> HttpResponse:
    """The plan as a tree, now or as of a past day."""
    access = open_convention(request.user, slug, Right.READ)
    clock = clock_of(access)
    filters = PlanFiltersForm(request.GET).filters(clock.today)
    page = plan_tree(access.convention, PlanFilters(on=filters.on), clock)
    return render(
        request,
        "action_plan/tree.html",
        {
            "access": access,
            "section": "plan",
            "tab": "tree",
            "tree": page,
            "on": filters.on,
            "today": clock.today,
        },
    )


@require_safe
def branch(request: Request, slug: str, pk: int) -> HttpResponse:
    """The actions under one node of a long plan: fetched when the node is opened."""
    access = open_convention(request.user, slug, Right.READ)
    clock = clock_of(access)
    filters = PlanFiltersForm(request.GET).filters(clock.today)
    page = plan_tree(access.convention, PlanFilters(on=filters.on), clock, only=pk)
    found = next((node for node in page.branches if node.id == pk), None)
    if found is None:
        raise Http404
    context = {"access": access, "axis": found, "on": filters.on}
    return render(request, "action_plan/tree.html#goals", context)


@require_safe
def table(request: Request, slug: str) -> HttpResponse:
    """The plan as a table: the whole page, or its results alone for htmx."""
    access = open_convention(request.user, slug, Right.READ)
    clock = clock_of(access)
    form = PlanFiltersForm(request.GET)
    filters = form.filters(clock.today)
    page = plan_table(access.convention, filters, clock, sort=form.sort, page=form.page_number)
    context = {
        "access": access,
        "section": "plan",
        "tab": "table",
        "table": page,
        "filters": filters,
        "sort": form.sort,
        "query": address(request),
        "page_query": "&".join(
            part for part in (address(request), f"tri={form.sort}" if form.sort else "") if part
        ),
        "watches": [(watch.value, WATCH_LABELS[watch]) for watch in Watch],
        "today": clock.today,
    }
    template = "action_plan/table.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


def clock_of(access: Access) -> Clock:
    """Return the day it is for this convention, and its delay for news."""
    return Clock(timezone.localdate(), access.convention.stale_after_days)


def address(request: Request) -> str:
    """Return the filters of the address, without the page and the order, to be added to links."""
    query = request.GET.copy()
    for key in ("page", "tri"):
        query.pop(key, None)
    for key in [key for key, value in query.items() if not value]:
        del query[key]
    return query.urlencode()
