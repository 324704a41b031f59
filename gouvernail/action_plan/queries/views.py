"""The views that a person sees above the list: their own, and those that are shared."""

from dataclasses import dataclass

from django.db.models import F, Q

from gouvernail.accounts.models import User
from gouvernail.action_plan.models import SavedView
from gouvernail.conventions.permissions import Access


@dataclass(frozen=True, slots=True)
class ViewChip:
    """A kept view, as the list offers it: `address` comes after the question mark."""

    id: int
    name: str
    tab: str
    address: str
    is_shared: bool
    is_default: bool
    may_edit: bool
    version: int


# In an address, the view that it comes from.
KEPT = "garde"


def saved_views(access: Access, user: User) -> list[ViewChip]:
    """Return the shared views, then those of this person. One query."""
    rows = SavedView.objects.filter(Q(owner=None) | Q(owner=user), convention=access.convention)
    return [
        ViewChip(
            id=row.pk,
            name=row.name,
            tab=row.tab,
            address=view_address(row),
            is_shared=row.owner_id is None,
            is_default=row.is_default,
            may_edit=row.owner_id is not None or access.may_edit_plan,
            version=row.version,
        )
        for row in rows.order_by(F("owner").asc(nulls_first=True), "position", "pk")
    ]


def default_view(access: Access, user: User) -> SavedView | None:
    """Return the view that this person wants when they open the plan. One query."""
    own = SavedView.objects.filter(convention=access.convention, owner=user, is_default=True)
    return own.first()


def view_address(view: SavedView) -> str:
    """Return what comes after the question mark in the address of a view."""
    return f"{view.query}&{KEPT}={view.pk}" if view.query else f"{KEPT}={view.pk}"
