"""What each holder works on: everybody on a day, one holder period by period."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.asked import asked_day
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.history.operations import By
from gouvernail.staffing.forms.declarations import ConfirmForm
from gouvernail.staffing.forms.shares import DateAskedForm, SharesForm, shares_initial
from gouvernail.staffing.models import Holding
from gouvernail.staffing.operations.shares import remove_shares, set_shares
from gouvernail.staffing.permissions import open_holding
from gouvernail.staffing.permissions_declarations import EDIT, READ
from gouvernail.staffing.queries.shares import holding_page, share_cells, shares_page

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def shares(request: Request, slug: str) -> HttpResponse:
    """Every holder on a day."""
    access = open_convention(request.user, slug, READ)
    today = timezone.localdate()
    page = shares_page(access.convention, DateAskedForm(request.GET).day(today))
    form = DateAskedForm(initial={"jour": page.on})
    context = {"access": access, "section": "team", "view": "shares", "page": page, "form": form}
    return render(request, "staffing/shares.html", context)


@require_safe
def holding(request: Request, slug: str, pk: int) -> HttpResponse:
    """One holder, period by period."""
    row, access = open_holding(request.user, slug, pk, READ)
    page = holding_page(row, timezone.localdate())
    context = {"access": access, "section": "team", "view": "shares", "page": page}
    return render(request, "staffing/holding_shares.html", context)


@GET_AND_POST
def edit_shares(request: Request, slug: str, pk: int) -> HttpResponse:
    """Say what a holder works on, by line of the portal or by theme of the plan."""
    row, access = open_holding(request.user, slug, pk, EDIT)
    starts_on, by_term = asked_day(request.GET, "periode"), request.GET.get("par") == "themes"
    cells = share_cells(access.convention, by_term=by_term)

    def form_of(current: Holding, data: object = None) -> SharesForm:
        initial = shares_initial(current, cells, starts_on, timezone.localdate())
        return SharesForm(data, initial=initial, cells=cells)

    form = form_of(row, request.POST or None)

    def act() -> str:
        set_shares(row, form.draft(), form.cleaned_data["version"], by=By(access.user))
        return "La répartition est enregistrée."

    def fresh() -> SharesForm:
        return form_of(open_holding(request.user, slug, pk, EDIT)[0])

    title = "Modifier la répartition" if starts_on else "Ajouter une répartition"
    page = FormPage(
        access,
        title,
        _back(access, row),
        "Ce qui était dit de ces jours est remplacé ; le reste ne bouge pas.",
        section="team",
        template="staffing/shares_form.html",
        context={"by_term": by_term, "starts_on": starts_on, "holding": row},
    )
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def delete_shares(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take back a period of shares."""
    row, access = open_holding(request.user, slug, pk, EDIT)
    starts_on = asked_day(request.GET, "periode") or row.starts_on
    form = ConfirmForm(request.POST or None, initial={"version": row.version})

    def act() -> str:
        remove_shares(row, starts_on, form.cleaned_data["version"], by=By(access.user))
        return "La période est retirée : ses jours sont maintenant sans thème."

    lead = "Ses jours seront sans thème, et la fiche AFAS le dira."
    page = FormPage(
        access, "Retirer une répartition", _back(access, row), lead, "Retirer", section="team"
    )
    return answer_form(request, page, form, act)


def _back(access: Access, row: Holding) -> Crumb:
    place = reverse("declarations:holding_shares", args=[access.convention.slug, row.pk])
    return Crumb(f"{row.name}, {row.post.title}", place)
