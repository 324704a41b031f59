"""« Engagements » : what the convention binds to, and where each sentence stands."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.asked import asked_year
from gouvernail.conventions.permissions import open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.governance.forms.obligations import ProofForm, ReadingForm
from gouvernail.governance.models import Obligation
from gouvernail.governance.operations.obligations import choose_reading, hand_in
from gouvernail.governance.permissions import open_obligation_to_edit
from gouvernail.governance.queries.obligations import obligations_page
from gouvernail.governance.queries.proposals import proposals_of
from gouvernail.governance.words import STANDING_LABELS
from gouvernail.history.operations import By
from gouvernail.rules.cadence import Standing
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class CountedStanding:
    """How many obligations stand so, in words: « 3 à risque »."""

    standing: Standing
    words: str


@require_safe
def obligations(request: Request, slug: str) -> HttpResponse:
    """Every sentence that binds, over a year."""
    access = open_convention(request.user, slug, Right.READ)
    today = timezone.localdate()
    page = obligations_page(access.convention, asked_year(request.GET), today)
    context = {
        "access": access,
        "section": "governance",
        "tab": "obligations",
        "page": page,
        "this_year": today.year,
        "counts": [
            CountedStanding(standing, f"{count} {_agreed(standing, count)}")
            for standing, count in page.counts
        ],
        "proposals": proposals_of(access.convention, page, today),
    }
    return render(request, "governance/obligations.html", context)


@GET_AND_POST
def read_obligation(request: Request, slug: str, pk: int) -> HttpResponse:
    """Settle how a sentence is read."""
    row, access = open_obligation_to_edit(request.user, slug, pk)
    readings = list(row.readings.order_by("position", "pk"))
    known = {str(reading.pk): reading for reading in readings}

    def form_of(current: Obligation, data: object = None) -> ReadingForm:
        chosen = next((str(one.pk) for one in readings if one.label == current.reading), None)
        initial = {"version": current.version, "reading": chosen}
        return ReadingForm(data, initial=initial, readings=readings)

    form = form_of(row, request.POST or None)

    def act() -> str:
        by = By(access.user, form.cleaned_data["reason"])
        reading = known[form.cleaned_data["reading"]]
        choose_reading(row, reading, form.cleaned_data["version"], by=by)
        return f"Lecture retenue : {reading.label}."

    def fresh() -> ReadingForm:
        return form_of(open_obligation_to_edit(request.user, slug, pk)[0])

    page = FormPage(
        access,
        "Choisir la lecture",
        _back(slug),
        f"« {row.text} » ({row.source}). La phrase se lit de plusieurs façons : dites laquelle "
        "vaut ici. Le choix, son auteur et sa date sont gardés.",
        "Retenir cette lecture",
        section="governance",
    )
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def prove_obligation(request: Request, slug: str, pk: int) -> HttpResponse:
    """Note a document that was handed in."""
    row, access = open_obligation_to_edit(request.user, slug, pk)
    today = timezone.localdate()
    form = ProofForm(request.POST or None, initial={"handed_on": today})

    def act() -> str:
        words = form.cleaned_data
        hand_in(row, words["label"], words["handed_on"], words["address"], by=By(access.user))
        return f"« {words['label']} » est noté."

    page = FormPage(
        access,
        "Noter un document remis",
        _back(slug),
        f"« {row.text} » ({row.source}).",
        "Noter ce document",
        section="governance",
    )
    return answer_form(request, page, form, act)


def _agreed(standing: Standing, count: int) -> str:
    plural = standing in (Standing.HELD, Standing.MISSED) and count > 1
    return STANDING_LABELS[standing] + ("s" if plural else "")


def _back(slug: str) -> Crumb:
    return Crumb("Engagements", reverse("governance:obligations", args=[slug]))
