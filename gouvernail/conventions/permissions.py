"""Opening a convention: loading it and checking the right to, in one call."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404

from gouvernail.accounts.models import User
from gouvernail.conventions.models import Convention, Membership
from gouvernail.history.verbs import TEAM_VERBS, WORK_VERBS
from gouvernail.rules.roles import ADMIN_RIGHTS, Right, Role, allows


@dataclass(frozen=True, slots=True)
class Access:
    """A convention as one person reaches it. `role` is None for the instance's administrator."""

    convention: Convention
    user: User
    role: Role | None
    organisation_id: int | None

    def allows(self, right: Right) -> bool:
        """Tell whether this person holds `right` here."""
        if self.role is not None and allows(self.role, right):
            return True
        return self.user.is_admin and right in ADMIN_RIGHTS

    @property
    def hidden_verbs(self) -> tuple[str, ...]:
        """What the journal does not tell this person: drafts of words, how the team works."""
        written = () if self.may_edit_reviews else TEAM_VERBS
        return written if self.may_read_team_work else (*written, *WORK_VERBS)

    # One property per right that templates ask about: they cannot pass arguments.
    @property
    def may_read(self) -> bool:
        """May read the plan."""
        return self.allows(Right.READ)

    @property
    def may_edit_plan(self) -> bool:
        """May change every action and the tree."""
        return self.allows(Right.EDIT_PLAN)

    @property
    def may_read_directory(self) -> bool:
        """May read professional contacts."""
        return self.allows(Right.READ_DIRECTORY)

    @property
    def may_edit_directory(self) -> bool:
        """May change professional contacts."""
        return self.allows(Right.EDIT_DIRECTORY)

    @property
    def may_edit_governance(self) -> bool:
        """May change bodies, seats, sittings and the reading of obligations."""
        return self.allows(Right.EDIT_GOVERNANCE)

    @property
    def may_edit_reviews(self) -> bool:
        """May keep, send back and validate reviews, run campaigns, write the annual report."""
        return self.allows(Right.EDIT_REVIEWS)

    @property
    def may_read_team(self) -> bool:
        """May read the posts, their holders and what is declared of them."""
        return self.allows(Right.READ_TEAM)

    @property
    def may_read_team_work(self) -> bool:
        """May read how the team works: deeds, scenarios, absences, handovers, its time."""
        return self.allows(Right.READ_TEAM_WORK)

    @property
    def may_edit_team(self) -> bool:
        """May change the posts, the shares, the missions and the declarations."""
        return self.allows(Right.EDIT_TEAM)

    @property
    def may_manage_settings(self) -> bool:
        """May change the convention's settings."""
        return self.allows(Right.MANAGE_SETTINGS)

    @property
    def may_manage_members(self) -> bool:
        """May invite people and change roles."""
        return self.allows(Right.MANAGE_MEMBERS)


def open_convention(user: User, slug: str, right: Right) -> Access:
    """Return the convention named `slug` as `user` reaches it, holding `right`.

    One query. Errors: Http404 when the person has no part in it, so that nothing is disclosed;
    PermissionDenied when the person's role does not give `right`.
    """
    membership = (
        Membership.objects.select_related("convention")
        .filter(user=user, convention__slug=slug)
        .first()
    )
    if membership:
        access = Access(
            membership.convention, user, Role(membership.role), membership.organisation_id
        )
    elif user.is_admin:
        access = Access(_convention(slug), user, None, None)
    else:
        raise Http404
    if not access.allows(right):
        raise PermissionDenied
    return access


def _convention(slug: str) -> Convention:
    convention = Convention.objects.filter(slug=slug).first()
    if convention is None:
        raise Http404
    return convention
