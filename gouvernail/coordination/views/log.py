"""One's own time: a month, a year, a line, and noting one from any page."""

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.models import Action
from gouvernail.common.asked import asked_month, asked_year, number_of
from gouvernail.common.errors import Refusal
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.coordination.forms.log import ActivityForm, QuickForm, activity_initial
from gouvernail.coordination.operations.activities import (
    change_activity,
    note_activity,
    remove_activity,
)
from gouvernail.coordination.permissions import open_own_activity
from gouvernail.coordination.queries.leaving import leaving
from gouvernail.coordination.queries.log import log_words, month_page, year_page
from gouvernail.coordination.queries.team import declared_gaps
from gouvernail.governance.models import Sitting
from gouvernail.history.operations import By
from gouvernail.rules.durations import told_minutes
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
SECTION = "team"


@require_safe
def month(request: Request, slug: str) -> HttpResponse:
    """A month of one's own log: what is typed, what was verified, what is proposed."""
    access = open_convention(request.user, slug, Right.EDIT_TEAM)
    today = timezone.localdate()
    page = month_page(access.convention, access.user, asked_month(request.GET) or today, today)
    context = {"access": access, "section": SECTION, "tab": "month", "page": page, "today": today}
    context["leaving"] = leaving(access.convention, access.user, page.months_kept, today)
    return render(request, "coordination/month.html", context)


@require_safe
def year(request: Request, slug: str) -> HttpResponse:
    """A year of one's own log, beside the shares that are declared."""
    access = open_convention(request.user, slug, Right.EDIT_TEAM)
    today = timezone.localdate()
    page = year_page(access.convention, access.user, asked_year(request.GET) or today.year, today)
    day = min(today, date(page.year, 12, 31))
    context = {
        "access": access,
        "section": SECTION,
        "tab": "month",
        "page": page,
        "today": today,
        "gaps": declared_gaps(access.convention, access.user, page, day),
    }
    return render(request, "coordination/year.html", context)


@GET_AND_POST
def create(request: Request, slug: str) -> HttpResponse:
    """Note a time, on an action or a sitting if the address says so."""
    access = open_convention(request.user, slug, Right.EDIT_TEAM)
    action, sitting = _about(request.GET, access)
    words = log_words(access.convention)
    initial = {"day": timezone.localdate(), "version": 1}
    form = ActivityForm(request.POST or None, initial=initial, words=words)

    def act() -> str:
        row = note_activity(access.convention, form.draft(action, sitting), by=By(access.user))
        return f"Noté dans votre journal : {told_minutes(row.minutes)}."

    about = action or sitting
    page = FormPage(
        access,
        "Noter du temps",
        _to_log(access),
        f"Sur « {about} »." if about else "",
        "Noter",
        section=SECTION,
    )
    return answer_form(request, page, form, act)


@require_POST
def quick(request: Request, slug: str) -> HttpResponse:
    """Note a time from any page, and go back there."""
    access = open_convention(request.user, slug, Right.EDIT_TEAM)
    form = QuickForm(request.POST)
    back = reverse("coordination:month", args=[slug])
    if not form.is_valid():
        messages.error(request, "Choisissez une durée parmi celles du menu.")
        return redirect(back)
    asked = form.cleaned_data["next"]
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure()):
        back = asked
    action, sitting = _about(request.POST, access)
    draft = form.draft(action, sitting, timezone.localdate())
    try:
        row = note_activity(access.convention, draft, by=By(access.user))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        about = f" sur « {action or sitting} »" if action or sitting else ""
        messages.success(request, f"Noté dans votre journal : {told_minutes(row.minutes)}{about}.")
    return redirect(back)


@GET_AND_POST
def edit(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change a line of one's own log."""
    row, access = open_own_activity(request.user, slug, pk)
    words = log_words(access.convention)
    form = ActivityForm(request.POST or None, initial=activity_initial(row), words=words)

    def act() -> str:
        draft = form.draft(row.action, row.sitting)
        change_activity(row, draft, form.cleaned_data["version"], by=By(access.user))
        return f"Votre journal est enregistré : {told_minutes(draft.minutes)}."

    def fresh() -> ActivityForm:
        now, _ = open_own_activity(request.user, slug, pk)
        return ActivityForm(initial=activity_initial(now), words=words)

    about = row.action or row.sitting
    lead = f"Sur « {about} »." if about else ""
    page = FormPage(
        access, "Modifier une activité", _to_log(access, row.day), lead, section=SECTION
    )
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def delete(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take a line of one's own log out."""
    row, access = open_own_activity(request.user, slug, pk)

    def act() -> str:
        remove_activity(row, by=By(access.user))
        return "L’activité est retirée de votre journal."

    page = FormPage(
        access,
        "Retirer une activité",
        _to_log(access, row.day),
        f"{told_minutes(row.minutes)}, {row}. Rien n’en reste.",
        "Retirer",
        section=SECTION,
        template="conventions/confirm.html",
    )
    return answer_form(request, page, HouseForm(request.POST or None), act)


def _about(asked: Mapping[str, str], access: Access) -> tuple[Action | None, Sitting | None]:
    """Return the action or the sitting of this convention that a request is about."""
    action, sitting = (number_of(asked.get(name, "")) for name in ("action", "sitting"))
    actions = Action.objects.of(access.convention)
    sittings = Sitting.objects.of(access.convention).select_related("body")
    return (
        get_object_or_404(actions, pk=action) if action else None,
        get_object_or_404(sittings, pk=sitting) if sitting else None,
    )


def _to_log(access: Access, day: date | None = None) -> Crumb:
    place = reverse("coordination:month", args=[access.convention.slug])
    return Crumb("Mon temps", f"{place}?mois={day:%Y-%m}" if day else place)
