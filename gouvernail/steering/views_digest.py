"""« Mes nouvelles » : how often a member is told by mail, and the link that stops it."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.limits import by_link
from gouvernail.accounts.mail import leaves_the_machine
from gouvernail.accounts.requests import Request
from gouvernail.conventions.permissions import open_convention
from gouvernail.history.operations import By
from gouvernail.rules.digests import Frequency
from gouvernail.rules.roles import Right
from gouvernail.steering.forms import FrequencyForm
from gouvernail.steering.models import FREQUENCY_LABELS
from gouvernail.steering.operations.digests import choose_frequency
from gouvernail.steering.permissions import open_digest
from gouvernail.steering.queries.digest import digest_page

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
A_WEEK = timedelta(days=7)


@GET_AND_POST
def mine(request: Request, slug: str) -> HttpResponse:
    """Choose how often to be told, and see what the next mail would say."""
    access = open_convention(request.user, slug, Right.READ)
    page = digest_page(access, timezone.now(), A_WEEK)
    form = FrequencyForm(request.POST or None, initial={"frequency": page.frequency.value})
    if request.method == "POST" and form.is_valid():
        chosen: Frequency = form.cleaned_data["frequency"]
        choose_frequency(page.membership, chosen, by=By(access.user))
        messages.success(request, f"C’est noté : {FREQUENCY_LABELS[chosen].lower()}.")
        return redirect("steering:digest", slug)
    context = {
        "access": access,
        "section": "today",
        "page": page,
        "form": form,
        "sends": leaves_the_machine(),
    }
    return render(request, "steering/digest.html", context)


@by_link
@GET_AND_POST
def stop(request: Request, secret: str) -> HttpResponse:
    """Stop the mails by the link that each of them carries. Reading the page changes nothing."""
    digest = open_digest(secret)
    if request.method == "POST":
        choose_frequency(digest.membership, Frequency.NONE, by=By(None, "Par le lien du courriel"))
        return redirect("digests:stop", secret)
    context = {"digest": digest, "convention": digest.membership.convention}
    return render(request, "steering/digest_stop.html", context)
