"""The way of the minutes: sent for remarks, remarked on, each remark answered."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.requests import Request
from gouvernail.common.templatetags.french import day
from gouvernail.conventions.permissions import Access
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.governance.forms.minutes import (
    RemarkForm,
    SendForm,
    SettleForm,
    default_deadline,
)
from gouvernail.governance.models import Sitting
from gouvernail.governance.operations.minutes_circuit import (
    remark as keep_remark,
)
from gouvernail.governance.operations.minutes_circuit import (
    send_for_remarks,
    settle_remark,
)
from gouvernail.governance.permissions import open_sitting
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
EDIT = Right.EDIT_GOVERNANCE


@GET_AND_POST
def send(request: Request, slug: str, pk: int) -> HttpResponse:
    """Send the minutes for remarks until a day."""
    row, access = open_sitting(request.user, slug, pk, EDIT)
    form = SendForm(request.POST or None, initial=default_deadline(timezone.localdate()))

    def act() -> str:
        until = form.cleaned_data["until"]
        send_for_remarks(row, until, by=By(access.user))
        return f"Remarques attendues jusqu’au {day(until)} : prévenez maintenant les conviés."

    lead = (
        "Qui lit la convention pourra remarquer jusqu’à ce jour ; le texte reste modifiable. "
        "L’étape d’après écrit aux conviés, qui répondent par leur lien."
    )
    page = _page(access, row, "Envoyer pour remarques", "Ouvrir aux remarques", lead)
    page = replace(page, after=reverse("governance:write_mail", args=[slug, pk, "minutes"]))
    return answer_form(request, page, form, act)


@GET_AND_POST
def make_remark(request: Request, slug: str, pk: int) -> HttpResponse:
    """Remark on minutes that were sent."""
    row, access = open_sitting(request.user, slug, pk, Right.READ)
    name = str(access.user)
    form = RemarkForm(request.POST or None, name, may_edit=access.may_edit_governance)

    def act() -> str:
        keep_remark(row, form.author, form.cleaned_data["words"], by=By(access.user))
        return "La remarque est gardée : sa suite se lira sur cette page."

    page = _page(access, row, "Remarque sur le compte rendu", "Envoyer la remarque")
    return answer_form(request, page, form, act)


@GET_AND_POST
def settle(request: Request, slug: str, pk: int, remark: int) -> HttpResponse:
    """Say what becomes of a remark."""
    row, access = open_sitting(request.user, slug, pk, EDIT)
    found = get_object_or_404(row.remarks.select_related("sitting"), pk=remark)
    initial = {"outcome": found.outcome, "words": found.outcome_words}
    form = SettleForm(request.POST or None, initial=initial)

    def act() -> str:
        said = form.cleaned_data
        settle_remark(found, said["outcome"], said["words"], by=By(access.user))
        return "La suite de la remarque est notée."

    lead = f"«\u202f{found.words}\u202f»"
    page = _page(access, row, f"Remarque de {found.name}", "Noter la suite", lead)
    return answer_form(request, page, form, act)


def _page(access: Access, row: Sitting, title: str, submit: str, lead: str = "") -> FormPage:
    address = reverse("governance:sitting", args=[access.convention.slug, row.pk])
    return FormPage(access, title, Crumb(str(row), address), lead, submit, section="governance")
