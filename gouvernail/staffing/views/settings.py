"""The figures of the convention, and the way a year is counted."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right
from gouvernail.staffing.forms.posts import ReasonForm
from gouvernail.staffing.forms.settings import (
    SettingsForm,
    TargetForm,
    settings_initial,
    target_initial,
)
from gouvernail.staffing.operations.settings import (
    add_target,
    change_settings,
    change_target,
    remove_target,
)
from gouvernail.staffing.permissions import open_target_to_edit
from gouvernail.staffing.queries.settings import settings_of, target_lines

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def targets(request: Request, slug: str) -> HttpResponse:
    """What the convention says of the staff, and how a year is counted."""
    access = open_convention(request.user, slug, Right.READ_TEAM)
    context = {
        "access": access,
        "section": "team",
        "tab": "posts",
        "lines": target_lines(access.convention),
        "settings": settings_of(access.convention),
    }
    return render(request, "staffing/targets.html", context)


@GET_AND_POST
def create_target(request: Request, slug: str) -> HttpResponse:
    """Add a figure of the convention."""
    access = open_convention(request.user, slug, Right.EDIT_TEAM)
    form = TargetForm(request.POST or None, initial={"version": 1, "kind": "development"})

    def act() -> str:
        return f"{add_target(access.convention, form.values(), by=By(access.user))} est ajouté."

    return answer_form(request, _page(access, "Ajouter un effectif prévu"), form, act)


@GET_AND_POST
def edit_target(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change a figure of the convention."""
    target, access = open_target_to_edit(request.user, slug, pk)
    form = TargetForm(request.POST or None, initial=target_initial(target))

    def act() -> str:
        change_target(target, form.values(), form.cleaned_data["version"], by=By(access.user))
        return "L’effectif prévu est enregistré."

    def fresh() -> TargetForm:
        return TargetForm(initial=target_initial(open_target_to_edit(request.user, slug, pk)[0]))

    return answer_form(request, _page(access, "Modifier un effectif prévu"), form, act, fresh)


@GET_AND_POST
def delete_target(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take out a figure of the convention, with a reason."""
    target, access = open_target_to_edit(request.user, slug, pk)
    form = ReasonForm(request.POST or None)

    def act() -> str:
        remove_target(target, by=By(access.user, form.cleaned_data["reason"]))
        return "L’effectif prévu est retiré ; il reste dans l’histoire."

    page = replace(_page(access, f"Retirer « {target} »"), submit="Retirer")
    return answer_form(request, page, form, act)


@GET_AND_POST
def change(request: Request, slug: str) -> HttpResponse:
    """Say how a year is counted, and what preparing a sitting costs."""
    access = open_convention(request.user, slug, Right.EDIT_TEAM)
    initial = settings_initial(settings_of(access.convention))
    form = SettingsForm(request.POST or None, initial=initial)

    def act() -> str:
        version = form.cleaned_data["version"]
        change_settings(access.convention, form.values(), version, by=By(access.user))
        return "Les réglages de l’équipe sont enregistrés ; les sommes en tiennent compte."

    def fresh() -> SettingsForm:
        return SettingsForm(initial=settings_initial(settings_of(access.convention)))

    return answer_form(request, _page(access, "Réglages de l’équipe"), form, act, fresh)


def _page(access: Access, title: str) -> FormPage:
    back = Crumb("Effectifs et réglages", reverse("team:targets", args=[access.convention.slug]))
    return FormPage(access, title, back, section="team")
