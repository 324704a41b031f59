"""The views that people keep: opening, keeping, changing, removing."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.forms.views import SavedViewForm
from gouvernail.action_plan.models import SavedView
from gouvernail.action_plan.operations.views import change_view, keep_view, remove_view
from gouvernail.action_plan.permissions import open_view
from gouvernail.action_plan.queries.views import default_view, view_address
from gouvernail.common.asked import number_of
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.permissions import open_convention
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right


@require_safe
def open_plan(request: Request, slug: str) -> HttpResponse:
    """The plan as this person likes to open it: their default view, or the tree."""
    access = open_convention(request.user, slug, Right.READ)
    view = default_view(access, request.user)
    if view is None:
        return redirect("action_plan:tree", slug)
    return redirect(_address(slug, view))


@require_POST
def keep(request: Request, slug: str) -> HttpResponse:
    """Keep the list that is shown."""
    access = open_convention(request.user, slug, Right.READ)
    form = SavedViewForm(request.POST, may_share=access.may_edit_plan)
    if not form.is_valid():
        messages.error(request, "Donnez un nom à la vue, en 60 signes au plus.")
        return redirect("action_plan:table", slug)
    try:
        view = keep_view(access.convention, form.draft(request.user), by=By(request.user))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        data = form.cleaned_data
        return redirect(_list_address(slug, data["tab"] or "table", data["query"]))
    messages.success(request, f"La vue « {view.name} » est gardée.")
    return redirect(_address(slug, view))


@require_http_methods(["GET", "HEAD", "POST"])
def change_kept(request: Request, slug: str, pk: int) -> HttpResponse:
    """Rename a view, share it, open the plan with it, or make it show the list of the moment."""
    view, access = open_view(request.user, slug, pk)
    form = SavedViewForm(request.POST or None, may_share=access.may_edit_plan, view=view)
    if request.method == "POST" and form.is_valid():
        draft = form.draft(request.user, view)
        version = form.cleaned_data["version"] or 0
        done = _attempt(
            request,
            lambda: change_view(view, draft, version=version, by=By(request.user)),
            f"La vue « {draft.name} » est enregistrée.",
        )
        if done:
            return redirect(_address(slug, view))
        return redirect("action_plan:change_view", slug, pk)
    context = {
        "access": access,
        "section": "plan",
        "form": form,
        "view": view,
        "back": _address(slug, view),
    }
    return render(request, "action_plan/saved_view.html", context)


@require_POST
def remove_kept(request: Request, slug: str, pk: int) -> HttpResponse:
    """Remove a view."""
    view, _ = open_view(request.user, slug, pk)
    version = number_of(request.POST.get("version", "")) or 0
    name, tab = view.name, view.tab
    _attempt(
        request,
        lambda: remove_view(view, version=version, by=By(request.user)),
        f"La vue « {name} » est retirée ; les actions n’ont pas changé.",
    )
    return redirect(f"action_plan:{tab}", slug)


def _attempt(request: Request, operation: Callable[[], object], success: str) -> bool:
    try:
        operation()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    except EditConflict:
        messages.error(
            request, "Une autre personne vient de modifier cette vue ; relisez-la et recommencez."
        )
    else:
        messages.success(request, success)
        return True
    return False


def _address(slug: str, view: SavedView) -> str:
    return _list_address(slug, view.tab, view_address(view))


def _list_address(slug: str, tab: str, query: str) -> str:
    return f"{reverse(f'action_plan:{tab}', args=[slug])}?{query}"
