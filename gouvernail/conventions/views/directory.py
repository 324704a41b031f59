"""The directory: organisations."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.conventions.forms.directory import KINDS, OrganisationForm
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.permissions_directory import open_organisation
from gouvernail.conventions.queries.land import land_of
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.directory.operations import change_organisation, create_organisation
from gouvernail.directory.queries import (
    duplicate_count,
    loose_persons,
    organisation_lines,
    organisation_page,
)
from gouvernail.history.operations import By
from gouvernail.history.queries import journal_of
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
JOURNAL_LENGTH = 20


@require_safe
def organisations(request: Request, slug: str) -> HttpResponse:
    """The organisations of the convention, with what they lead and take part in."""
    access = open_convention(request.user, slug, Right.READ_DIRECTORY)
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "access": access,
        "section": "directory",
        "lines": organisation_lines(access.convention.pk, words),
        "words": words,
        "loose": [] if words else loose_persons(access.convention.pk),
        "duplicates": _duplicate_count(access),
    }
    return render(request, "conventions/directory/organisations.html", context)


def _duplicate_count(access: Access) -> int:
    if not access.may_edit_directory:
        return 0
    return duplicate_count(access.convention.pk, land_of(access.convention))


@require_safe
def organisation(request: Request, slug: str, pk: int) -> HttpResponse:
    """An organisation: its contacts, its actions, its history."""
    access, row = open_organisation(request.user, slug, pk, Right.READ_DIRECTORY)
    context = {
        "access": access,
        "section": "directory",
        "organisation": row,
        "page": organisation_page(row),
        "journal": journal_of(row, JOURNAL_LENGTH),
    }
    return render(request, "conventions/directory/organisation.html", context)


@GET_AND_POST
def add_organisation(request: Request, slug: str) -> HttpResponse:
    """Add an organisation."""
    access = open_convention(request.user, slug, Right.EDIT_DIRECTORY)
    form = OrganisationForm(request.POST or None, initial={"version": 1})

    def act() -> str:
        made = create_organisation(access.convention.pk, form.typed(), by=By(access.user))
        return f"« {made} » est dans l’annuaire."

    page = _page(access, "Ajouter une structure", to_directory(access), "Ajouter la structure")
    return answer_form(request, page, form, act)


@GET_AND_POST
def edit_organisation(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change an organisation."""
    access, row = open_organisation(request.user, slug, pk, Right.EDIT_DIRECTORY)
    form = OrganisationForm(request.POST or None, initial=OrganisationForm.initial_of(row))

    def act() -> str:
        change_organisation(row, form.typed(), form.cleaned_data["version"], by=By(access.user))
        return f"« {row} » : modifications enregistrées."

    def fresh() -> OrganisationForm:
        row.refresh_from_db()
        return OrganisationForm(initial=OrganisationForm.initial_of(row))

    back = to_organisation(access, row.pk, row.name)
    return answer_form(request, _page(access, f"Modifier « {row} »", back), form, act, fresh)


def _page(access: Access, title: str, back: Crumb, submit: str = "Enregistrer") -> FormPage:
    return FormPage(
        access,
        title,
        back,
        submit=submit,
        section="directory",
        context={"lists": {"types": KINDS}},
    )


def to_directory(access: Access) -> Crumb:
    """Return the way back to the directory."""
    return Crumb("Partenaires", reverse("directory:organisations", args=[access.convention.slug]))


def to_organisation(access: Access, pk: int, name: str) -> Crumb:
    """Return the way back to an organisation."""
    return Crumb(name, reverse("directory:organisation", args=[access.convention.slug, pk]))
