"""Settings of the convention itself: name, dates, look, perimeter."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.requests import Request
from gouvernail.conventions.forms.general import GeneralForm, PerimeterForm
from gouvernail.conventions.models import Convention
from gouvernail.conventions.operations import change_convention, set_perimeter
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.queries.overview import perimeter_of
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_AND_POST
def change_general(request: Request, slug: str) -> HttpResponse:
    """Name, dates, title of the plan, colour and logo."""
    access = open_convention(request.user, slug, Right.MANAGE_SETTINGS)
    convention = access.convention
    form = GeneralForm(convention, request.POST or None, request.FILES or None)

    def act() -> str:
        change_convention(
            convention, form.values(), form.cleaned_data["version"], by=By(access.user)
        )
        return "Les réglages sont enregistrés."

    page = FormPage(access, "Nom, dates et apparence", to_overview(access))
    return answer_form(request, page, form, act, lambda: GeneralForm(recorded(convention)))


@GET_AND_POST
def change_perimeter(request: Request, slug: str) -> HttpResponse:
    """The communes of the convention."""
    access = open_convention(request.user, slug, Right.MANAGE_SETTINGS)
    convention = access.convention
    lines = perimeter_of(convention)
    form = PerimeterForm(request.POST or None, initial=_perimeter_initial(convention))

    def act() -> str:
        version = form.cleaned_data["version"]
        names = set_perimeter(convention, form.all_codes(), version, by=By(access.user))
        return f"Périmètre enregistré : {', '.join(names)}." if names else "Périmètre vidé."

    page = FormPage(
        access,
        "Périmètre",
        to_overview(access),
        "Les communes que couvre la convention : un ensemble libre, qui peut n’être qu’une part "
        "de l’intercommunalité.",
        after=request.path,
        template="conventions/perimeter.html",
        context={"lines": lines},
    )
    return answer_form(
        request,
        page,
        form,
        act,
        lambda: PerimeterForm(initial=_perimeter_initial(recorded(convention))),
    )


def _perimeter_initial(convention: Convention) -> dict[str, object]:
    codes = [line.insee_code for line in perimeter_of(convention)]
    return {"communes": codes, "version": convention.version}


def recorded(convention: Convention) -> Convention:
    """Return the convention as the database holds it now."""
    return Convention.objects.get(pk=convention.pk)


def to_overview(access: Access) -> Crumb:
    """Return the way back to the settings."""
    label = "Réglages" if access.may_manage_settings else "La convention"
    return Crumb(label, reverse("conventions:overview", args=[access.convention.slug]))
