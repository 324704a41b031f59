"""The page that an invitation opens. Reading it changes nothing: mail scanners open links too."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.devices import remember_device
from gouvernail.accounts.limits import by_link
from gouvernail.accounts.models import User
from gouvernail.common.errors import Refusal
from gouvernail.conventions.forms.members import NewcomerForm
from gouvernail.conventions.models import Invitation
from gouvernail.conventions.operations.members import accept_as_newcomer, accept_invitation
from gouvernail.conventions.queries.members import find_invitation, invitation_state
from gouvernail.history.operations import By

GONE = {"unknown": 404}


@by_link
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Say who invites to what; accept in one click, or by choosing a name and a password."""
    invitation = find_invitation(secret)
    state = invitation_state(invitation, timezone.now())
    if invitation is None or state != "open":
        context = {"state": state, "invitation": invitation}
        return render(request, "conventions/join_gone.html", context, status=GONE.get(state, 410))
    if isinstance(request.user, User):
        return _as_member(request, invitation, request.user)
    if User.objects.with_email(invitation.email).exists():
        return _page(request, invitation, {"must_sign_in": True})
    return _as_newcomer(request, invitation)


def _as_member(request: HttpRequest, invitation: Invitation, user: User) -> HttpResponse:
    if user.email.lower() != invitation.email.lower():
        return _page(request, invitation, {"signed_in_as": user.email})
    refused = ""
    if request.method == "POST":
        try:
            accept_invitation(invitation, by=By(user))
        except Refusal as refusal:
            refused = str(refusal)
        else:
            return _welcome(request, invitation)
    return _page(request, invitation, {"may_accept": True, "refused": refused})


def _as_newcomer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = NewcomerForm(request.POST or None, initial={"full_name": invitation.full_name})
    if request.method == "POST" and form.is_valid():
        try:
            membership = accept_as_newcomer(invitation, **form.cleaned_data, by=By(None))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            login(request, membership.user)
            response = _welcome(request, invitation)
            remember_device(request, response, membership.user.email)
            return response
    return _page(request, invitation, {"form": form})


def _welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    messages.success(request, f"Vous faites maintenant partie de {invitation.convention}.")
    return redirect("conventions:home", invitation.convention.slug)


def _page(request: HttpRequest, invitation: Invitation, details: dict[str, object]) -> HttpResponse:
    context = {"invitation": invitation, "convention": invitation.convention, **details}
    return render(request, "conventions/join.html", context)
