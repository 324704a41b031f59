"""The AFAS sheets: those of a year, one of them, and the steps of its life."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.asked import asked_year
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.history.operations import By
from gouvernail.rules.minutes import digest_of_content
from gouvernail.staffing.declaration_words import KIND_HINTS, KIND_SLUGS, kind_label
from gouvernail.staffing.forms.declarations import DeclareForm, ReasonForm, VerifyForm
from gouvernail.staffing.models import AfasSheet, DeclarationKind
from gouvernail.staffing.operations.sheets import (
    declare_sheet,
    rectify_sheet,
    reopen_sheet,
    verify_sheet,
)
from gouvernail.staffing.permissions_declarations import EDIT, READ, open_sheet
from gouvernail.staffing.queries.sheets import fresh_content, sheet_page, sheets_page

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def sheets(request: Request, slug: str) -> HttpResponse:
    """Every declaration of a year, with its state and its last day."""
    access = open_convention(request.user, slug, READ)
    today = timezone.localdate()
    page = sheets_page(access.convention, asked_year(request.GET) or today.year, today)
    context = {"access": access, "section": "team", "view": "sheets", "page": page}
    return render(request, "staffing/sheets.html", context)


@require_safe
def sheet(request: Request, slug: str, year: int, employer: int, kind: str) -> HttpResponse:
    """One sheet: what to look at first, then the figures in the order of the portal."""
    row, access = open_sheet(request.user, slug, (year, employer, kind))
    return _show(request, row, access, "staffing/sheet.html")


@require_safe
def copied(request: Request, slug: str, year: int, employer: int, kind: str) -> HttpResponse:
    """The figures alone, to be copied one by one into the portal."""
    row, access = open_sheet(request.user, slug, (year, employer, kind))
    return _show(request, row, access, "staffing/sheet_copy.html")


def _show(request: Request, row: AfasSheet, access: Access, template: str) -> HttpResponse:
    context = {
        "access": access,
        "section": "team",
        "view": "sheets",
        "page": sheet_page(row, timezone.localdate()),
        "hint": KIND_HINTS[DeclarationKind(row.kind)],
        "today": timezone.localdate(),
    }
    return render(request, template, context)


@GET_AND_POST
def verify(request: Request, slug: str, year: int, employer: int, kind: str) -> HttpResponse:
    """Freeze what a sheet says."""
    row, access = open_sheet(request.user, slug, (year, employer, kind), EDIT)
    content = fresh_content(row, timezone.localdate())
    seen = digest_of_content(content.as_json())
    initial = {"version": row.version, "seen": seen}
    form = VerifyForm(request.POST or None, initial=initial, has_gaps=bool(content.gaps))

    def act() -> str:
        said = form.cleaned_data
        by = By(access.user, said.get("reason", ""))
        verify_sheet(row, said["seen"], said["version"], by=by)
        return "La fiche est vérifiée et figée : recopiez ses chiffres sur le portail de la Caf."

    lead = "Les chiffres ne bougeront plus, même si le registre change. Rien n’est envoyé à la Caf."
    page = _page(row, access, "Vérifier la fiche", "Vérifier et figer", lead)
    page = replace(page, template="staffing/sheet_verify.html", context={"content": content})
    return answer_form(request, page, form, act)


@GET_AND_POST
def declare(request: Request, slug: str, year: int, employer: int, kind: str) -> HttpResponse:
    """Note that a sheet was typed into the portal."""
    row, access = open_sheet(request.user, slug, (year, employer, kind), EDIT)
    initial = {"version": row.version, "declared_on": timezone.localdate()}
    form = DeclareForm(request.POST or None, initial=initial)

    def act() -> str:
        said = form.cleaned_data
        declare_sheet(row, said["declared_on"], said["version"], by=By(access.user))
        return "La fiche est notée déclarée ; ses chiffres ne bougent plus."

    lead = (
        "Une fois ses chiffres saisis et enregistrés sur le portail. Gouvernail ne transmet rien à "
        "la Caf. Une fiche déclarée ne change plus ; une erreur se rectifie par une autre version."
    )
    page = _page(row, access, "Noter la fiche déclarée", "Noter déclarée", lead)
    return answer_form(request, page, form, act)


@GET_AND_POST
def reopen(request: Request, slug: str, year: int, employer: int, kind: str) -> HttpResponse:
    """Take a verified sheet up again."""
    row, access = open_sheet(request.user, slug, (year, employer, kind), EDIT)
    form = ReasonForm(request.POST or None, initial={"version": row.version})

    def act() -> str:
        by = By(access.user, form.cleaned_data["reason"])
        reopen_sheet(row, form.cleaned_data["version"], by=by)
        return "La fiche est de nouveau à préparer : ses chiffres suivent le registre."

    lead = "Les chiffres figés sont laissés ; l’histoire garde leur empreinte."
    return answer_form(request, _page(row, access, "Reprendre la fiche", lead=lead), form, act)


@GET_AND_POST
def rectify(request: Request, slug: str, year: int, employer: int, kind: str) -> HttpResponse:
    """Prepare again a sheet that was declared; what was declared is kept."""
    row, access = open_sheet(request.user, slug, (year, employer, kind), EDIT)
    form = ReasonForm(request.POST or None, initial={"version": row.version})

    def act() -> str:
        by = By(access.user, form.cleaned_data["reason"])
        rectify_sheet(row, form.cleaned_data["version"], by=by)
        return (
            "La fiche est à préparer de nouveau : vérifiez-la, corrigez la saisie sur le portail "
            "de la Caf, puis notez-la déclarée."
        )

    lead = (
        "Ce qui a été déclaré est gardé, avec son numéro, sa date et son empreinte. Une nouvelle "
        "version se prépare d’après le registre ; voyez avec votre Caf comment la transmettre."
    )
    page = _page(row, access, "Rectifier la fiche déclarée", "Rectifier", lead)
    return answer_form(request, page, form, act)


def _page(
    row: AfasSheet, access: Access, title: str, submit: str = "Reprendre", lead: str = ""
) -> FormPage:
    slug = access.convention.slug
    kind = DeclarationKind(row.kind)
    place = reverse("declarations:sheet", args=[slug, row.year, row.employer_id, KIND_SLUGS[kind]])
    back = Crumb(f"{kind_label(kind).capitalize()} {row.year}, {row.employer}", place)
    return FormPage(access, title, back, lead, submit, section="team")
