"""The board of the team, its absences, and the meeting of the coordinators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.asked import number_of
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.pages import (
    CHANGED_MEANWHILE,
    Crumb,
    FormPage,
    answer_form,
)
from gouvernail.coordination.forms.people import AbsenceForm, BoardForm, absence_initial
from gouvernail.coordination.operations.absences import (
    change_absence,
    note_absence,
    remove_absence,
)
from gouvernail.coordination.operations.meetings import add_points
from gouvernail.coordination.permissions import open_absence_to_edit
from gouvernail.coordination.queries.board import board as read_board
from gouvernail.coordination.queries.handover import person_choices
from gouvernail.coordination.queries.meeting import meeting_page
from gouvernail.coordination.views.log import GET_AND_POST, SECTION
from gouvernail.governance.permissions import open_sitting
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right


@require_safe
def board(request: Request, slug: str) -> HttpResponse:
    """Who carries what, who is away, and what nobody carries, first."""
    access = open_convention(request.user, slug, Right.READ_TEAM_WORK)
    filters = BoardForm(request.GET).filters()
    page = read_board(access.convention, filters, timezone.localdate())
    context = {
        "access": access,
        "section": SECTION,
        "tab": "board",
        "page": page,
        "filters": filters,
    }
    return render(request, "coordination/board.html", context)


@require_safe
def meeting(request: Request, slug: str, pk: int) -> HttpResponse:
    """What a meeting of the coordinators could speak of."""
    sitting, access = open_sitting(request.user, slug, pk, Right.READ_TEAM_WORK)
    page = meeting_page(sitting, timezone.localdate())
    context = {"access": access, "section": SECTION, "page": page}
    return render(request, "coordination/meeting.html", context)


@require_POST
def carry_points(request: Request, slug: str, pk: int) -> HttpResponse:
    """Put the chosen points on the agenda."""
    sitting, access = open_sitting(request.user, slug, pk, Right.EDIT_TEAM)
    chosen = set(request.POST.getlist("point"))
    points = meeting_page(sitting, timezone.localdate()).points
    try:
        number = add_points(
            sitting,
            [point for point in points if point.key in chosen],
            number_of(request.POST.get("version", "")) or 0,
            by=By(access.user),
        )
    except EditConflict:
        messages.error(request, CHANGED_MEANWHILE)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        points_told = "1 point ajouté" if number == 1 else f"{number} points ajoutés"
        messages.success(request, f"{points_told} à l’ordre du jour.")
        return redirect("governance:sitting", slug, pk)
    return redirect("coordination:meeting", slug, pk)


@GET_AND_POST
def create_absence(request: Request, slug: str) -> HttpResponse:
    """Note an absence."""
    access = open_convention(request.user, slug, Right.EDIT_TEAM)
    people = person_choices(access.convention)
    initial = {"version": 1, "person": request.GET.get("personne", "")}
    form = AbsenceForm(people, request.POST or None, initial=initial)

    def act() -> str:
        row = note_absence(access.convention, form.draft(), by=By(access.user))
        return f"{row} notée."

    return answer_form(request, _page(access, "Noter une absence", "Noter"), form, act)


@GET_AND_POST
def edit_absence(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change an absence."""
    row, access = open_absence_to_edit(request.user, slug, pk)
    people = person_choices(access.convention)
    form = AbsenceForm(people, request.POST or None, initial=absence_initial(row))

    def act() -> str:
        change_absence(row, form.draft(), form.cleaned_data["version"], by=By(access.user))
        return "L’absence est enregistrée."

    def fresh() -> AbsenceForm:
        now, _ = open_absence_to_edit(request.user, slug, pk)
        return AbsenceForm(people, initial=absence_initial(now))

    return answer_form(request, _page(access, f"Modifier l’{_lower(str(row))}"), form, act, fresh)


@GET_AND_POST
def delete_absence(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take an absence out."""
    row, access = open_absence_to_edit(request.user, slug, pk)

    def act() -> str:
        remove_absence(row, by=By(access.user))
        return "L’absence est retirée."

    page = FormPage(
        access,
        f"Retirer l’{_lower(str(row))}",
        _to_board(access),
        f"Du {row.starts_on:%d/%m/%Y} au {row.ends_on:%d/%m/%Y}.",
        "Retirer",
        section=SECTION,
        template="conventions/confirm.html",
    )
    return answer_form(request, page, HouseForm(request.POST or None), act)


def _to_board(access: Access) -> Crumb:
    return Crumb("Coordination", reverse("coordination:board", args=[access.convention.slug]))


def _page(access: Access, title: str, submit: str = "Enregistrer") -> FormPage:
    lead = "Les collègues voient les dates et ce qu’ils ont à savoir, jamais le motif."
    return FormPage(access, title, _to_board(access), lead, submit, section=SECTION)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
