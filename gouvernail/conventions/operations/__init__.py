"""What people do to a convention."""

from gouvernail.conventions.operations.creation import (
    create_convention,
)
from gouvernail.conventions.operations.fields import (
    FieldWords,
    change_fields,
)
from gouvernail.conventions.operations.general import (
    change_convention,
)
from gouvernail.conventions.operations.members import (
    Guest,
    accept_as_newcomer,
    accept_invitation,
    change_role,
    invitation_address,
    invite,
    remove_member,
    revoke_invitation,
)
from gouvernail.conventions.operations.papers import (
    PaperChange,
    SignatoryData,
    add_amendment,
    add_annex,
    add_signatory,
    change_paper,
    change_signatory,
    remove_paper,
    remove_signatory,
)
from gouvernail.conventions.operations.perimeter import (
    set_perimeter,
)
from gouvernail.conventions.operations.vocabulary import (
    LevelWords,
    StatusWords,
    change_levels,
    change_statuses,
    change_terms,
)

__all__ = [
    "FieldWords",
    "Guest",
    "LevelWords",
    "PaperChange",
    "SignatoryData",
    "StatusWords",
    "accept_as_newcomer",
    "accept_invitation",
    "add_amendment",
    "add_annex",
    "add_signatory",
    "change_convention",
    "change_fields",
    "change_levels",
    "change_paper",
    "change_role",
    "change_signatory",
    "change_statuses",
    "change_terms",
    "create_convention",
    "invitation_address",
    "invite",
    "remove_member",
    "remove_paper",
    "remove_signatory",
    "revoke_invitation",
    "set_perimeter",
]
