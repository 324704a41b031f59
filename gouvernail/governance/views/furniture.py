"""The pages of what a body covers: coverage, missions, composition, health, the matrix."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.governance.forms.bodies import DayForm
from gouvernail.governance.forms.decisions import ReminderForm
from gouvernail.governance.forms.furniture import (
    CoverageForm,
    MissionsForm,
    RuleForm,
    coverage_initial,
    missions_initial,
)
from gouvernail.governance.models import Body
from gouvernail.governance.operations.furniture import (
    add_rule,
    close_body,
    remove_rule,
    set_coverage,
    set_missions,
)
from gouvernail.governance.permissions import open_body
from gouvernail.governance.queries.coverage import coverage_page
from gouvernail.governance.queries.health import health_page
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
EDIT = Right.EDIT_GOVERNANCE


@require_safe
def coverage(request: Request, slug: str) -> HttpResponse:
    """Which commission follows which objective in which commune."""
    access = open_convention(request.user, slug, Right.READ)
    context = {
        "access": access,
        "section": "governance",
        "tab": "coverage",
        "page": coverage_page(access.convention),
    }
    return render(request, "governance/coverage.html", context)


@require_safe
def health(request: Request, slug: str, pk: int) -> HttpResponse:
    """How a body fares, and what to do."""
    row, access = open_body(request.user, slug, pk, Right.READ)
    page = health_page(row, timezone.localdate())
    context = {"access": access, "section": "governance", "page": page}
    return render(request, "governance/health.html", context)


@GET_AND_POST
def edit_coverage(request: Request, slug: str, pk: int) -> HttpResponse:
    """Say what a body covers."""
    row, access = open_body(request.user, slug, pk, EDIT)
    form = CoverageForm(request.POST or None, initial=coverage_initial(row), body=row)

    def act() -> str:
        set_coverage(row, form.coverage(), form.cleaned_data["version"], by=By(access.user))
        return "Ce que l’instance couvre est enregistré."

    def fresh() -> CoverageForm:
        now = open_body(request.user, slug, pk, EDIT)[0]
        return CoverageForm(initial=coverage_initial(now), body=now)

    return answer_form(request, _page(access, row, "Ce qu’elle couvre"), form, act, fresh)


@GET_AND_POST
def edit_missions(request: Request, slug: str, pk: int) -> HttpResponse:
    """Write the missions of a body."""
    row, access = open_body(request.user, slug, pk, EDIT)
    form = MissionsForm(request.POST or None, initial=missions_initial(row))

    def act() -> str:
        said = form.cleaned_data
        set_missions(row, said["missions"].splitlines(), said["version"], by=By(access.user))
        return "Les missions sont enregistrées."

    def fresh() -> MissionsForm:
        return MissionsForm(initial=missions_initial(open_body(request.user, slug, pk, EDIT)[0]))

    return answer_form(request, _page(access, row, "Missions"), form, act, fresh)


@GET_AND_POST
def create_rule(request: Request, slug: str, pk: int) -> HttpResponse:
    """Add a rule of composition."""
    row, access = open_body(request.user, slug, pk, EDIT)
    form = RuleForm(request.POST or None, convention_id=access.convention.pk)

    def act() -> str:
        return f"Règle ajoutée : {add_rule(row, form.values(), by=By(access.user)).text}."

    return answer_form(request, _page(access, row, "Ajouter une règle", "Ajouter"), form, act)


@GET_AND_POST
def delete_rule(request: Request, slug: str, pk: int, rule: int) -> HttpResponse:
    """Remove a rule of composition."""
    row, access = open_body(request.user, slug, pk, EDIT)
    found = get_object_or_404(row.composition_rules.select_related("body"), pk=rule)
    form = ReminderForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        remove_rule(found, by=By(access.user))
        return "La règle est retirée."

    page = _page(access, row, f"Retirer la règle « {found.text} »", "Retirer")
    return answer_form(request, page, form, act)


@GET_AND_POST
def close(request: Request, slug: str, pk: int) -> HttpResponse:
    """Say that a body meets no more."""
    row, access = open_body(request.user, slug, pk, EDIT)
    form = DayForm(request.POST or None, initial={"on": timezone.localdate()})

    def act() -> str:
        close_body(row, form.cleaned_data["on"], by=By(access.user))
        return f"{row} ne se réunit plus ; ses séances et ses décisions restent."

    return answer_form(request, _page(access, row, "Fermer l’instance", "Fermer"), form, act)


def _page(access: Access, row: Body, title: str, submit: str = "Enregistrer") -> FormPage:
    back = Crumb(str(row), reverse("governance:body", args=[access.convention.slug, row.pk]))
    return FormPage(access, title, back, submit=submit, section="governance")
