"""The cycles of reviews: the list."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.conventions.permissions import open_convention
from gouvernail.reviews.queries.cycles import cycle_lines, cycle_under_way
from gouvernail.rules.roles import Right


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
