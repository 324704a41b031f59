"""The plan as a timeline, axis by axis."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.forms import PlanFiltersForm
from gouvernail.action_plan.queries import plan_timeline
from gouvernail.action_plan.views.lists import PlanView, clock_of, render_list
from gouvernail.conventions.permissions import open_convention
from gouvernail.rules.roles import Right

TIMELINE = PlanView("timeline", "action_plan/timeline.html")


@require_safe
def timeline(request: Request, slug: str) -> HttpResponse:
    """The plan in time, now or as of a past day."""
    access = open_convention(request.user, slug, Right.READ)
    clock = clock_of(access)
    filters = PlanFiltersForm(request.GET).filters(clock.today)
    page = plan_timeline(access.convention, filters, clock)
    context = {"timeline": page, "kept": page.kept}
    return render_list(request, access, TIMELINE, filters, context)


@require_safe
def timeline_axis(request: Request, slug: str, pk: int) -> HttpResponse:
    """One axis of a long plan: fetched when it is opened."""
    access = open_convention(request.user, slug, Right.READ)
    clock = clock_of(access)
    filters = PlanFiltersForm(request.GET).filters(clock.today)
    page = plan_timeline(access.convention, filters, clock, only=pk)
    found = next((item for item in page.axes if item.branch.id == pk), None)
    if found is None:
        raise Http404
    context = {"access": access, "timeline": page, "item": found}
    return render(request, "action_plan/timeline.html#axis", context)
