"""Opening a part of the governance: loading it and checking the right to, in one call."""

from django.shortcuts import get_object_or_404

from gouvernail.accounts.models import User
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.governance.models import Obligation, Sitting
from gouvernail.rules.roles import Right


def open_obligation_to_edit(user: User, slug: str, pk: int) -> tuple[Obligation, Access]:
    """Return an obligation that `user` may read otherwise or prove.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_GOVERNANCE)
    rows = Obligation.objects.of(access.convention).select_related("body")
    row = get_object_or_404(rows, pk=pk)
    row.convention = access.convention
    return row, access


def open_sitting(user: User, slug: str, pk: int, right: Right) -> tuple[Sitting, Access]:
    """Return a sitting that `user` may reach with a right.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, right)
    rows = Sitting.objects.of(access.convention).select_related("body")
    sitting = get_object_or_404(rows, pk=pk)
    sitting.convention = access.convention
    return sitting, access
