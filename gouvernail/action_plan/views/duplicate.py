"""A copy of an action, to be changed at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.operations.duplicates import duplicate_action
from gouvernail.action_plan.permissions import open_action
from gouvernail.conventions.permissions import open_convention
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right


@require_POST
def duplicate(request: Request, slug: str, pk: int) -> HttpResponse:
    """Copy an action, and open the form of the copy."""
    open_convention(request.user, slug, Right.EDIT_PLAN)
    opened = open_action(request.user, slug, pk)
    made = duplicate_action(opened.action, by=By(request.user))
    messages.success(request, "La copie est dans le plan. Donnez-lui son intitulé et son numéro.")
    return redirect("action_plan:change", slug, made.pk)
