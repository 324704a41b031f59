"""The conventions of a person, and the page of one: what it is, its settings, its journal."""

from math import ceil
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.asked import number_of
from gouvernail.common.errors import Refusal
from gouvernail.conventions.forms.general import CreationForm
from gouvernail.conventions.kits import shipped_kits
from gouvernail.conventions.operations import create_convention
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.queries.mine import my_conventions
from gouvernail.conventions.queries.overview import convention_overview
from gouvernail.history.operations import By
from gouvernail.history.queries import PAGE_LENGTH, journal_of_convention
from gouvernail.rules.roles import Right


@require_safe
def mine(request: Request) -> HttpResponse:
    """The conventions of the person; straight to it when there is only one."""
    conventions = my_conventions(request.user)
    if len(conventions) == 1 and not request.user.is_admin:
        return redirect("conventions:home", conventions[0].slug)
    context = {"section": "mine", "conventions": conventions}
    return render(request, "conventions/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: Request) -> HttpResponse:
    """A new convention, for whoever administers the instance."""
    if not request.user.is_admin:
        raise PermissionDenied
    kits = shipped_kits()
    form = CreationForm(kits, request.POST or None, initial={"kit": "vide"})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            convention = create_convention(
                form.chosen_kit, typed["name"], typed["slug"], by=By(request.user)
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                "Convention créée. Invitez la personne qui la pilotera : elle fera le reste.",
            )
            return redirect("conventions:members", convention.slug)
    address = f"{settings.PUBLIC_URL}/ctg/"
    context = {"section": "mine", "form": form, "kits": kits, "address": address}
    return render(request, "conventions/create.html", context)


@require_safe
def home(request: Request, slug: str) -> HttpResponse:
    """Where a convention begins: today's page for those who read it, else its settings."""
    access = open_to_any(request, slug)
    return redirect("steering:today" if access.may_read else "conventions:overview", slug)


@require_safe
def overview(request: Request, slug: str) -> HttpResponse:
    """What the convention is, and the way to every setting."""
    access = open_to_any(request, slug)
    context = {
        "access": access,
        "section": "settings",
        "overview": convention_overview(access.convention),
    }
    return render(request, "conventions/overview.html", context)


@require_safe
def journal(request: Request, slug: str) -> HttpResponse:
    """Everything that was done in the convention, latest first."""
    access = open_convention(request.user, slug, Right.READ)
    words = request.GET.get("q", "").strip()[:100]
    number = number_of(request.GET.get("page", ""), 6) or 1
    lines, total = journal_of_convention(access.convention.pk, number, words, access.hidden_verbs)
    context = {
        "access": access,
        "section": "journal",
        "lines": lines,
        "total": total,
        "words": words,
        "query": urlencode({"q": words}) if words else "",
        "number": number,
        "last": max(ceil(total / PAGE_LENGTH), 1),
    }
    return render(request, "conventions/journal.html", context)


def open_to_any(request: Request, slug: str) -> Access:
    """Open the convention for whoever may read it or manage its settings.

    Errors: as `open_convention`.
    """
    try:
        return open_convention(request.user, slug, Right.READ)
    except PermissionDenied:
        return open_convention(request.user, slug, Right.MANAGE_SETTINGS)
