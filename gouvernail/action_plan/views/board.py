"""The plan as a board, and moving a card from one column to another."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.forms import MoveCardForm, PlanFiltersForm
from gouvernail.action_plan.operations import change_action
from gouvernail.action_plan.permissions import open_action_to_edit
from gouvernail.action_plan.queries import plan_board
from gouvernail.action_plan.views.actions import show_conflict
from gouvernail.action_plan.views.lists import PlanView, address, clock_of, render_list
from gouvernail.common.errors import EditConflict
from gouvernail.conventions.permissions import open_convention
from gouvernail.conventions.queries.vocabulary import vocabulary_of
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

BOARD = PlanView("board", "action_plan/board.html")


@require_safe
def board(request: Request, slug: str) -> HttpResponse:
    """The plan as a board, now or as of a past day."""
    access = open_convention(request.user, slug, Right.READ)
    clock = clock_of(access)
    filters = PlanFiltersForm(request.GET).filters(clock.today)
    page = plan_board(access, filters, clock)
    query = address(request)
    context = {"board": page, "kept": page.kept, "tail": f"?{query}" if query else ""}
    return render_list(request, access, BOARD, filters, context)


@require_http_methods(["GET", "HEAD", "POST"])
def move_card(request: Request, slug: str, pk: int) -> HttpResponse:
    """Give an action another state; then the board again, with the filters of the address."""
    opened = open_action_to_edit(request.user, slug, pk)
    words = vocabulary_of(opened.access.convention)
    form = MoveCardForm(
        request.POST or None,
        draft=draft_of(opened.action),
        statuses=words.statuses,
        initial={"version": opened.action.version, "status": opened.action.status_id},
    )
    if request.method == "POST" and form.is_valid():
        by = By(request.user, form.cleaned_data["reason"])
        try:
            change_action(opened.action, form.result(), version=form.cleaned_data["version"], by=by)
        except EditConflict:
            return show_conflict(request, opened, form)
        messages.success(request, f"« {opened.action} » : {opened.action.status}.")
        query = address(request)
        back = reverse("action_plan:board", args=[slug]) + (f"?{query}" if query else "")
        return redirect(f"{back}#action-{pk}")
    template = "action_plan/board.html#move" if request.htmx else "action_plan/small_form.html"
    context = {
        "access": opened.access,
        "section": "plan",
        "action": opened.action,
        "form": form,
        "title": "Changer l’état",
        "verb": "Enregistrer",
    }
    return render(request, template, context)
