"""What is to be brought up to date, and the gesture that says « nothing new »."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.forms import PlanFiltersForm
from gouvernail.action_plan.operations import confirm_action
from gouvernail.action_plan.permissions import OpenedAction, open_action_to_edit
from gouvernail.action_plan.queries import WATCH_LABELS, upkeep_page
from gouvernail.action_plan.queries.upkeep import UpkeepGroup
from gouvernail.action_plan.views.lists import PlanView, clock_of, render_list
from gouvernail.common.errors import Refusal
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

UPKEEP = PlanView("upkeep", "action_plan/upkeep.html")
BACK = "retour"  # in an address: the filters of the list to come back to
HERE = "liste"  # the list without filters


@require_safe
def upkeep(request: Request, slug: str) -> HttpResponse:
    """Everything that is to be brought up to date, reason by reason."""
    access = open_convention(request.user, slug, Right.READ)
    clock = clock_of(access)
    filters = PlanFiltersForm(request.GET).filters(clock.today)
    first = None if access.may_edit_plan else access.organisation_id
    page = upkeep_page(access.convention, filters, clock, first)
    query = request.GET.copy()
    for name in ("date", "veille", "page", "tri"):
        query.pop(name, None)
    context = {
        "page": page,
        "kept": page.kept,
        "watches": [
            (watch.value, f"{WATCH_LABELS[watch]}\u202f: {count}") for watch, count in page.counts
        ],
        "groups": [_shown(group, access, query) for group in page.groups],
        "back": _back_address(query),
    }

    return render_list(request, access, UPKEEP, filters, context)


@dataclass(frozen=True, slots=True)
class _ShownGroup:
    """A group, with the address of the table that shows all of it."""

    group: UpkeepGroup
    table: str


def _shown(group: UpkeepGroup, access: Access, query: QueryDict) -> _ShownGroup:
    wanted = query.copy()
    wanted["veille"] = group.reason.watch.value
    table = reverse("action_plan:table", args=[access.convention.slug])
    return _ShownGroup(group, f"{table}?{wanted.urlencode()}")


def _back_address(query: QueryDict) -> str:
    """Return what a link adds to come back here with the same filters."""
    wanted = QueryDict(mutable=True)
    wanted[BACK] = query.urlencode() or HERE
    return wanted.urlencode()


@require_POST
def confirm(request: Request, slug: str, pk: int) -> HttpResponse:
    """Say that an action has nothing new: its news are of today."""
    opened = open_action_to_edit(request.user, slug, pk)
    try:
        confirm_action(opened.action, by=By(request.user))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"C’est noté : rien de nouveau pour « {opened.action} ».")
    return back_to_upkeep(request, opened) or redirect("action_plan:action", slug, pk)


def back_to_upkeep(request: Request, opened: OpenedAction) -> HttpResponse | None:
    """Return to the list that a person came from, with its filters, or None."""
    asked = request.GET.get(BACK, "")
    if not asked:
        return None
    address = reverse("action_plan:upkeep", args=[opened.access.convention.slug])
    filters = "" if asked == HERE else QueryDict(asked).urlencode()
    return redirect(f"{address}?{filters}" if filters else address)
