"""The lines of the Caf's portal and the themes of the plan that they count."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.asked import number_of
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.pages import (
    CHANGED_MEANWHILE,
    Crumb,
    FormPage,
    answer_form,
)
from gouvernail.history.operations import By
from gouvernail.staffing.forms.declarations import ConfirmForm
from gouvernail.staffing.forms.shares import ThemeLineForm, theme_line_initial
from gouvernail.staffing.operations.mapping import (
    add_theme_line,
    change_theme_line,
    confirm_theme_line,
    order_theme_lines,
    remove_theme_line,
)
from gouvernail.staffing.permissions_declarations import EDIT, READ, open_theme_line
from gouvernail.staffing.queries.mapping import mapping_page, term_choices

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def mapping(request: Request, slug: str) -> HttpResponse:
    """The lines of the portal, in its order, and what is in none or in several."""
    access = open_convention(request.user, slug, READ)
    page = mapping_page(access.convention)
    context = {"access": access, "section": "team", "view": "mapping", "page": page}
    return render(request, "staffing/mapping.html", context)


@GET_AND_POST
def create_line(request: Request, slug: str) -> HttpResponse:
    """Add a line."""
    access = open_convention(request.user, slug, EDIT)
    terms = term_choices(access.convention)
    form = ThemeLineForm(request.POST or None, initial={"version": 1}, terms=terms)

    def act() -> str:
        line = add_theme_line(access.convention, form.draft(), by=By(access.user))
        return f"« {line} » est dans la liste."

    page = _page(access, "Ajouter une ligne de déclaration", "Ajouter")
    return answer_form(request, page, form, act)


@GET_AND_POST
def edit_line(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change a line."""
    line, access = open_theme_line(request.user, slug, pk)
    terms = term_choices(access.convention)
    form = ThemeLineForm(request.POST or None, initial=theme_line_initial(line), terms=terms)

    def act() -> str:
        version = form.cleaned_data["version"]
        change_theme_line(line, form.draft(), version, by=By(access.user))
        return f"« {line} » est enregistrée."

    def fresh() -> ThemeLineForm:
        now = open_theme_line(request.user, slug, pk)[0]
        return ThemeLineForm(initial=theme_line_initial(now), terms=terms)

    return answer_form(request, _page(access, f"Modifier « {line} »"), form, act, fresh)


@GET_AND_POST
def confirm(request: Request, slug: str, pk: int) -> HttpResponse:
    """Say that the words of a line were compared with the portal."""
    line, access = open_theme_line(request.user, slug, pk)
    form = ConfirmForm(request.POST or None, initial={"version": line.version})

    def act() -> str:
        confirm_theme_line(line, form.cleaned_data["version"], by=By(access.user))
        return f"« {line} » : lecture confirmée."

    lead = (
        "Ouvrez le portail de la Caf, service AFAS : l’intitulé y est-il écrit mot pour mot ainsi, "
        "à cette place ? Sinon, modifiez d’abord la ligne."
    )
    page = _page(access, f"Confirmer « {line} »", "C’est bien l’intitulé du portail", lead)
    return answer_form(request, page, form, act)


@GET_AND_POST
def delete_line(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take a line out."""
    line, access = open_theme_line(request.user, slug, pk)
    form = ConfirmForm(request.POST or None, initial={"version": line.version})

    def act() -> str:
        remove_theme_line(line, form.cleaned_data["version"], by=By(access.user))
        return f"« {line} » n’est plus dans la liste."

    lead = "Une ligne sur laquelle du temps est réparti ne peut pas être retirée."
    return answer_form(request, _page(access, f"Retirer « {line} »", "Retirer", lead), form, act)


@require_POST
def order(request: Request, slug: str) -> HttpResponse:
    """Move a line up or down."""
    access = open_convention(request.user, slug, EDIT)
    lines = [row.line.pk for row in mapping_page(access.convention).lines]
    try:
        order_theme_lines(access.convention, _moved(lines, request), by=By(access.user))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    except EditConflict:
        messages.error(request, CHANGED_MEANWHILE)
    return redirect("declarations:mapping", slug)


def _moved(lines: list[int], request: Request) -> list[int]:
    """Return the order that is asked for: a line goes before or after its neighbour."""
    asked = number_of(request.POST.get("line", ""))
    if asked not in lines:
        raise Refusal("Cette ligne n’est plus dans la liste : rechargez la page.")
    moved = list(lines)
    place = moved.index(asked)
    target = place + (-1 if request.POST.get("way") == "up" else 1)
    moved.insert(max(0, target), moved.pop(place))
    return moved


def _page(access: Access, title: str, submit: str = "Enregistrer", lead: str = "") -> FormPage:
    place = reverse("declarations:mapping", args=[access.convention.slug])
    back = Crumb("Lignes du portail", place)
    return FormPage(access, title, back, lead, submit, section="team")
