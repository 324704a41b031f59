"""Verifying a month, and taking it up again."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from gouvernail.accounts.requests import Request
from gouvernail.common.asked import asked_month
from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import month_name
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.conventions.permissions import open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.coordination.forms.log import MonthForm
from gouvernail.coordination.operations.activities import reopen_month, settle_month, signature
from gouvernail.coordination.queries.log import log_words, month_page
from gouvernail.coordination.views.log import GET_AND_POST, SECTION
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right


@GET_AND_POST
def settle(request: Request, slug: str) -> HttpResponse:
    """The proposal of a month: right as it is, or corrected, in one page."""
    access = open_convention(request.user, slug, Right.EDIT_TEAM)
    today = timezone.localdate()
    month = month_page(access.convention, access.user, asked_month(request.GET) or today, today)
    words = log_words(access.convention)
    initial = {"signature": signature(month.proposal)}
    form = MonthForm(month.proposal, words, request.POST or None, initial=initial)

    def act() -> str:
        seen = form.cleaned_data["signature"]
        settle_month(access.convention, month.month, form.said(), seen, by=By(access.user))
        return f"Votre mois de {month_name(month.month)} est vérifié."

    back = f"{reverse('coordination:month', args=[slug])}?mois={month.month:%Y-%m}"
    page = FormPage(
        access,
        f"Vérifier {month_name(month.month)}",
        Crumb("Mon temps", back),
        section=SECTION,
        template="coordination/settle.html",
        context={"month": month},
    )
    return answer_form(request, page, form, act)


@GET_AND_POST
def reopen(request: Request, slug: str) -> HttpResponse:
    """Take a verified month up again."""
    access = open_convention(request.user, slug, Right.EDIT_TEAM)
    today = timezone.localdate()
    month = month_page(access.convention, access.user, asked_month(request.GET) or today, today)

    def act() -> str:
        if month.settled is None:
            raise Refusal("Ce mois n’est pas vérifié : il n’y a rien à reprendre.")
        reopen_month(month.settled, by=By(access.user))
        return f"Votre mois de {month_name(month.month)} est à vérifier de nouveau."

    back = f"{reverse('coordination:month', args=[slug])}?mois={month.month:%Y-%m}"
    page = FormPage(
        access,
        f"Reprendre {month_name(month.month)}",
        Crumb("Mon temps", back),
        "Les lignes proposées et acceptées s’effacent, puis se proposent de nouveau. "
        "Ce que vous avez noté vous-même reste.",
        "Reprendre ce mois",
        section=SECTION,
        template="conventions/confirm.html",
    )
    return answer_form(request, page, HouseForm(request.POST or None), act)
