"""Opening a part of the governance: loading it and checking the right to, in one call."""

from django.shortcuts import get_object_or_404

from gouvernail.accounts.models import User
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.governance.models import Body, Mandate, Obligation, Seat, Sitting
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


def open_body(user: User, slug: str, pk: int, right: Right) -> tuple[Body, Access]:
    """Return a body that `user` may reach with a right.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, right)
    body = get_object_or_404(Body.objects.of(access.convention), pk=pk)
    body.convention = access.convention
    return body, access


def open_seat_to_edit(user: User, slug: str, pk: int) -> tuple[Seat, Access]:
    """Return a seat that `user` may change.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_GOVERNANCE)
    rows = Seat.objects.filter(body__convention=access.convention, closed_on=None)
    return get_object_or_404(rows.select_related("body", "organisation"), pk=pk), access


def open_mandate_to_edit(user: User, slug: str, pk: int) -> tuple[Mandate, Access]:
    """Return a mandate that `user` may end.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_GOVERNANCE)
    rows = Mandate.objects.filter(seat__body__convention=access.convention)
    return get_object_or_404(rows.select_related("person", "seat__body"), pk=pk), access
