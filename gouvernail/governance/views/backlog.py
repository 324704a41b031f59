"""The points that members propose to a body."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.requests import Request
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.governance.forms.points import ProposalForm, SetAsideForm
from gouvernail.governance.operations.backlog import propose_item, set_aside
from gouvernail.governance.permissions import open_body
from gouvernail.governance.queries.backlog import backlog_page
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_AND_POST
def backlog(request: Request, slug: str, pk: int) -> HttpResponse:
    """The points that wait for a body, and the form to propose one."""
    row, access = open_body(request.user, slug, pk, Right.READ)
    form = ProposalForm(request.POST or None)

    def act() -> str:
        made = propose_item(row, form.draft(), by=By(access.user))
        return f"« {made.title} » attend qu’une séance le reprenne."

    page = FormPage(
        access,
        "Points proposés",
        Crumb(str(row), reverse("governance:body", args=[slug, pk])),
        f"Ce que les membres proposent de mettre à l’ordre du jour : {row.name}.",
        "Proposer ce point",
        after=reverse("governance:backlog", args=[slug, pk]),
        section="governance",
        template="governance/backlog.html",
        context={"backlog": backlog_page(row)},
    )
    return answer_form(request, page, form, act)


@GET_AND_POST
def put_aside(request: Request, slug: str, pk: int, proposal: int) -> HttpResponse:
    """Set a proposed point aside, with a word."""
    row, access = open_body(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    found = get_object_or_404(row.proposals.select_related("body"), pk=proposal)
    form = SetAsideForm(request.POST or None)

    def act() -> str:
        set_aside(found, form.cleaned_data["words"], by=By(access.user))
        return f"« {found.title} » est écarté."

    back = Crumb("Points proposés", reverse("governance:backlog", args=[slug, pk]))
    lead = f"« {found.title} », proposé par {found.name}."
    page = FormPage(access, "Écarter ce point", back, lead, "Écarter", section="governance")
    return answer_form(request, page, form, act)
