"""The views of the plan: one filtered list, shown in several ways.

The filters live in the address, alike in every view.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.forms import PlanFiltersForm, filter_chips
from gouvernail.action_plan.forms.columns import ARRANGING
from gouvernail.action_plan.queries import (
    WATCH_LABELS,
    Clock,
    PlanFilters,
    Watch,
    filter_choices,
    plan_tree,
)
from gouvernail.action_plan.queries.editable import editable_ids
from gouvernail.action_plan.queries.kept import KeptActions
from gouvernail.action_plan.queries.views import KEPT, saved_views
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.rules.roles import Right


@dataclass(frozen=True, slots=True)
class PlanView:
    """A way to show the filtered list: its tab, which is also its address, and its template."""

    tab: str
    template: str


TREE = PlanView("tree", "action_plan/tree.html")


@require_safe
def tree(request: Request, slug: str) -> HttpResponse:
    """The plan as a tree, now or as of a past day."""
    access = open_convention(request.user, slug, Right.READ)
    clock = clock_of(access)
    filters = PlanFiltersForm(request.GET).filters(clock.today)
    page = plan_tree(access.convention, filters, clock)
    context = {"tree": page, "kept": page.kept, **editable(access, page.kept, page.ids)}
    return render_list(request, access, TREE, filters, context)


@require_safe
def branch(request: Request, slug: str, pk: int) -> HttpResponse:
    """The actions under one node of a long plan: fetched when the node is opened."""
    access = open_convention(request.user, slug, Right.READ)
    clock = clock_of(access)
    filters = PlanFiltersForm(request.GET).filters(clock.today)
    page = plan_tree(access.convention, filters, clock, only=pk)
    found = next((node for node in page.branches if node.id == pk), None)
    if found is None:
        raise Http404
    context = {
        "access": access,
        "axis": found,
        "on": filters.on,
        **editable(access, page.kept, page.ids),
    }
    return render(request, "action_plan/tree.html#goals", context)


def render_list(
    request: Request, access: Access, view: PlanView, filters: PlanFilters, context: dict[str, Any]
) -> HttpResponse:
    """Render one view of the filtered list: its results alone for htmx, else the whole page.

    `context` has at least `kept`.
    """
    shared = {
        "access": access,
        "section": "plan",
        "tab": view.tab,
        "here": f"action_plan:{view.tab}",
        "filters": filters,
        "on": filters.on,
        "query": address(request),
        "today": timezone.localdate(),
    }
    choices = filter_choices(access.convention)
    shared["chips"] = filter_chips(request.GET, filters, context["kept"], choices)
    if request.htmx:
        answer = render(request, f"{view.template}#results", {**shared, **context})
        answer.write(render_to_string("action_plan/refresh.html", {**shared, **context}, request))
        return answer
    bar = {
        "choices": choices,
        "watches": [(watch.value, WATCH_LABELS[watch]) for watch in Watch],
        "extras": _extras(request),
        **_kept_views(request, access),
    }
    return render(request, view.template, {**shared, **bar, **context})


def _kept_views(request: Request, access: Access) -> dict[str, Any]:
    """Return the views to choose among, the one that is shown, and what keeping this one keeps."""
    saved = saved_views(access, request.user)
    shown = request.GET.get(KEPT, "")
    kept = next((view for view in saved if str(view.id) == shown), None)
    query = request.GET.copy()
    for key in (KEPT, ARRANGING, "page"):
        query.pop(key, None)
    for key in [key for key, value in query.items() if not value]:
        del query[key]
    return {"saved": saved, "kept_view": kept, "kept_query": query.urlencode()}


def _extras(request: Request) -> list[tuple[str, str]]:
    """Return what the address says besides filters: it is carried along when they change."""
    filters = PlanFiltersForm.base_fields.keys() - {"tri"}
    return [
        (key, value)
        for key, values in request.GET.lists()
        for value in map(str, values)
        if value and key not in filters
    ]


def editable(access: Access, kept: KeptActions, ids: Sequence[int]) -> dict[str, Any]:
    """Return which rows may be edited in place: none of a past state, which is only read."""
    now = kept.filters.on is None
    return {"editable": editable_ids(kept.state, access, ids) if now else frozenset()}


def clock_of(access: Access) -> Clock:
    """Return the day it is for this convention, and its delay for news."""
    return Clock(timezone.localdate(), access.convention.stale_after_days)


def address(request: Request, *besides: str) -> str:
    """Return the filters of the address, without the page and the order, to be added to links.

    `besides` are more keys to leave out.
    """
    query = request.GET.copy()
    for key in ("page", "tri", ARRANGING, *besides):
        query.pop(key, None)
    for key in [key for key, value in query.items() if not value]:
        del query[key]
    return query.urlencode()
