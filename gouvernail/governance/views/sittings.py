"""The pages of sittings: the list, one sitting, what is typed about it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.asked import asked_year
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.governance.forms.minutes import ApproveForm
from gouvernail.governance.forms.sittings import (
    AttendanceForm,
    PostponeForm,
    SittingForm,
    WhyForm,
    initial_of,
)
from gouvernail.governance.models import Body, Sitting
from gouvernail.governance.operations.attendance import Noted, note_attendance
from gouvernail.governance.operations.sittings import (
    change_sitting,
    move_sitting,
    plan_sitting,
    postpone_sitting,
)
from gouvernail.governance.permissions import open_sitting
from gouvernail.governance.queries.adjustments import awaiting
from gouvernail.governance.queries.convening import answers_to
from gouvernail.governance.queries.decisions import decisions_at
from gouvernail.governance.queries.minutes import approving_choices, minutes_section
from gouvernail.governance.queries.reviews import cycles_at
from gouvernail.governance.queries.sittings import (
    body_choices,
    guests_of,
    seat_lines,
    sitting_page,
    sittings_page,
)
from gouvernail.governance.sitting_words import STEP_LABELS
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right
from gouvernail.rules.sittings import PLANNED, SittingState

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def sittings(request: Request, slug: str) -> HttpResponse:
    """The sittings of a year, those to come first."""
    access = open_convention(request.user, slug, Right.READ)
    page = sittings_page(access.convention, asked_year(request.GET), timezone.localdate())
    context = {"access": access, "section": "governance", "tab": "sittings", "page": page}
    return render(request, "governance/sittings.html", context)


@require_safe
def sitting(request: Request, slug: str, pk: int) -> HttpResponse:
    """One sitting."""
    row, access = open_sitting(request.user, slug, pk, Right.READ)
    today = timezone.localdate()
    page = sitting_page(row, may_edit=access.may_edit_governance)
    followed, decided = decisions_at(row, today)
    is_planned = SittingState(row.state) in PLANNED
    waiting = awaiting(row) if is_planned else []
    context = {
        "access": access,
        "section": "governance",
        "page": page,
        "answers": answers_to(row) if access.may_edit_governance and is_planned else None,
        "minutes": minutes_section(page, today),
        "followed": followed,
        "awaiting": waiting,
        "decided": decided,
        "cycles": cycles_at(row),
        "agenda_length": len(page.items) + bool(followed) + bool(waiting),
    }
    return render(request, "governance/sitting.html", context)


@GET_AND_POST
def create_sitting(request: Request, slug: str) -> HttpResponse:
    """Date a sitting."""
    access = open_convention(request.user, slug, Right.EDIT_GOVERNANCE)
    bodies = body_choices(access.convention)
    initial = {"version": 1, "body": request.GET.get("instance"), "day": request.GET.get("jour")}
    form = SittingForm(request.POST or None, initial=initial, bodies=bodies)

    def act() -> str:
        body = Body.objects.of(access.convention).get(pk=form.cleaned_data["body"])
        row = plan_sitting(body, form.values(), by=By(access.user))
        return f"{row} est datée : préparez son ordre du jour."

    page = FormPage(
        access, "Dater une séance", _list(slug), submit="Dater la séance", section="governance"
    )
    return answer_form(request, page, form, act)


@GET_AND_POST
def edit_sitting(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change the hour or the place."""
    row, access = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    own = [(row.body_id, row.body.name)]
    form = SittingForm(request.POST or None, initial=initial_of(row), bodies=own)

    def act() -> str:
        change_sitting(row, form.values(), form.cleaned_data["version"], by=By(access.user))
        return "La séance est enregistrée."

    def fresh() -> SittingForm:
        return SittingForm(initial=initial_of(_again(request, slug, pk)), bodies=own)

    return answer_form(request, _page(access, row, "Modifier la séance"), form, act, fresh)


@GET_AND_POST
def edit_attendance(request: Request, slug: str, pk: int) -> HttpResponse:
    """Note who came."""
    row, access = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    lines = seat_lines(row)
    form = AttendanceForm(request.POST or None, lines=lines, guests=guests_of(row))

    def act() -> str:
        names = {line.seat.pk: line.holder for line in lines}
        come, gone = form.guests_who_come(), form.guests_who_go()
        note_attendance(row, Noted(form.presences(), names, come, gone), by=By(access.user))
        return "Les présences sont notées."

    return answer_form(request, _page(access, row, "Présences"), form, act)


@GET_AND_POST
def step_sitting(request: Request, slug: str, pk: int, step: str) -> HttpResponse:
    """Take a step: convene, hold, approve, cancel, postpone."""
    row, access = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    if step not in set(SittingState):
        raise Http404
    to = SittingState(step)
    form = _step_form(request, row, to)

    def act() -> str:
        by = By(access.user, form.cleaned_data.get("reason", ""))
        if isinstance(form, ApproveForm):
            approving = Sitting.objects.filter(pk=form.cleaned_data["approved_in"] or 0)
            move_sitting(row, to, by=by, approved_in=approving.select_related("body").first())
            return f"{row} : le compte rendu est approuvé et figé."
        moment = form.moment() if isinstance(form, PostponeForm) else None
        if moment:
            return f"Reportée : {postpone_sitting(row, moment, by=by)}."
        move_sitting(row, to, by=by)
        return f"{row} : {row.get_state_display()}."

    lead = _APPROVAL if to is SittingState.APPROVED else ""
    page = _page(access, row, STEP_LABELS[to], STEP_LABELS[to], lead)
    return answer_form(request, page, form, act)


_APPROVAL = (
    "Ensuite, plus rien de cette séance ne change : ordre du jour, présences, textes, décisions. "
    "Une erreur se corrige par un point de la séance suivante."
)


def _step_form(
    request: Request, row: Sitting, to: SittingState
) -> WhyForm | PostponeForm | ApproveForm:
    data = request.POST if request.method == "POST" else None
    if to is SittingState.APPROVED:
        return ApproveForm(data, offered=approving_choices(row))
    return PostponeForm(data) if to is SittingState.POSTPONED else WhyForm(data)


def _again(request: Request, slug: str, pk: int) -> Sitting:
    return open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)[0]


def _page(
    access: Access, row: Sitting, title: str, submit: str = "Enregistrer", lead: str = ""
) -> FormPage:
    address = reverse("governance:sitting", args=[access.convention.slug, row.pk])
    back = Crumb(str(row), address)
    return FormPage(access, title, back, lead, submit, section="governance")


def _list(slug: str) -> Crumb:
    return Crumb("Séances", reverse("governance:sittings", args=[slug]))
