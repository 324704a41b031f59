"""Before a sitting: what the commissions bring, and what changed since the last one."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.requests import Request
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.views.pages import CHANGED_MEANWHILE
from gouvernail.governance.permissions import open_sitting
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right
from gouvernail.rules.sittings import SittingState
from gouvernail.steering.forms import ChosenForm
from gouvernail.steering.operations.points import take_news, take_points
from gouvernail.steering.queries.monthly import monthly_page
from gouvernail.steering.queries.upward import upward_page

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_AND_POST
def upward(request: Request, slug: str, pk: int) -> HttpResponse:
    """« Remontées » : what each commission brings to a sitting, and the gesture that takes it."""
    row, access = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    page = upward_page(row)
    form = ChosenForm(row, [point.key for point in page.points], request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = [point for point in page.points if point.key in form.cleaned_data["chosen"]]
        seen = form.cleaned_data["version"]
        if _took(request, lambda: take_points(row, chosen, seen, by=By(access.user))):
            return redirect("governance:sitting", slug, pk)
        return redirect("steering:upward", slug, pk)
    context = {
        "access": access,
        "section": "governance",
        "page": page,
        "form": form,
        "may_take": row.state != SittingState.APPROVED.value,
    }
    return render(request, "steering/upward.html", context)


@GET_AND_POST
def monthly(request: Request, slug: str, pk: int) -> HttpResponse:
    """« Point mensuel » : all that changed since the last sitting, to make an agenda of."""
    row, access = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    page = monthly_page(row)
    offered = [group for group in page.groups if not group.is_there]
    form = ChosenForm(row, [group.key for group in offered], request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = [group for group in offered if group.key in form.cleaned_data["chosen"]]
        seen = form.cleaned_data["version"]
        if _took(request, lambda: take_news(row, chosen, seen, by=By(access.user))):
            return redirect("governance:sitting", slug, pk)
        return redirect("steering:monthly", slug, pk)
    context = {
        "access": access,
        "section": "governance",
        "page": page,
        "form": form,
        "may_take": row.state != SittingState.APPROVED.value,
        "offered": len(offered),
    }
    return render(request, "steering/monthly.html", context)


def _took(request: Request, take: Callable[[], int]) -> bool:
    """Take points, and say what happened; tell whether they were taken."""
    try:
        number = take()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    except EditConflict:
        messages.error(request, CHANGED_MEANWHILE)
    else:
        told = counted(number, "point ajouté,points ajoutés")
        messages.success(request, f"Ordre du jour : {told}.")
        return True
    return False
