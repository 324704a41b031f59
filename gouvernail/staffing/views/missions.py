"""The missions of the coordinators: who carries which sentence."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.asked import number_of
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.permissions import open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.history.operations import By
from gouvernail.staffing.forms.declarations import MissionForm, MissionsForm, mission_initial
from gouvernail.staffing.models import CoordinatorMission
from gouvernail.staffing.operations.missions import carry_missions, write_mission
from gouvernail.staffing.permissions_declarations import EDIT, READ, open_mission
from gouvernail.staffing.queries.missions import missions_page

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def missions(request: Request, slug: str) -> HttpResponse:
    """The matrix of the missions, to read and to print."""
    access = open_convention(request.user, slug, READ)
    page = missions_page(access.convention, timezone.localdate())
    today = timezone.localdate()
    context = {
        "access": access,
        "section": "team",
        "view": "missions",
        "page": page,
        "today": today,
    }
    return render(request, "staffing/missions.html", context)


@GET_AND_POST
def create_mission(request: Request, slug: str) -> HttpResponse:
    """Write a mission that the kit of the convention does not bring."""
    access = open_convention(request.user, slug, EDIT)
    form = MissionForm(request.POST or None, initial={"version": 1})

    def act() -> str:
        new = CoordinatorMission(convention=access.convention)
        write_mission(new, form.draft(), form.cleaned_data["version"], by=By(access.user))
        return "La mission est écrite : dites qui porte chaque phrase."

    page = FormPage(access, "Ajouter une mission", _back(slug), submit="Ajouter", section="team")
    return answer_form(request, page, form, act)


@GET_AND_POST
def edit_mission(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change the words of a mission and of its sentences."""
    mission, access = open_mission(request.user, slug, pk)
    form = MissionForm(request.POST or None, initial=mission_initial(mission))

    def act() -> str:
        write_mission(mission, form.draft(), form.cleaned_data["version"], by=By(access.user))
        return "La mission est enregistrée."

    def fresh() -> MissionForm:
        return MissionForm(initial=mission_initial(open_mission(request.user, slug, pk)[0]))

    page = FormPage(access, "Modifier une mission", _back(slug), section="team")
    return answer_form(request, page, form, act, fresh)


def _back(slug: str) -> Crumb:
    return Crumb("Missions", reverse("declarations:missions", args=[slug]))


@GET_AND_POST
def edit_missions(request: Request, slug: str) -> HttpResponse:
    """Say who carries each sentence; `avec` adds persons of the directory as columns."""
    access = open_convention(request.user, slug, EDIT)
    added = [pk for pk in map(number_of, request.GET.getlist("avec")) if pk]
    page = missions_page(access.convention, timezone.localdate(), added)
    form = MissionsForm(request.POST or None, sentences=page.sentences, columns=page.columns)

    def act() -> str:
        changed = carry_missions(access.convention, form.wanted(), by=By(access.user))
        told = counted(changed, "phrase a changé,phrases ont changé")
        return f"Les missions sont réparties : {told}." if changed else "Rien n’a changé."

    back = _back(slug)
    frame = FormPage(
        access,
        "Répartir les missions",
        back,
        "Cochez qui porte chaque phrase. Plusieurs personnes peuvent porter la même.",
        section="team",
        template="staffing/missions_form.html",
    )
    rows = [
        {"title": mission.title, "lines": [form.boxes(line) for line in mission.sentences]}
        for mission in page.missions
    ]
    context: dict[str, object] = {"matrix": page, "added": added, "rows": rows}
    return answer_form(request, replace(frame, context=context), form, act)
