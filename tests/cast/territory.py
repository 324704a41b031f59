"""A convention, its people by role, and the sample arguments of its addresses."""

from dataclasses import dataclass, field

from gouvernail.accounts.models import User
from gouvernail.conventions.models import Convention
from gouvernail.rules.roles import Role


@dataclass
class Territory:
    """A convention, its people by role, and the sample arguments of its addresses."""

    convention: Convention
    people: dict[Role, User] = field(default_factory=dict)
    samples: dict[str, object] = field(default_factory=dict)


@dataclass
class World:
    """Both territories, and whoever may knock at the door of the first."""

    here: Territory
    elsewhere: Territory
    actors: dict[str, User | None]

    def role_here(self, actor: str) -> Role | None:
        return next((role for role in Role if role.value == actor), None)
