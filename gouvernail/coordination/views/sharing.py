"""The time of the team, who reads one's log, and the log of a colleague who shares it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.models import User
from gouvernail.accounts.requests import Request
from gouvernail.common.asked import asked_month, asked_year
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.conventions.permissions import open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.coordination.forms.log import ShareForm, TimeSettingsForm, settings_initial
from gouvernail.coordination.models import CoordinationSettings
from gouvernail.coordination.operations.settings import change_time_settings
from gouvernail.coordination.operations.sharing import record_reading, share_log, unshare_log
from gouvernail.coordination.permissions import open_own_share, open_shared_log
from gouvernail.coordination.queries.log import month_page
from gouvernail.coordination.queries.team import colleagues, readers_page
from gouvernail.coordination.queries.team_time import team_page
from gouvernail.coordination.queries.traces import time_settings
from gouvernail.coordination.views.log import GET_AND_POST, SECTION
from gouvernail.history.operations import By
from gouvernail.rules.months import next_month, previous_month
from gouvernail.rules.roles import Right
from gouvernail.staffing.models import CoordinatorMission


@require_safe
def team(request: Request, slug: str) -> HttpResponse:
    """A year of the team in sums or a month of it, one's own beside: never a list of persons."""
    access = open_convention(request.user, slug, Right.READ_TEAM_WORK)
    today = timezone.localdate()
    month = asked_month(request.GET)
    if month and next_month(month) > today:
        month = None
    year = month.year if month else asked_year(request.GET) or today.year
    context = {
        "access": access,
        "section": SECTION,
        "tab": "team",
        "page": team_page(access.convention, access.user, year, today, month),
        "today": today,
        "before": month and previous_month(month),
        "after": month and next_month(next_month(month)) <= today and next_month(month),
    }
    return render(request, "coordination/team.html", context)


@GET_AND_POST
def readers(request: Request, slug: str) -> HttpResponse:
    """Who may read one's log, who did, and sharing it with one more."""
    access = open_convention(request.user, slug, Right.EDIT_TEAM)
    people = colleagues(access.convention, access.user)
    form = ShareForm(people, request.POST or None)

    def act() -> str:
        reader = get_object_or_404(User, pk=form.cleaned_data["reader"])
        share_log(access.convention, reader, by=By(access.user))
        return f"{reader} peut lire votre journal. Vous verrez ici chaque jour où il est ouvert."

    here = reverse("coordination:readers", args=[slug])
    page = FormPage(
        access,
        "Qui lit mon journal",
        Crumb("Mon temps", reverse("coordination:month", args=[slug])),
        submit="Partager mon journal",
        after=here,
        section=SECTION,
        template="coordination/readers.html",
        context={
            "readers": readers_page(access.convention, access.user),
            "people": people,
            "months_kept": time_settings(access.convention).months_kept,
        },
    )
    return answer_form(request, page, form, act)


@GET_AND_POST
def unshare(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take a share of one's own log back."""
    share, access = open_own_share(request.user, slug, pk)
    reader = share.reader

    def act() -> str:
        unshare_log(share, by=By(access.user))
        return f"{reader} ne lit plus votre journal."

    page = FormPage(
        access,
        f"Ne plus partager avec {reader}",
        Crumb("Qui lit mon journal", reverse("coordination:readers", args=[slug])),
        "Ses lectures passées restent dans votre liste.",
        "Ne plus partager",
        section=SECTION,
        template="conventions/confirm.html",
    )
    return answer_form(request, page, HouseForm(request.POST or None), act)


@GET_AND_POST
def shared(request: Request, slug: str, pk: int) -> HttpResponse:
    """The log of a colleague, once its reader said that they open it."""
    today = timezone.localdate()
    share, access, is_open = open_shared_log(request.user, slug, pk, today)
    if request.method == "POST":
        record_reading(share, today, by=By(access.user))
        return redirect(request.get_full_path())
    context: dict[str, object] = {"access": access, "section": SECTION, "share": share}
    if not is_open:
        return render(request, "coordination/shared_door.html", context)
    month = asked_month(request.GET) or today
    context["page"] = month_page(access.convention, share.owner, month, today)
    return render(request, "coordination/shared.html", context)


@GET_AND_POST
def settings(request: Request, slug: str) -> HttpResponse:
    """What the team counts, and how long its logs are kept."""
    access = open_convention(request.user, slug, Right.EDIT_TEAM)
    convention = access.convention
    missions = list(
        CoordinatorMission.objects.filter(convention=convention).order_by("position", "pk")
    )

    def form_of(data: object = None) -> TimeSettingsForm:
        row = CoordinationSettings.objects.filter(convention=convention).first()
        now = row or CoordinationSettings(convention=convention)
        return TimeSettingsForm(missions, data, initial=settings_initial(now))

    form = form_of(request.POST or None)

    def act() -> str:
        version = form.cleaned_data["version"]
        change_time_settings(convention, form.values(), version, by=By(access.user))
        return "Les réglages du temps sont enregistrés."

    page = FormPage(
        access,
        "Réglages du temps",
        Crumb("Temps de l’équipe", reverse("coordination:team", args=[slug])),
        "Ce qui se propose à chacun, et combien de temps les journaux sont gardés. Le temps de "
        "préparation d’une séance se règle avec l’équipe.",
        section=SECTION,
    )
    return answer_form(request, page, form, act, form_of)
