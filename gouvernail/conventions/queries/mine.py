"""The conventions that a person reaches."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Subquery

from gouvernail.accounts.models import User
from gouvernail.conventions.models import Convention, Membership
from gouvernail.conventions.models.members import ROLE_LABELS
from gouvernail.rules.roles import Role

ADMIN_LABEL = "Administration de l’instance"

_COLUMNS = (
    "slug",
    "name",
    "my_role",
    "starts_on",
    "ends_on",
    "communes_count",
    "is_fictional",
)


@dataclass(frozen=True, slots=True)
class MyConvention:
    """One of the conventions of a person, with the part played in it."""

    slug: str
    name: str
    role: str
    starts_on: date | None
    ends_on: date | None
    communes_count: int
    is_fictional: bool


def my_conventions(user: User) -> list[MyConvention]:
    """Return the conventions of `user`, by name; all of them for the administrator. One query."""
    role = Membership.objects.filter(convention=OuterRef("pk"), user=user).values("role")
    rows = Convention.objects.annotate(
        my_role=Subquery(role[:1]), communes_count=Count("perimeter")
    ).order_by("name", "pk")
    if not user.is_admin:
        rows = rows.exclude(my_role=None)
    return [
        MyConvention(
            slug=row["slug"],
            name=row["name"],
            role=ROLE_LABELS[Role(row["my_role"])] if row["my_role"] else ADMIN_LABEL,
            starts_on=row["starts_on"],
            ends_on=row["ends_on"],
            communes_count=row["communes_count"],
            is_fictional=row["is_fictional"],
        )
        for row in rows.values(*_COLUMNS)
    ]
