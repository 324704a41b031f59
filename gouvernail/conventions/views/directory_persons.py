"""The directory: professional contacts."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.requests import Request
from gouvernail.common.asked import number_of
from gouvernail.conventions.forms.directory import PersonForm
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.permissions_directory import open_person
from gouvernail.conventions.views.directory import to_directory, to_organisation
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.directory.models import Person
from gouvernail.directory.operations import change_person, create_person, remove_person
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
LEAD = "Coordonnées professionnelles seulement."


@GET_AND_POST
def add_person(request: Request, slug: str) -> HttpResponse:
    """Add a contact, to the organisation named in the address if there is one."""
    access = open_convention(request.user, slug, Right.EDIT_DIRECTORY)
    convention_id = access.convention.pk
    asked = number_of(request.GET.get("structure", ""))
    initial = {"version": 1, "organisation": asked}
    form = PersonForm(convention_id, request.POST or None, initial=initial)

    def act() -> str:
        person = create_person(convention_id, form.typed(), by=By(access.user))
        return f"{person} est dans l’annuaire."

    back = to_organisation(access, asked, "Structure") if asked else to_directory(access)
    page = FormPage(access, "Ajouter une personne", back, LEAD, "Ajouter", section="directory")
    return answer_form(request, page, form, act)


@GET_AND_POST
def edit_person(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change a contact."""
    access, person = open_person(request.user, slug, pk, Right.EDIT_DIRECTORY)
    convention_id = access.convention.pk
    form = PersonForm(convention_id, request.POST or None, initial=PersonForm.initial_of(person))

    def act() -> str:
        change_person(person, form.typed(), form.cleaned_data["version"], by=By(access.user))
        return f"{person} : modifications enregistrées."

    def fresh() -> PersonForm:
        person.refresh_from_db()
        return PersonForm(convention_id, initial=PersonForm.initial_of(person))

    page = FormPage(access, f"Modifier {person}", _back(access, person), LEAD, section="directory")
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def delete_person(request: Request, slug: str, pk: int) -> HttpResponse:
    """Remove a contact, after a confirmation."""
    access, person = open_person(request.user, slug, pk, Right.EDIT_DIRECTORY)
    back, name = _back(access, person), person.full_name

    def act() -> str:
        remove_person(person, by=By(access.user))
        return f"{name} est retiré de l’annuaire."

    page = FormPage(
        access,
        f"Retirer {name} de l’annuaire",
        back,
        "Les actions dont cette personne est référente restent, sans référent. Si elle a un "
        "compte, il n’est pas fermé : cela se fait dans les réglages.",
        "Retirer de l’annuaire",
        section="directory",
        template="conventions/confirm.html",
    )
    return answer_form(request, page, HouseForm(request.POST or None), act)


def _back(access: Access, person: Person) -> Crumb:
    if person.organisation is None:
        return to_directory(access)
    return to_organisation(access, person.organisation.pk, person.organisation.name)
