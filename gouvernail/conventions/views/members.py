"""Members of a convention: the list, invitations, roles."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gouvernail.accounts.mail import leaves_the_machine
from gouvernail.accounts.requests import Request
from gouvernail.common.errors import Refusal
from gouvernail.conventions.forms.members import InvitationForm, RoleForm
from gouvernail.conventions.models import Invitation, Membership
from gouvernail.conventions.operations.members import (
    change_role,
    invitation_address,
    invite,
    remove_member,
    revoke_invitation,
)
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.queries.members import member_line, members_page, roles_in_words
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

# The address of a new invitation crosses the redirect in the inviter's own browser, signed: it is
# written nowhere on the server.
_COOKIE = "invitation"
_SALT = "gouvernail.conventions.invitation"
_SECONDS = 120


@never_cache
@require_safe
def members(request: Request, slug: str) -> HttpResponse:
    """Who takes part, who was invited; the address of the invitation just made, once."""
    access = open_convention(request.user, slug, Right.MANAGE_MEMBERS)
    address = request.get_signed_cookie(_COOKIE, default="", salt=_SALT, max_age=_SECONDS)
    context = {
        "access": access,
        "section": "settings",
        "page": members_page(access.convention, timezone.now()),
        "address": address,
        "has_mail_server": leaves_the_machine(),
    }
    response = render(request, "conventions/members.html", context)
    if address:
        response.delete_cookie(_COOKIE, path=request.path, samesite="Strict")
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def invite_member(request: Request, slug: str) -> HttpResponse:
    """The invitation's form; sending it again replaces the former invitation."""
    access = open_convention(request.user, slug, Right.MANAGE_MEMBERS)
    form = InvitationForm(access.convention, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitation, secret = invite(access.convention, form.guest(), by=By(access.user))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Invitation prête pour {invitation.email}.")
            response = redirect("conventions:members", slug)
            response.set_signed_cookie(
                _COOKIE,
                invitation_address(secret),
                salt=_SALT,
                max_age=_SECONDS,
                path=response.url,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Strict",
            )
            return response
    context = {"access": access, "section": "settings", "form": form, "roles": roles_in_words()}
    return render(request, "conventions/members_invite.html", context)


@require_POST
def withdraw_invitation(request: Request, slug: str, number: int) -> HttpResponse:
    """Make an invitation stop working."""
    access = open_convention(request.user, slug, Right.MANAGE_MEMBERS)
    invitation = get_object_or_404(Invitation, pk=number, convention=access.convention)
    try:
        revoke_invitation(invitation, by=By(access.user))
        messages.success(request, f"Invitation de {invitation.email} retirée.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("conventions:members", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def role(request: Request, slug: str, number: int) -> HttpResponse:
    """Changing what a member may do."""
    access = open_convention(request.user, slug, Right.MANAGE_MEMBERS)
    membership = _member(access, number)
    initial = {"role": membership.role, "organisation": membership.organisation_id}
    form = RoleForm(access.convention, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_role(membership, **form.cleaned_data, by=By(access.user))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Le rôle de {membership.user} est enregistré.")
            return _back(access, membership)
    context = {
        "access": access,
        "section": "settings",
        "member": member_line(membership),
        "form": form,
        "roles": roles_in_words(),
    }
    return render(request, "conventions/members_role.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: Request, slug: str, number: int) -> HttpResponse:
    """Asking, then taking a member's access away."""
    access = open_convention(request.user, slug, Right.MANAGE_MEMBERS)
    membership = _member(access, number)
    line = member_line(membership)
    if request.method == "POST":
        try:
            remove_member(membership, by=By(access.user))
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("conventions:members", slug)
        messages.success(request, f"{line.name} n’a plus accès à la convention.")
        return _back(access, membership)
    context = {"access": access, "section": "settings", "member": line}
    return render(request, "conventions/members_remove.html", context)


def _member(access: Access, number: int) -> Membership:
    return get_object_or_404(
        Membership.objects.select_related("user", "organisation"),
        pk=number,
        convention=access.convention,
    )


def _back(access: Access, changed: Membership) -> HttpResponse:
    # Whoever gave up their own rights would be refused the members' page.
    if changed.user_id == access.user.pk:
        return redirect("/")
    return redirect("conventions:members", access.convention.slug)
