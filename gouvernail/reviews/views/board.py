"""The board of a cycle, and the reviews kept from it."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import counted
from gouvernail.history.operations import By
from gouvernail.reviews.forms.board import BoardForm, asked_filters, asked_page, seen_versions
from gouvernail.reviews.models import Review
from gouvernail.reviews.operations.circuit import keep_seen
from gouvernail.reviews.permissions import open_cycle
from gouvernail.reviews.queries.board import cycle_board
from gouvernail.rules.reviews import ReviewState
from gouvernail.rules.roles import Right


@require_safe
def board(request: Request, slug: str, pk: int) -> HttpResponse:
    """Each action and each level of the plan in a cycle, with its review's state."""
    cycle, access = open_cycle(request.user, slug, pk, Right.READ)
    filters = asked_filters(request.GET)
    found = cycle_board(cycle, filters)
    number = asked_page(request.GET, found.pages)
    query = _without(request.GET, "page")
    context = {
        "access": access,
        "section": "reviews",
        "cycle": cycle,
        "board": found,
        "form": BoardForm(request.GET, found),
        "filters": filters,
        "groups": found.page(number, filters.by),
        "page": number,
        "query": query,
        "state_query": _without(request.GET, "page", "etat", "manque"),
        "is_empty": not query and not any(line.review_id for line in found.lines),
        "kept": found.count(ReviewState.KEPT),
        "validated": found.count(ReviewState.VALIDATED),
    }
    return render(request, "reviews/board.html", context)


@require_POST
def keep_many(request: Request, slug: str, pk: int) -> HttpResponse:
    """Keep the reviews that are ticked, or all those submitted that the filters show."""
    cycle, access = open_cycle(request.user, slug, pk, Right.EDIT_REVIEWS)
    seen = _seen(request)
    rows = Review.objects.filter(cycle=cycle, pk__in=seen)
    try:
        kept = keep_seen(seen, rows, by=By(access.user))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        _tell(request, kept, len(seen) - kept)
    asked = request.POST.get("filtres", "")
    address = reverse("reviews:board", args=[slug, pk])
    return redirect(f"{address}?{QueryDict(asked).urlencode()}" if asked else address)


def _tell(request: Request, kept: int, left: int) -> None:
    if kept:
        messages.success(request, f"{counted(kept, 'bilan retenu')} : le Cotech pourra valider.")
    if left:
        told = counted(left, "bilan a changé,bilans ont changé")
        messages.warning(request, f"{told} entre-temps : relisez, puis retenez.")
    if not kept and not left:
        messages.error(request, "Cochez d’abord les bilans transmis à retenir.")


def _seen(request: Request) -> dict[int, int]:
    """Return the version of each review that was on the page."""
    if request.POST.get("tout"):
        return seen_versions(request.POST.get("liste", "").split(","))
    return seen_versions(request.POST.getlist("bilans"))


def _without(asked: QueryDict, *names: str) -> str:
    kept = asked.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()
