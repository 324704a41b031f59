"""The file of a handover, and passing on what somebody carries."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.coordination.forms.people import PassForm
from gouvernail.coordination.operations.passing import close_relay, pass_on
from gouvernail.coordination.permissions import open_carrier, open_relay_to_edit
from gouvernail.coordination.queries.handover import handover_page, person_choices
from gouvernail.coordination.views.log import GET_AND_POST, SECTION
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right


@require_safe
def handover(request: Request, slug: str, pk: int) -> HttpResponse:
    """Everything that somebody carries, what was passed already, their last notes."""
    person, access = open_carrier(request.user, slug, pk, Right.READ_TEAM_WORK)
    page = handover_page(person, access.user, timezone.localdate())
    context = {"access": access, "section": SECTION, "page": page}
    return render(request, "coordination/handover.html", context)


@GET_AND_POST
def pass_all(request: Request, slug: str, pk: int) -> HttpResponse:
    """Pass on what somebody carries, object by object or all at once."""
    person, access = open_carrier(request.user, slug, pk, Right.EDIT_TEAM)
    file = handover_page(person, access.user, timezone.localdate())
    people = person_choices(access.convention, besides=person.pk)
    form = PassForm(file.groups, people, request.POST or None)

    def act() -> str:
        orders = form.orders()
        by = By(access.user, form.cleaned_data["reason"])
        pass_on(person, orders, by=by, until=form.cleaned_data["until"])
        passed = counted(len(orders), "objet passé ou fermé,objets passés ou fermés")
        return f"{passed}. Chacun le dit dans son histoire."

    page = FormPage(
        access,
        f"Passer le relais de {person}",
        Crumb(f"Passation de {person}", reverse("coordination:handover", args=[slug, pk])),
        section=SECTION,
        template="coordination/pass.html",
        context={"file": file},
    )
    return answer_form(request, page, form, act)


@GET_AND_POST
def close(request: Request, slug: str, pk: int) -> HttpResponse:
    """Close the reminder of a temporary relay."""
    relay, access = open_relay_to_edit(request.user, slug, pk)

    def act() -> str:
        close_relay(relay, by=By(access.user))
        return "Le rappel est clos."

    page = FormPage(
        access,
        f"Clore le rappel : {relay}",
        Crumb("Coordination", reverse("coordination:board", args=[slug])),
        "Le relais reste dans l’histoire. Ce qui a été passé ne revient pas de lui-même : "
        "passez-le de nouveau s’il le faut.",
        "Clore",
        section=SECTION,
        template="conventions/confirm.html",
    )
    return answer_form(request, page, HouseForm(request.POST or None), act)
