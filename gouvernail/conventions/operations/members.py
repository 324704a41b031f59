"""Who takes part in a convention: inviting, accepting, changing roles, leaving.

Only the hash of an invitation's secret is kept. The secret itself leaves twice: in the mail, and to
the caller, for an instance that has no mail server.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.urls import reverse

from gouvernail.accounts import mail
from gouvernail.accounts.models import User
from gouvernail.accounts.operations import create_user
from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention, Invitation, Membership
from gouvernail.conventions.models.members import ROLE_LABELS
from gouvernail.conventions.queries.members import hash_secret
from gouvernail.directory.models import Organisation
from gouvernail.history.operations import By, Change, note
from gouvernail.rules.roles import Role

VALIDITY = timedelta(days=14)
LAST_PILOTE = (
    "C’est le dernier pilote de la convention : donnez d’abord ce rôle à une autre personne."
)


@dataclass(frozen=True, slots=True)
class Guest:
    """Whom to invite, and as what."""

    email: str
    full_name: str
    role: Role
    organisation: Organisation | None = None


def invitation_address(secret: str) -> str:
    """Return the full address that the invited person opens."""
    return mail.absolute(reverse("invitations:join", args=[secret]))


@transaction.atomic
def invite(convention: Convention, guest: Guest, *, by: By) -> tuple[Invitation, str]:
    """Invite somebody by mail; a former invitation to the same address stops working.

    Returns the invitation and its secret, which cannot be read again.

    Errors: Refusal when the person is already a member, or the structure is of another convention.
    """
    email = guest.email.strip().lower()
    if convention.memberships.filter(user__email__iexact=email).exists():
        raise Refusal(f"{email} fait déjà partie de la convention : changez plutôt son rôle.")
    _check_organisation(convention, guest.role, guest.organisation)
    convention.invitations.open_at(by.at).filter(email__iexact=email).update(revoked_at=by.at)
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        convention=convention,
        email=email,
        full_name=" ".join(guest.full_name.split()),
        role=guest.role.value,
        organisation=guest.organisation,
        secret_hash=hash_secret(secret),
        invited_by=by.actor,
        created_at=by.at,
        expires_at=by.at + VALIDITY,
    )
    changes = _changes(("", None), (guest.role.value, guest.organisation))
    note("member.invited", invitation, convention_id=convention.pk, by=by, changes=changes)
    transaction.on_commit(partial(_send, invitation, secret))
    return invitation, secret


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: By) -> None:
    """Make an invitation stop working.

    Errors: Refusal when it was accepted or withdrawn meanwhile.
    """
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if not waiting.update(revoked_at=by.at):
        raise Refusal("Cette invitation a déjà été acceptée ou retirée.")
    changes = [Change("Invitation", "en attente", "retirée")]
    note(
        "member.removed", invitation, convention_id=invitation.convention_id, by=by, changes=changes
    )


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: By) -> Membership:
    """Make the person of `by`, who has an account, a member.

    Errors: Refusal when the invitation is for another address or no longer works, and when the
    person is already a member.
    """
    user = by.actor
    if user is None or user.email.lower() != invitation.email.lower():
        raise Refusal(f"Cette invitation est adressée à {invitation.email}.")
    _use_up(invitation, by)
    if Membership.objects.filter(convention=invitation.convention_id, user=user).exists():
        raise Refusal("Vous faites déjà partie de cette convention.")
    membership = Membership.objects.create(
        convention=invitation.convention,
        user=user,
        role=invitation.role,
        organisation=invitation.organisation,
        since=by.at,
    )
    changes = _changes(("", None), (membership.role, membership.organisation))
    note(
        "member.joined", membership, convention_id=membership.convention_id, by=by, changes=changes
    )
    return membership


@transaction.atomic
def accept_as_newcomer(
    invitation: Invitation, full_name: str, password: str, *, by: By
) -> Membership:
    """Open the invited person's account and make it a member, or do neither.

    Errors: Refusal when the invitation no longer works, an account has the address, the name is
    empty or the password weak.
    """
    user = create_user(invitation.email, full_name, password)
    return accept_invitation(invitation, by=replace(by, actor=user))


@transaction.atomic
def change_role(
    membership: Membership, role: Role, organisation: Organisation | None, *, by: By
) -> Membership:
    """Give a member another role, or attach it to another structure.

    Errors: Refusal when no pilote would be left, or the structure is of another convention.
    """
    current = _locked(membership)
    _check_organisation(current.convention, role, organisation)
    if role is not Role.PILOTE:
        _keep_a_pilote(current)
    changes = _changes((current.role, current.organisation), (role.value, organisation))
    current.role, current.organisation = role.value, organisation
    if changes:
        current.save(update_fields=["role", "organisation"])
        note(
            "member.role_changed",
            current,
            convention_id=current.convention_id,
            by=by,
            changes=changes,
        )
    return current


@transaction.atomic
def remove_member(membership: Membership, *, by: By) -> None:
    """Take a member's access away. The account stays, and what the person did keeps its name.

    Errors: Refusal when no pilote would be left.
    """
    current = _locked(membership)
    _keep_a_pilote(current)
    changes = _changes((current.role, current.organisation), ("", None))
    note("member.removed", current, convention_id=current.convention_id, by=by, changes=changes)
    current.delete()


def _locked(membership: Membership) -> Membership:
    # Two pilotes who remove each other wait in line: PostgreSQL on this row, SQLite on its file.
    Convention.objects.select_for_update().get(pk=membership.convention_id)
    found = (
        Membership.objects.select_related("convention", "user", "organisation")
        .filter(pk=membership.pk)
        .first()
    )
    if found is None:
        raise Refusal("Cette personne ne fait plus partie de la convention.")
    return found


def _keep_a_pilote(leaving: Membership) -> None:
    others = Membership.objects.filter(
        convention=leaving.convention_id, role=Role.PILOTE.value, user__is_active=True
    ).exclude(pk=leaving.pk)
    if leaving.role == Role.PILOTE and not others.exists():
        raise Refusal(LAST_PILOTE)


def _check_organisation(
    convention: Convention, role: Role, organisation: Organisation | None
) -> None:
    if organisation is not None and organisation.convention_id != convention.pk:
        raise Refusal("Cette structure n’est pas dans l’annuaire de la convention.")
    if role is Role.CONTRIBUTOR and organisation is None:
        raise Refusal(
            "Choisissez la structure : un contributeur modifie les actions qu’elle pilote."
        )


def _use_up(invitation: Invitation, by: By) -> None:
    # One conditional UPDATE decides, so a link opened in two windows lets one person in once.
    if not Invitation.objects.open_at(by.at).filter(pk=invitation.pk).update(accepted_at=by.at):
        raise Refusal("Cette invitation ne sert plus : demandez-en une autre.")


def _changes(
    before: tuple[str, Organisation | None], after: tuple[str, Organisation | None]
) -> list[Change]:
    told = {
        "Rôle": [ROLE_LABELS[Role(role)] if role else "" for role, _ in (before, after)],
        "Structure": [str(organisation or "") for _, organisation in (before, after)],
    }
    return [Change(label, old, new) for label, (old, new) in told.items() if old != new]


def _send(invitation: Invitation, secret: str) -> None:
    inviter: User | None = invitation.invited_by
    mail.send(
        "conventions/email/invitation",
        invitation.email,
        {
            "full_name": invitation.full_name,
            "inviter": str(inviter) if inviter else "",
            "convention": str(invitation.convention),
            "role": ROLE_LABELS[Role(invitation.role)],
            "address": invitation_address(secret),
            "expires_at": invitation.expires_at,
        },
    )
