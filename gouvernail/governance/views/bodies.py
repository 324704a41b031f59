"""The pages of bodies: the list, one body, its seats, an election."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.directory.models import Person
from gouvernail.directory.queries import organisation_choices
from gouvernail.governance.forms.bodies import (
    BodyForm,
    DayForm,
    ElectedForm,
    HolderForm,
    SeatForm,
    seat_initial,
)
from gouvernail.governance.models import Body, Mandate, Seat
from gouvernail.governance.operations.bodies import (
    add_seat,
    change_body,
    change_seat,
    close_seat,
    create_body,
    end_mandate,
    replace_elected,
    seat_person,
)
from gouvernail.governance.permissions import (
    open_body,
    open_mandate_to_edit,
    open_seat_to_edit,
)
from gouvernail.governance.queries.bodies import (
    body_lines,
    body_page,
    elected_organisations,
    elected_seats,
    possible_parents,
)
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def bodies(request: Request, slug: str) -> HttpResponse:
    """Who meets: the bodies of the convention."""
    access = open_convention(request.user, slug, Right.READ)
    context = {
        "access": access,
        "section": "governance",
        "tab": "bodies",
        "lines": body_lines(access.convention, timezone.localdate()),
        "elected": elected_organisations(access.convention),
    }
    return render(request, "governance/bodies.html", context)


@require_safe
def body(request: Request, slug: str, pk: int) -> HttpResponse:
    """One body: what it is for, who sits, when it met."""
    row, access = open_body(request.user, slug, pk, Right.READ)
    page = body_page(row, timezone.localdate())
    context = {"access": access, "section": "governance", "page": page}
    return render(request, "governance/body.html", context)


@GET_AND_POST
def create(request: Request, slug: str) -> HttpResponse:
    """Add a body."""
    access = open_convention(request.user, slug, Right.EDIT_GOVERNANCE)
    form = BodyForm(
        request.POST or None, initial={"version": 1}, bodies=possible_parents(access.convention)
    )

    def act() -> str:
        return f"{create_body(access.convention, form.values(), by=By(access.user))} est ajoutée."

    back = Crumb("Instances", reverse("governance:home", args=[slug]))
    page = FormPage(access, "Ajouter une instance", back, submit="Ajouter", section="governance")
    return answer_form(request, page, form, act)


@GET_AND_POST
def edit(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change a body."""
    row, access = open_body(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    others = possible_parents(access.convention, row)
    form = BodyForm(request.POST or None, initial=_initial(row), bodies=others)

    def act() -> str:
        change_body(row, form.values(), form.cleaned_data["version"], by=By(access.user))
        return "L’instance est enregistrée."

    def fresh() -> BodyForm:
        again, _ = open_body(request.user, slug, pk, Right.EDIT_GOVERNANCE)
        return BodyForm(initial=_initial(again), bodies=others)

    return answer_form(request, _page(access, row, "Modifier l’instance"), form, act, fresh)


@GET_AND_POST
def create_seat(request: Request, slug: str, pk: int) -> HttpResponse:
    """Add a seat to a body."""
    row, access = open_body(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    form = SeatForm(request.POST or None, initial={"version": 1})

    def act() -> str:
        return f"Siège ajouté : {add_seat(row, form.draft(), by=By(access.user))}."

    return answer_form(request, _page(access, row, "Ajouter un siège"), form, act)


@GET_AND_POST
def edit_seat(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change a seat."""
    seat, access = open_seat_to_edit(request.user, slug, pk)
    form = SeatForm(request.POST or None, initial=seat_initial(seat))

    def act() -> str:
        change_seat(seat, form.draft(), form.cleaned_data["version"], by=By(access.user))
        return "Le siège est enregistré."

    def fresh() -> SeatForm:
        return SeatForm(initial=seat_initial(open_seat_to_edit(request.user, slug, pk)[0]))

    return answer_form(request, _page(access, seat.body, "Modifier le siège"), form, act, fresh)


@GET_AND_POST
def remove_seat(request: Request, slug: str, pk: int) -> HttpResponse:
    """Close a seat."""
    seat, access = open_seat_to_edit(request.user, slug, pk)
    form = DayForm(request.POST or None, initial={"on": timezone.localdate()})

    def act() -> str:
        close_seat(seat, form.cleaned_data["on"], by=By(access.user))
        return "Le siège est supprimé ; les séances passées le citent encore."

    page = _page(access, seat.body, f"Supprimer le siège « {seat} »", "Supprimer")
    return answer_form(request, page, form, act)


@GET_AND_POST
def fill_seat(request: Request, slug: str, pk: int) -> HttpResponse:
    """Give a seat to somebody."""
    seat, access = open_seat_to_edit(request.user, slug, pk)
    form = HolderForm(request.POST or None, initial={"since": timezone.localdate()})

    def act() -> str:
        words = form.cleaned_data
        mandate = seat_person(
            seat,
            words["full_name"],
            words["since"],
            is_deputy=words["is_deputy"],
            by=By(access.user),
        )
        return f"{mandate.person} tient ce siège."

    return answer_form(request, _page(access, seat.body, f"Pourvoir : {seat}"), form, act)


@GET_AND_POST
def finish_mandate(request: Request, slug: str, pk: int) -> HttpResponse:
    """End a mandate."""
    mandate, access = open_mandate_to_edit(request.user, slug, pk)
    form = DayForm(request.POST or None, initial={"on": timezone.localdate()})

    def act() -> str:
        end_mandate(mandate, form.cleaned_data["on"], by=By(access.user))
        return f"Le mandat de {mandate.person} est fini."

    page = _page(access, mandate.seat.body, f"Finir le mandat de {mandate.person}", "Finir")
    return answer_form(request, page, form, act)


@GET_AND_POST
def elected(request: Request, slug: str, pk: int) -> HttpResponse:
    """After an election: all the elected people of a structure on one page."""
    access = open_convention(request.user, slug, Right.EDIT_GOVERNANCE)
    seats = elected_seats(access.convention, pk)
    if not seats:
        raise Http404
    initial = {"on": timezone.localdate()}
    form = ElectedForm(request.POST or None, initial=initial, seats=seats, holders=_holders(seats))

    def act() -> str:
        names, on = form.names(), form.cleaned_data["on"]
        seated = replace_elected(seats, names, on, by=By(access.user))
        return f"{seated} siège{'s' if seated > 1 else ''} avec un nouvel élu."

    page = FormPage(
        access,
        f"Après une élection : {seats[0].organisation}",
        Crumb("Instances", reverse("governance:home", args=[slug])),
        "Remplacez les noms qui changent. Les mandats finissent la veille ; un siège laissé vide "
        "devient vacant. Les séances passées gardent les noms d’alors.",
        "Remplacer les élus",
        section="governance",
        context={"lists": _lists(access)},
    )
    return answer_form(request, page, form, act)


def _initial(row: Body) -> dict[str, object]:
    return {name: getattr(row, name) for name in BodyForm.base_fields}


def _holders(seats: list[Seat]) -> dict[int, str]:
    running = Mandate.objects.on(timezone.localdate()).filter(seat__in=seats, is_deputy=False)
    return {one.seat_id: one.person.full_name for one in running.select_related("person")}


def _lists(access: Access) -> dict[str, list[str]]:
    if not access.may_read_directory:
        return {}
    persons = Person.objects.of(access.convention.pk).order_by("full_name")
    return {
        "structures": [name for _, name in organisation_choices(access.convention.pk)],
        "personnes": list(persons.values_list("full_name", flat=True)),
    }


def _page(access: Access, row: Body, title: str, submit: str = "Enregistrer") -> FormPage:
    back = Crumb(str(row), reverse("governance:body", args=[access.convention.slug, row.pk]))
    lists: dict[str, object] = {"lists": _lists(access)}
    return FormPage(access, title, back, submit=submit, section="governance", context=lists)
