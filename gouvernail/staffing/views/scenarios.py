"""What if: scenarios, each beside the ledger and never in it."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right
from gouvernail.staffing.check_words import when_words
from gouvernail.staffing.forms.asked import AskedForm
from gouvernail.staffing.forms.scenarios import ScenarioForm, SuppositionForm
from gouvernail.staffing.models import Scenario, SuppositionKind
from gouvernail.staffing.operations.scenarios import (
    change_scenario,
    create_scenario,
    forget_supposition,
    remove_scenario,
    suppose,
)
from gouvernail.staffing.permissions import open_scenario, open_supposition_to_edit
from gouvernail.staffing.queries.posts import name_lists
from gouvernail.staffing.queries.scenarios import post_choices, scenario_lines, scenario_page
from gouvernail.staffing.queries.table import ledger_years

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
TITLES = {
    SuppositionKind.NEW_POST: "Supposer un poste de plus",
    SuppositionKind.RATE: "Supposer une autre quotité",
    SuppositionKind.VACANCY: "Supposer un poste vacant",
    SuppositionKind.HOLDER: "Supposer une personne de plus",
}


@require_safe
def scenarios(request: Request, slug: str) -> HttpResponse:
    """The scenarios of the team."""
    access = open_convention(request.user, slug, Right.READ_TEAM_WORK)
    context = {
        "access": access,
        "section": "team",
        "tab": "posts",
        "lines": scenario_lines(access.convention),
    }
    return render(request, "staffing/scenarios.html", context)


@require_safe
def scenario(request: Request, slug: str, pk: int) -> HttpResponse:
    """One scenario beside the ledger, on a same day or over a same year."""
    row, access = open_scenario(request.user, slug, pk, Right.READ_TEAM_WORK)
    today = timezone.localdate()
    form = AskedForm(request.GET)
    on, year = form.asked(today)
    page = scenario_page(row, on if form.cleaned_data.get("le") else None, year, today)
    context = {
        "access": access,
        "section": "team",
        "tab": "posts",
        "scenario": row,
        "page": page,
        "table": page.supposed,
        "when": when_words(page.supposed.at),
        "year": year,
        "is_now": not request.GET,
        "now_words": "Tout supposé",
        "page_address": request.path,
        "on_value": page.supposed.day_value,
        "years": ledger_years(access.convention, today),
        "kinds": [(kind.value, title) for kind, title in TITLES.items()],
    }
    return render(request, "staffing/scenario.html", context)


@GET_AND_POST
def create(request: Request, slug: str) -> HttpResponse:
    """Begin a scenario."""
    access = open_convention(request.user, slug, Right.EDIT_TEAM)
    form = ScenarioForm(request.POST or None, initial={"version": 1})

    def act() -> str:
        made = create_scenario(access.convention, form.values(), by=By(access.user))
        return f"Le scénario « {made} » est ouvert : dites ce qu’il suppose."

    lead = "Rien de ce que vous y supposez n’entre dans le registre, ni dans ce qui est déclaré."
    page = replace(_page(access, "Nouveau scénario", _to_list(slug)), lead=lead, submit="Ouvrir")
    return answer_form(request, page, form, act)


@GET_AND_POST
def edit(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change the words of a scenario."""
    row, access = open_scenario(request.user, slug, pk, Right.EDIT_TEAM)
    form = ScenarioForm(request.POST or None, initial=_initial(row))

    def act() -> str:
        change_scenario(row, form.values(), form.cleaned_data["version"], by=By(access.user))
        return "Le scénario est enregistré."

    def fresh() -> ScenarioForm:
        again, _ = open_scenario(request.user, slug, pk, Right.EDIT_TEAM)
        return ScenarioForm(initial=_initial(again))

    page = _page(access, "Modifier le scénario", _to_scenario(row, slug))
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def remove(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take a scenario out, after a confirmation."""
    row, access = open_scenario(request.user, slug, pk, Right.EDIT_TEAM)

    def act() -> str:
        remove_scenario(row, by=By(access.user))
        return "Le scénario est retiré."

    page = replace(
        _page(access, f"Retirer le scénario « {row} »", _to_scenario(row, slug)),
        lead="Ses suppositions partent avec lui ; le registre ne change pas.",
        submit="Retirer",
        after=reverse("team:scenarios", args=[slug]),
        template="conventions/confirm.html",
    )
    return answer_form(request, page, HouseForm(request.POST or None), act)


@GET_AND_POST
def add_supposition(request: Request, slug: str, pk: int, kind: str) -> HttpResponse:
    """Suppose something more in a scenario."""
    row, access = open_scenario(request.user, slug, pk, Right.EDIT_TEAM)
    if kind not in {one.value for one in SuppositionKind}:
        raise Http404
    chosen = SuppositionKind(kind)
    form = SuppositionForm(
        request.POST or None,
        initial={"version": row.version, "post_kind": "development"},
        kind=chosen,
        posts=post_choices(access.convention),
    )

    def act() -> str:
        suppose(row, form.draft(), form.cleaned_data["version"], by=By(access.user))
        return "La supposition est dans le scénario."

    page = _page(access, TITLES[chosen], _to_scenario(row, slug))
    page = replace(page, submit="Supposer", context={"lists": name_lists(access.convention)})
    return answer_form(request, page, form, act)


@GET_AND_POST
def remove_supposition(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take a supposition out of its scenario, after a confirmation."""
    row, access = open_supposition_to_edit(request.user, slug, pk)

    def act() -> str:
        forget_supposition(row, by=By(access.user))
        return "La supposition est retirée."

    page = replace(
        _page(access, f"Retirer « {row} »", _to_scenario(row.scenario, slug)),
        lead="Le scénario se recompte sans elle.",
        submit="Retirer",
        template="conventions/confirm.html",
    )
    return answer_form(request, page, HouseForm(request.POST or None), act)


def _initial(row: Scenario) -> dict[str, object]:
    return {"name": row.name, "words": row.words, "version": row.version}


def _to_list(slug: str) -> Crumb:
    return Crumb("Scénarios", reverse("team:scenarios", args=[slug]))


def _to_scenario(row: Scenario, slug: str) -> Crumb:
    return Crumb(str(row), reverse("team:scenario", args=[slug, row.pk]))


def _page(access: Access, title: str, back: Crumb) -> FormPage:
    return FormPage(access, title, back, section="team")
