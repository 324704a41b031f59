"""The departure of somebody from a post, which leads to the handover of what they carry."""

from dataclasses import replace

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from gouvernail.accounts.requests import Request
from gouvernail.common.templatetags.french import day
from gouvernail.conventions.views.pages import answer_form
from gouvernail.coordination.queries.carried import carried_words
from gouvernail.coordination.views.log import GET_AND_POST
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right
from gouvernail.staffing.forms.posts import LeaveForm
from gouvernail.staffing.operations.holdings import leave_post
from gouvernail.staffing.permissions import open_holding
from gouvernail.staffing.views.posts import page_of


@GET_AND_POST
def leave(request: Request, slug: str, pk: int) -> HttpResponse:
    """Say the last day of somebody on a post, then go to what they leave behind."""
    holding, access = open_holding(request.user, slug, pk, Right.EDIT_TEAM)
    initial = {"version": holding.version, "on": holding.ends_on or timezone.localdate()}
    form = LeaveForm(request.POST or None, initial=initial)
    person = holding.person
    told = carried_words(access.convention, timezone.localdate(), person) if person else ""
    file = reverse("coordination:handover", args=[slug, holding.person_id]) if told else ""

    def act() -> str:
        said = form.cleaned_data
        leave_post(holding, said["on"], said["version"], by=By(access.user))
        gone = f"{holding.name} quitte ce poste le {day(said['on'])}."
        if not told:
            return gone
        return f"{gone} Ce qui est à son nom ({told}) est à confier : préparez ici la passation."

    lead = "Ce qui a été fait jusque-là reste compté ; le poste est vacant le lendemain."
    page = replace(
        page_of(access, holding.post, f"Départ de {holding.name}", lead),
        after=file,
        template="coordination/leave.html",
        context={"told": told, "file": file, "holding": holding},
    )
    return answer_form(request, page, form, act)
