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
from gouvernail.staffing.forms.declarations import MissionsForm
from gouvernail.staffing.operations.missions import carry_missions
from gouvernail.staffing.permissions_declarations import EDIT, READ
from gouvernail.staffing.queries.missions import missions_page

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def missions(request: Request, slug: str) -> HttpResponse:
    """The matrix of the missions, to read and to print."""
    access = open_convention(request.user, slug, READ)
    page = missions_page(access.convention, timezone.localdate())
    context = {"access": access, "section": "team", "view": "missions", "page": page}
    return render(request, "staffing/missions.html", context)


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
        return f"Les missions sont réparties : {told}." if changed else "Rien n’a changé."

    back = Crumb("Missions", reverse("declarations:missions", args=[slug]))
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
