"""The plan crossed: each number leads to its rows in the table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.forms import PlanFiltersForm
from gouvernail.action_plan.queries import ColumnKind, RowKind, plan_matrix
from gouvernail.action_plan.views.lists import PlanView, address, clock_of, render_list
from gouvernail.conventions.permissions import open_convention
from gouvernail.rules.crossing import Hole
from gouvernail.rules.places import at_commune
from gouvernail.rules.roles import Right

MATRIX = PlanView("matrix", "action_plan/matrix.html")
HOLES_TOLD = 5
# What the address asks for; a word that means nothing is left aside.
_ROWS = {kind.value: kind for kind in RowKind}
_COLUMNS = {kind.value: kind for kind in ColumnKind}


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of rows or columns that one may choose."""

    label: str
    query: str
    is_chosen: bool


@require_safe
def matrix(request: Request, slug: str) -> HttpResponse:
    """The plan crossed, now or as of a past day."""
    access = open_convention(request.user, slug, Right.READ)
    clock = clock_of(access)
    filters = PlanFiltersForm(request.GET).filters(clock.today)
    page = plan_matrix(
        access.convention,
        filters,
        clock,
        row_kind=_ROWS.get(request.GET.get("lignes", ""), RowKind.COMMUNES),
        column_kind=_COLUMNS.get(request.GET.get("colonnes", "")),
    )
    levels = page.kept.words.levels
    columns: dict[StrEnum, str] = {
        ColumnKind.THEMES: "Thèmes",
        ColumnKind.AXES: levels[0].plural if levels else "Axes",
        ColumnKind.PRIORITIES: "Priorités",
        ColumnKind.PUBLICS: "Publics",
    }
    rows: dict[StrEnum, str] = {RowKind.COMMUNES: "Communes", RowKind.LEADS: "Pilotes"}
    query = address(request, "lignes", "colonnes")
    context = {
        "matrix": page,
        "kept": page.kept,
        "row_choices": _choices(request, "lignes", rows, page.row_kind),
        "column_choices": _choices(request, "colonnes", columns, page.column_kind),
        "holes": [hole_words(hole) for hole in page.holes[:HOLES_TOLD]],
        "more_holes": max(0, len(page.holes) - HOLES_TOLD),
        "base": f"{query}&" if query else "",
    }
    return render_list(request, access, MATRIX, filters, context)


def hole_words(hole: Hole) -> str:
    """Say what is missing: « Aucune action à Fos-sur-Mer pour « Logement ». »."""
    where = f" {at_commune(hole.row)}" if hole.row else ""
    about = f" pour «\u202f{hole.column}\u202f»" if hole.column else ""
    return f"Aucune action{where}{about}."


def _choices(
    request: Request, key: str, labels: Mapping[StrEnum, str], chosen: StrEnum
) -> list[Choice]:
    query = request.GET.copy()
    found = []
    for kind, label in labels.items():
        query[key] = kind.value
        found.append(Choice(label, query.urlencode(), kind is chosen))
    return found
