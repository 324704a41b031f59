"""When the declarations of a year are due."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.asked import asked_year
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.history.operations import By
from gouvernail.staffing.forms.declarations import ConfirmForm, DeadlineForm, deadline_initial
from gouvernail.staffing.operations.deadlines import (
    add_deadline,
    change_deadline,
    propose_deadlines,
    remove_deadline,
)
from gouvernail.staffing.permissions_declarations import EDIT, READ, open_deadline
from gouvernail.staffing.queries.deadlines import deadlines_page

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def deadlines(request: Request, slug: str) -> HttpResponse:
    """The last days of a year."""
    access = open_convention(request.user, slug, READ)
    today = timezone.localdate()
    page = deadlines_page(access.convention, asked_year(request.GET) or today.year, today)
    context = {"access": access, "section": "team", "view": "deadlines", "page": page}
    return render(request, "staffing/deadlines.html", {**context, "today": today})


@require_POST
def propose(request: Request, slug: str) -> HttpResponse:
    """Fill the last days that nobody said."""
    access = open_convention(request.user, slug, EDIT)
    year = asked_year(request.POST) or timezone.localdate().year
    added = propose_deadlines(access.convention, year, by=By(access.user))
    told = counted(added, "échéance proposée,échéances proposées")
    messages.success(request, f"{told} : vérifiez-les auprès de votre Caf.")
    return redirect(_address(slug, year))


@GET_AND_POST
def create_deadline(request: Request, slug: str) -> HttpResponse:
    """Add a last day."""
    access = open_convention(request.user, slug, EDIT)
    year = asked_year(request.GET) or timezone.localdate().year
    form = DeadlineForm(
        request.POST or None, initial={"version": 1, "notice_days": 30, "doubt": True}
    )

    def act() -> str:
        add_deadline(access.convention, year, form.values(), by=By(access.user))
        return "L’échéance est ajoutée."

    page = _page(access, year, f"Ajouter une échéance pour {year}", "Ajouter")
    return answer_form(request, page, form, act)


@GET_AND_POST
def edit_deadline(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change a last day."""
    row, access = open_deadline(request.user, slug, pk)
    form = DeadlineForm(request.POST or None, initial=deadline_initial(row))

    def act() -> str:
        change_deadline(row, form.values(), form.cleaned_data["version"], by=By(access.user))
        return "L’échéance est enregistrée."

    def fresh() -> DeadlineForm:
        return DeadlineForm(initial=deadline_initial(open_deadline(request.user, slug, pk)[0]))

    page = _page(access, row.year, f"Échéance : {row}")
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def delete_deadline(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take a last day out."""
    row, access = open_deadline(request.user, slug, pk)
    form = ConfirmForm(request.POST or None, initial={"version": row.version})

    def act() -> str:
        remove_deadline(row, form.cleaned_data["version"], by=By(access.user))
        return "L’échéance est retirée."

    page = _page(access, row.year, f"Retirer l’échéance : {row}", "Retirer")
    return answer_form(request, page, form, act)


def _address(slug: str, year: int) -> str:
    return f"{reverse('declarations:deadlines', args=[slug])}?annee={year}"


def _page(access: Access, year: int, title: str, submit: str = "Enregistrer") -> FormPage:
    back = Crumb(f"Échéances {year}", _address(access.convention.slug, year))
    return FormPage(access, title, back, submit=submit, section="team")
