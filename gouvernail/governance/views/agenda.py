"""The agenda of a sitting, and what was said of each of its points."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.requests import Request
from gouvernail.conventions.permissions import Access
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.governance.forms.agenda import AgendaForm, MinutesForm
from gouvernail.governance.models import Sitting
from gouvernail.governance.operations.agenda import set_agenda
from gouvernail.governance.operations.words import keep_minutes
from gouvernail.governance.permissions import open_sitting
from gouvernail.governance.queries.agenda import proposed_items
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_AND_POST
def edit_agenda(request: Request, slug: str, pk: int) -> HttpResponse:
    """Write the agenda."""
    row, access = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    proposals = proposed_items(row, timezone.localdate())
    form = AgendaForm(row, proposals, request.POST or None)

    def act() -> str:
        set_agenda(row, form.drafts(), form.cleaned_data["version"], by=By(access.user))
        return "L’ordre du jour est enregistré."

    def fresh() -> AgendaForm:
        return AgendaForm(_again(request, slug, pk), proposals)

    page = _page(access, row, "Ordre du jour", "governance/agenda.html")
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def edit_minutes(request: Request, slug: str, pk: int) -> HttpResponse:
    """Write the minutes; what others write meanwhile stays too."""
    row, access = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    items = list(row.items.order_by("position", "pk"))
    form = MinutesForm(row, items, request.POST or None)

    def act() -> str:
        keep_minutes(row, form.typed(), by=By(access.user))
        return "Le compte rendu est enregistré."

    page = _page(access, row, "Compte rendu", "conventions/form.html")
    return answer_form(request, page, form, act)


def _again(request: Request, slug: str, pk: int) -> Sitting:
    return open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)[0]


def _page(access: Access, row: Sitting, title: str, template: str) -> FormPage:
    back = Crumb(str(row), reverse("governance:sitting", args=[access.convention.slug, row.pk]))
    lead = (
        "Aucune donnée sur un enfant, une famille ou un allocataire."
        if title == "Compte rendu"
        else "Le suivi des décisions et les ajustements proposés s’y ajoutent d’eux-mêmes, en tête."
    )
    return FormPage(access, title, back, lead, section="governance", template=template)
