"""Reading who takes part in a convention."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from gouvernail.conventions.models import Convention, Invitation, Membership
from gouvernail.conventions.models.members import ROLE_LABELS
from gouvernail.rules.roles import RIGHTS, Right, Role

RIGHT_SENTENCES = {
    Right.READ: "lire le plan, ses exports et son histoire",
    Right.READ_DIRECTORY: "consulter l’annuaire",
    Right.EDIT_OWN_ACTIONS: "modifier les actions que pilote sa structure",
    Right.EDIT_PLAN: "modifier tout le plan et importer des fichiers",
    Right.EDIT_DIRECTORY: "tenir l’annuaire",
    Right.MANAGE_SETTINGS: "régler la convention",
    Right.MANAGE_MEMBERS: "inviter et changer les rôles",
}
# Said twice over when the wider right is held.
_IMPLIED = {
    Right.EDIT_OWN_ACTIONS: Right.EDIT_PLAN,
    Right.READ_DIRECTORY: Right.EDIT_DIRECTORY,
}


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role in words, with what it lets do."""

    value: str
    label: str
    may: str


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member, ready to be shown."""

    id: int
    user_id: int
    name: str
    email: str
    role: str
    role_label: str
    organisation: str
    since: datetime


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """One invitation that waits for an answer. `organisation_id` serves to send it again."""

    id: int
    email: str
    full_name: str
    role: str
    role_label: str
    organisation: str
    organisation_id: int | None
    invited_by: str
    created_at: datetime
    expires_at: datetime
    is_expired: bool


@dataclass(frozen=True, slots=True)
class MembersPage:
    """Everything that the members' page shows."""

    members: list[MemberLine]
    invitations: list[InvitationLine]
    roles: list[RoleView]


def hash_secret(secret: str) -> str:
    """Return what is kept of a secret. It is long and random: no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def roles_in_words() -> list[RoleView]:
    """Return every role with what it lets do, as `rules.roles` has it. No query."""
    return [RoleView(role.value, ROLE_LABELS[role], _may(role)) for role in Role]


def members_page(convention: Convention, now: datetime) -> MembersPage:
    """Return the members by role then name, and the unanswered invitations. Two queries."""
    return MembersPage(_members(convention), _invitations(convention, now), roles_in_words())


def member_line(membership: Membership) -> MemberLine:
    """Return one member in words. No query if `user` and `organisation` were read with it."""
    return MemberLine(
        id=membership.pk,
        user_id=membership.user_id,
        name=str(membership.user),
        email=membership.user.email,
        role=membership.role,
        role_label=ROLE_LABELS[Role(membership.role)],
        organisation=str(membership.organisation or ""),
        since=membership.since,
    )


def _may(role: Role) -> str:
    held = RIGHTS[role]
    told = [
        sentence
        for right, sentence in RIGHT_SENTENCES.items()
        if right in held and _IMPLIED.get(right) not in held
    ]
    return ", ".join(told)


def _members(convention: Convention) -> list[MemberLine]:
    order = list(Role)
    lines = [
        member_line(membership)
        for membership in convention.memberships.select_related("user", "organisation")
    ]
    return sorted(lines, key=lambda line: (order.index(Role(line.role)), line.name.casefold()))


def _invitations(convention: Convention, now: datetime) -> list[InvitationLine]:
    waiting = (
        Invitation.objects.filter(convention=convention, accepted_at=None, revoked_at=None)
        .select_related("organisation", "invited_by")
        .order_by("-created_at", "-pk")
    )
    return [
        InvitationLine(
            id=invitation.pk,
            email=invitation.email,
            full_name=invitation.full_name,
            role=invitation.role,
            role_label=ROLE_LABELS[Role(invitation.role)],
            organisation=str(invitation.organisation or ""),
            organisation_id=invitation.organisation_id,
            invited_by=str(invitation.invited_by or "Gouvernail"),
            created_at=invitation.created_at,
            expires_at=invitation.expires_at,
            is_expired=invitation.expires_at <= now,
        )
        for invitation in waiting
    ]


def find_invitation(secret: str) -> Invitation | None:
    """Return the invitation that this secret opens, open or not. One query."""
    return (
        Invitation.objects.select_related("convention", "invited_by", "organisation")
        .filter(secret_hash=hash_secret(secret))
        .first()
    )


def invitation_state(invitation: Invitation | None, now: datetime) -> str:
    """Return `open`, `unknown`, `accepted`, `revoked` or `expired`. No query."""
    if invitation is None:
        return "unknown"
    if invitation.accepted_at:
        return "accepted"
    if invitation.revoked_at:
        return "revoked"
    return "open" if invitation.expires_at > now else "expired"
