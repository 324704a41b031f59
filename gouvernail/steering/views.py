"""The home page of a convention, and the search over all of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.queries import Clock
from gouvernail.conventions.permissions import open_convention
from gouvernail.rules.roles import Right
from gouvernail.steering.queries import search_page, today_page


@require_safe
def today(request: Request, slug: str) -> HttpResponse:
    """« Aujourd’hui » : what must I do now?"""
    access = open_convention(request.user, slug, Right.READ)
    clock = Clock(timezone.localdate(), access.convention.stale_after_days)
    page = today_page(access, clock)
    context = {"access": access, "section": "today", "page": page, "clock": clock}
    return render(request, "steering/today.html", context)


@require_safe
def search(request: Request, slug: str) -> HttpResponse:
    """Everything that some words find, by kind."""
    access = open_convention(request.user, slug, Right.READ)
    clock = Clock(timezone.localdate(), access.convention.stale_after_days)
    words = request.GET.get("q", "").strip()[:200]
    page = search_page(access, words, clock)
    context = {"access": access, "section": "search", "page": page, "words": words}
    return render(request, "steering/search.html", context)
