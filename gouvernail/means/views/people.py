"""Adding, changing and taking out the people and the technical means of an action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.permissions import OpenedAction, open_action_to_edit
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.directory.queries import organisation_choices
from gouvernail.history.operations import By
from gouvernail.means.forms import HumanForm, TechnicalForm
from gouvernail.means.models import HumanMeans, TechnicalMeans
from gouvernail.means.operations import (
    add_human_means,
    add_technical_means,
    change_human_means,
    change_technical_means,
    remove_human_means,
    remove_technical_means,
)
from gouvernail.means.permissions import open_means_to_edit

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Kind:
    """People and technical means share their pages; this is what differs."""

    table: type[HumanMeans] | type[TechnicalMeans]
    form: type[HumanForm] | type[TechnicalForm]
    organisation: str
    new_title: str
    add: Callable[..., Any]
    change: Callable[..., Any]
    remove: Callable[..., Any]


KINDS = {
    "humains": Kind(
        HumanMeans,
        HumanForm,
        "organisation",
        "Ajouter du temps de travail",
        add_human_means,
        change_human_means,
        remove_human_means,
    ),
    "techniques": Kind(
        TechnicalMeans,
        TechnicalForm,
        "provider",
        "Ajouter un moyen technique",
        add_technical_means,
        change_technical_means,
        remove_technical_means,
    ),
}


@GET_AND_POST
def create_means(request: Request, slug: str, pk: int, kind: str) -> HttpResponse:
    """Add human or technical means to an action."""
    opened = open_action_to_edit(request.user, slug, pk)
    made = KINDS[kind]
    initial = {"version": 1, "year": timezone.localdate().year}
    form = made.form(request.POST or None, initial=initial)

    def act() -> str:
        row = made.add(opened.action, form.named, form.values(), by=By(request.user))
        return f"« {row} » est parmi les moyens de l’action."

    return answer_form(request, _page(opened, made.new_title, "Ajouter"), form, act)


@GET_AND_POST
def edit_means(request: Request, slug: str, pk: int, kind: str) -> HttpResponse:
    """Change human or technical means."""
    made = KINDS[kind]
    row, opened = open_means_to_edit(request.user, slug, made.table, pk)
    form = made.form(request.POST or None, initial=_initial(made, row))

    def act() -> str:
        version = form.cleaned_data["version"]
        made.change(row, form.named, form.values(), version, by=By(request.user))
        return "Les moyens de l’action sont enregistrés."

    def fresh() -> HouseForm:
        now, _ = open_means_to_edit(request.user, slug, made.table, pk)
        return made.form(initial=_initial(made, now))

    return answer_form(request, _page(opened, f"Modifier « {row} »"), form, act, fresh)


@GET_AND_POST
def delete_means(request: Request, slug: str, pk: int, kind: str) -> HttpResponse:
    """Take human or technical means out."""
    made = KINDS[kind]
    row, opened = open_means_to_edit(request.user, slug, made.table, pk)

    def act() -> str:
        made.remove(row, by=By(request.user))
        return f"« {row} » n’est plus parmi les moyens de l’action."

    page = FormPage(
        opened.access,
        f"Retirer « {row} »",
        _to_action(opened),
        "L’histoire en garde la trace.",
        "Retirer",
        section="plan",
        template="conventions/confirm.html",
    )
    return answer_form(request, page, HouseForm(request.POST or None), act)


def _initial(kind: Kind, row: HumanMeans | TechnicalMeans) -> dict[str, object]:
    organisation = getattr(row, kind.organisation)
    columns = {name: getattr(row, name) for name in kind.form.base_fields}
    return {**columns, kind.organisation: organisation.name if organisation else ""}


def _to_action(opened: OpenedAction) -> Crumb:
    place = reverse("action_plan:action", args=[opened.access.convention.slug, opened.action.pk])
    return Crumb(str(opened.action), place)


def _page(opened: OpenedAction, title: str, submit: str = "Enregistrer") -> FormPage:
    access = opened.access
    known = organisation_choices(access.convention.pk) if access.may_read_directory else []
    return FormPage(
        access,
        title,
        _to_action(opened),
        submit=submit,
        section="plan",
        context={"lists": {"structures": [name for _, name in known]}},
    )
