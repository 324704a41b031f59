"""One table: what each role may do on a convention.

Whoever has no role on a convention does not learn that it exists.
"""

from enum import StrEnum


class Role(StrEnum):
    """The part a person plays on one convention."""

    PILOTE = "pilote"
    COORDINATOR = "coordinator"
    CAF = "caf"
    CONTRIBUTOR = "contributor"
    READER = "reader"


class Right(StrEnum):
    """What a page or an operation asks for."""

    READ = "read"  # the plan, its exports, its history
    READ_DIRECTORY = "read_directory"  # professional contacts
    EDIT_OWN_ACTIONS = "edit_own_actions"  # the actions led by one's organisation
    EDIT_PLAN = "edit_plan"  # every action, the tree, imports
    EDIT_DIRECTORY = "edit_directory"
    EDIT_GOVERNANCE = "edit_governance"  # bodies, seats, sittings, obligations
    EDIT_REVIEWS = "edit_reviews"  # keep, send back, validate, campaigns, the annual report
    READ_TEAM = "read_team"  # posts, shares, declarations
    READ_TEAM_WORK = "read_team_work"  # deeds, scenarios, absences, handovers, time of the team
    EDIT_TEAM = "edit_team"
    MANAGE_SETTINGS = "manage_settings"  # perimeter, vocabularies, fields, annexes
    MANAGE_MEMBERS = "manage_members"  # invitations and roles


_READER = frozenset({Right.READ})
_CONTRIBUTOR = _READER | {Right.EDIT_OWN_ACTIONS, Right.READ_DIRECTORY}
_CAF = _READER | {
    Right.READ_DIRECTORY,
    Right.EDIT_GOVERNANCE,
    Right.EDIT_REVIEWS,
    Right.READ_TEAM,
}
_COORDINATOR = _CONTRIBUTOR | {
    Right.EDIT_PLAN,
    Right.EDIT_DIRECTORY,
    Right.EDIT_GOVERNANCE,
    Right.EDIT_REVIEWS,
    Right.READ_TEAM,
    Right.READ_TEAM_WORK,
    Right.EDIT_TEAM,
}
_PILOTE = _COORDINATOR | {Right.MANAGE_SETTINGS, Right.MANAGE_MEMBERS}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.PILOTE: frozenset(_PILOTE),
    Role.COORDINATOR: frozenset(_COORDINATOR),
    Role.CAF: frozenset(_CAF),
    Role.CONTRIBUTOR: frozenset(_CONTRIBUTOR),
    Role.READER: _READER,
}

# Whoever administers the instance prepares conventions and lets people in, and reads nothing more.
ADMIN_RIGHTS = frozenset({Right.MANAGE_SETTINGS, Right.MANAGE_MEMBERS})


def allows(role: Role, right: Right) -> bool:
    """Tell whether `role` gives `right`.

    Unit: yes or no.
    Errors: none.
    Source: CHOICE 0003, the roles of a convention.
    """
    return right in RIGHTS[role]
