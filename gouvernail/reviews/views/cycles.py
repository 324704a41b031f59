"""The cycles of reviews: the list, what is typed about one, what the Copil was shown."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.models import Convention
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.governance.models import Sitting
from gouvernail.history.operations import By
from gouvernail.reviews.forms.board import seen_versions
from gouvernail.reviews.forms.campaigns import SureVersionForm
from gouvernail.reviews.forms.cycles import (
    ChooseSittingForm,
    CycleForm,
    cycle_initial,
    proposed_initial,
)
from gouvernail.reviews.models import ReviewCycle
from gouvernail.reviews.operations.circuit import present_seen
from gouvernail.reviews.operations.cycles import change_cycle, open_cycle
from gouvernail.reviews.operations.removals import remove_cycle
from gouvernail.reviews.permissions import open_cycle as open_row
from gouvernail.reviews.queries.cycles import (
    cycle_lines,
    cycle_under_way,
    live_sittings,
    sittings_of_part,
    validating_sittings,
)
from gouvernail.reviews.queries.proposals import cycle_proposals
from gouvernail.reviews.queries.reading import to_present
from gouvernail.rules.adjustments import BodyPart
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def home(request: Request, slug: str) -> HttpResponse:
    """The cycles of reviews, the latest first."""
    access = open_convention(request.user, slug, Right.READ)
    lines = cycle_lines(access.convention)
    context = {
        "access": access,
        "section": "reviews",
        "lines": lines,
        "current": cycle_under_way(lines, timezone.localdate()),
    }
    return render(request, "reviews/home.html", context)


@GET_AND_POST
def create(request: Request, slug: str) -> HttpResponse:
    """Open a cycle: the proposals, and the form that the chosen one fills."""
    access = open_convention(request.user, slug, Right.EDIT_REVIEWS)
    convention = access.convention
    validating, shown = _sittings(convention)
    today, asked = timezone.localdate(), request.GET.urlencode()
    proposals = cycle_proposals(convention, validating, today, asked)
    form = CycleForm(
        request.POST or None,
        initial=proposed_initial(request.GET),
        validating=validating,
        shown=shown,
    )

    def act() -> str:
        cycle = open_cycle(convention, form.draft(), by=By(access.user))
        return f"« {cycle} » est ouvert : ses bilans sont à faire."

    page = FormPage(
        access,
        "Ouvrir un cycle de bilans",
        _list(slug),
        submit="Ouvrir le cycle",
        section="reviews",
        template="reviews/cycle_form.html",
        context={"proposals": proposals},
    )
    return answer_form(request, page, form, act)


@GET_AND_POST
def edit(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change the days, the title or the sittings of a cycle."""
    cycle, access = open_row(request.user, slug, pk, Right.EDIT_REVIEWS)
    validating, shown = _sittings(access.convention)

    def form_of(row: ReviewCycle, data: object = None) -> CycleForm:
        return CycleForm(data, initial=cycle_initial(row), validating=validating, shown=shown)

    form = form_of(cycle, request.POST or None)

    def act() -> str:
        change_cycle(cycle, form.draft(), version=form.cleaned_data["version"], by=By(access.user))
        return "Le cycle est enregistré."

    def fresh() -> CycleForm:
        return form_of(open_row(request.user, slug, pk, Right.EDIT_REVIEWS)[0])

    page = _page(access, cycle, "Modifier le cycle", "Enregistrer")
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def remove(request: Request, slug: str, pk: int) -> HttpResponse:
    """Remove a cycle in which nothing was said yet."""
    cycle, access = open_row(request.user, slug, pk, Right.EDIT_REVIEWS)
    form = SureVersionForm(request.POST or None, initial={"version": cycle.version})

    def act() -> str:
        remove_cycle(cycle, form.cleaned_data["version"], by=By(access.user))
        return f"« {cycle.title} » est retiré."

    page = FormPage(
        access,
        "Retirer le cycle",
        Crumb(cycle.title, reverse("reviews:board", args=[slug, pk])),
        "Aucun bilan n’y est écrit : ses dates et son titre disparaissent, le plan ne change pas.",
        "Retirer le cycle",
        after=_list(slug).address,
        section="reviews",
    )
    return answer_form(request, page, form, act)


@GET_AND_POST
def present(request: Request, slug: str, pk: int) -> HttpResponse:
    """Note that the validated reviews of a cycle were shown to the Copil."""
    cycle, access = open_row(request.user, slug, pk, Right.EDIT_REVIEWS)
    deciding = sittings_of_part(access.convention, BodyPart.DECIDES)
    sittings = live_sittings(deciding, timezone.localdate())
    reviews = to_present(cycle)
    form = ChooseSittingForm(
        request.POST or None, initial={"seance": cycle.copil_id}, sittings=sittings
    )

    def act() -> str:
        seen = seen_versions(request.POST.get("bilans", "").split(","))
        shown = present_seen(seen, reviews, form.sitting, by=By(access.user))
        left = len(seen) - shown
        told = f"{counted(shown, 'bilan présenté')} : {form.sitting}."
        later = counted(left, "bilan reste,bilans restent")
        why = "validés après cette séance, ou changés depuis votre lecture"
        return f"{told} {later} à présenter : {why}." if left else told

    page = _page(access, cycle, "Noter que les bilans ont été présentés", "Noter présentés")
    context = {"reviews": reviews, "sittings": sittings}
    page = FormPage(
        access,
        page.title,
        page.back,
        submit=page.submit,
        section="reviews",
        template="reviews/present.html",
        context=context,
    )
    return answer_form(request, page, form, act)


def _sittings(convention: Convention) -> tuple[list[Sitting], list[Sitting]]:
    deciding = sittings_of_part(convention, BodyPart.DECIDES)
    return validating_sittings(convention), deciding


def _page(access: Access, cycle: ReviewCycle, title: str, submit: str) -> FormPage:
    address = reverse("reviews:board", args=[access.convention.slug, cycle.pk])
    return FormPage(access, title, Crumb(cycle.title, address), submit=submit, section="reviews")


def _list(slug: str) -> Crumb:
    return Crumb("Bilans", reverse("reviews:home", args=[slug]))
