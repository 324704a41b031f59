"""What a post costs and brings: the settings of a year, and what they give."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.asked import asked_year
from gouvernail.conventions.permissions import open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.history.operations import By
from gouvernail.staffing.forms.declarations import RateForm, rate_initial
from gouvernail.staffing.operations.deadlines import set_rate
from gouvernail.staffing.permissions_declarations import READ, open_rate
from gouvernail.staffing.queries.funding import funding_page

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def rates(request: Request, slug: str) -> HttpResponse:
    """The settings of a year and what they give by employer."""
    access = open_convention(request.user, slug, READ)
    today = timezone.localdate()
    page = funding_page(access.convention, asked_year(request.GET) or today.year, today)
    context = {"access": access, "section": "team", "view": "rates", "page": page}
    return render(request, "staffing/rates.html", context)


@GET_AND_POST
def edit_rate(request: Request, slug: str, year: int, kind: str) -> HttpResponse:
    """Fill what a year says of a kind of post."""
    row, access = open_rate(request.user, slug, year, kind)
    form = RateForm(request.POST or None, initial=rate_initial(row))

    def act() -> str:
        set_rate(row, form.values(), form.cleaned_data["version"], by=By(access.user))
        return f"Le barème {year} est enregistré."

    def fresh() -> RateForm:
        return RateForm(initial=rate_initial(open_rate(request.user, slug, year, kind)[0]))

    place = f"{reverse('declarations:rates', args=[slug])}?annee={year}"
    page = FormPage(
        access,
        f"Barème {year}, postes en {row.get_kind_display()}"
        if kind == "development"
        else f"Barème {year}, postes existants",
        Crumb(f"Barèmes {year}", place),
        "Ne remplissez que ce qu’un document de votre Caf dit. Videz tout pour retirer le barème.",
        section="team",
    )
    return answer_form(request, page, form, act, fresh)
