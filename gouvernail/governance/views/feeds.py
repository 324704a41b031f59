"""The calendars that are shared: those one may see, a new one, the end of one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.conventions.permissions import open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.governance.forms.decisions import ReminderForm
from gouvernail.governance.forms.feeds import FeedForm
from gouvernail.governance.operations.feeds import revoke_calendar, share_calendar
from gouvernail.governance.permissions import open_own_feed
from gouvernail.governance.queries.feeds import feeds_of
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def feeds(request: Request, slug: str) -> HttpResponse:
    """The shared calendars that one may see."""
    access = open_convention(request.user, slug, Right.READ)
    may_edit = access.may_edit_governance
    context = {
        "access": access,
        "section": "governance",
        "feeds": feeds_of(access.convention, access.user, may_edit=may_edit),
    }
    return render(request, "governance/feeds.html", context)


@never_cache
@GET_AND_POST
def share(request: Request, slug: str) -> HttpResponse:
    """Make a shared calendar, and show its address once."""
    access = open_convention(request.user, slug, Right.READ)
    convention = access.convention
    form = FeedForm(
        request.POST or None, convention=convention, may_edit=access.may_edit_governance
    )
    if request.method == "POST" and form.is_valid():
        feed, secret = share_calendar(convention, form.chosen(access.user), by=By(access.user))
        address = request.build_absolute_uri(reverse("calendars:feed", args=[secret]))
        context = {"access": access, "section": "governance", "feed": feed, "address": address}
        return render(request, "governance/feed_shared.html", context)
    page = FormPage(
        access,
        "Partager un agenda",
        _list(slug),
        "L’adresse obtenue se colle dans Outlook, Google Agenda, Thunderbird ou un téléphone ; "
        "les séances s’y mettent à jour d’elles-mêmes. Elle ne s’affiche qu’une fois.",
        "Faire l’adresse",
        section="governance",
    )
    return render(request, page.template, {**page.as_context(), "form": form})


@GET_AND_POST
def revoke(request: Request, slug: str, pk: int) -> HttpResponse:
    """Close a shared calendar."""
    feed, access = open_own_feed(request.user, slug, pk)
    form = ReminderForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        revoke_calendar(feed, by=By(access.user))
        return "Cet agenda n’est plus partagé : son adresse ne répond plus."

    lead = "Les programmes qui lisent cette adresse ne recevront plus rien."
    page = FormPage(
        access, "Révoquer l’agenda", _list(slug), lead, "Révoquer", section="governance"
    )
    return answer_form(request, page, form, act)


def _list(slug: str) -> Crumb:
    return Crumb("Agendas partagés", reverse("governance:feeds", args=[slug]))
