"""The plan as a board. A card moves as a state is edited in any list."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.forms import PlanFiltersForm
from gouvernail.action_plan.queries import plan_board
from gouvernail.action_plan.views.lists import PlanView, clock_of, render_list
from gouvernail.conventions.permissions import open_convention
from gouvernail.rules.roles import Right

BOARD = PlanView("board", "action_plan/board.html")


@require_safe
def board(request: Request, slug: str) -> HttpResponse:
    """The plan as a board, now or as of a past day."""
    access = open_convention(request.user, slug, Right.READ)
    clock = clock_of(access)
    filters = PlanFiltersForm(request.GET).filters(clock.today)
    page = plan_board(access, filters, clock)
    return render_list(request, access, BOARD, filters, {"board": page, "kept": page.kept})
