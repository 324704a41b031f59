"""The reading of a cycle by the Cotech: axis by axis, validated as it goes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.asked import number_of
from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import counted
from gouvernail.governance.models import Sitting
from gouvernail.history.operations import By
from gouvernail.reviews.forms.board import seen_versions
from gouvernail.reviews.forms.cycles import sitting_words
from gouvernail.reviews.models import Review, ReviewCycle
from gouvernail.reviews.operations.circuit import validate_seen
from gouvernail.reviews.permissions import open_cycle
from gouvernail.reviews.queries.cycles import live_sittings, validating_sittings
from gouvernail.reviews.queries.reading import reading
from gouvernail.rules.roles import Right


@require_safe
def read(request: Request, slug: str, pk: int) -> HttpResponse:
    """One axis, in large: what was said of each action, the cycle before beside it."""
    cycle, access = open_cycle(request.user, slug, pk, Right.EDIT_REVIEWS)
    live = live_sittings(validating_sittings(access.convention), timezone.localdate())
    page = reading(cycle, number_of(request.GET.get("axe", "")))
    sitting = _sitting(live, request.GET.get("seance", ""), cycle)
    context = {
        "access": access,
        "section": "reviews",
        "cycle": cycle,
        "page": page,
        "sitting": sitting,
        "sittings": tuple((row.pk, sitting_words(row)) for row in live),
    }
    return render(request, "reviews/reading.html", context)


@require_POST
def validate(request: Request, slug: str, pk: int) -> HttpResponse:
    """Validate one review in the sitting, or all those of the axis that were read."""
    cycle, access = open_cycle(request.user, slug, pk, Right.EDIT_REVIEWS)
    live = live_sittings(validating_sittings(access.convention), timezone.localdate())
    chosen = number_of(request.POST.get("seance", ""))
    sitting = next((row for row in live if row.pk == chosen), None)
    seen = seen_versions(request.POST.getlist("bilans"))
    if sitting is None:
        messages.error(request, "Choisissez la séance qui valide : celle-ci ne le peut pas.")
    else:
        sitting.convention = access.convention
        _validate(request, cycle, sitting, seen)
    query = f"?axe={number_of(request.POST.get('axe', '')) or 0}&seance={chosen or ''}"
    following = number_of(request.POST.get("suivant", ""))
    anchor = f"#bilan-{following}" if following else "#suite"
    return redirect(reverse("reviews:reading", args=[slug, pk]) + query + anchor)


def _validate(request: Request, cycle: ReviewCycle, sitting: Sitting, seen: dict[int, int]) -> None:
    rows = Review.objects.filter(cycle=cycle, pk__in=seen)
    try:
        done = validate_seen(seen, rows, sitting, by=By(request.user))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return
    if done:
        told = counted(done, "bilan validé et figé,bilans validés et figés")
        messages.success(request, f"{told}. Le compte rendu le dit.")
    if done < len(seen):
        told = counted(len(seen) - done, "bilan a changé,bilans ont changé")
        messages.warning(request, f"{told} depuis votre lecture : relisez avant de valider.")


def _sitting(live: list[Sitting], asked: str, cycle: ReviewCycle) -> Sitting | None:
    """Return the sitting that is asked for, else that of the cycle, else the latest."""
    for wanted in (number_of(asked), cycle.cotech_id):
        found = next((row for row in live if row.pk == wanted), None)
        if found:
            return found
    return live[0] if live else None
