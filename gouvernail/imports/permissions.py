"""Opening a pending import: loading it and checking the right to, in one call."""

from django.shortcuts import get_object_or_404

from gouvernail.accounts.models import User
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.imports.models import ContactImport, PlanImport
from gouvernail.rules.roles import Right


def open_import(user: User, slug: str, pk: int) -> tuple[PlanImport, Access]:
    """Return a pending import of a convention whose plan `user` may change.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_PLAN)
    pending = get_object_or_404(PlanImport.objects.of(access.convention).pending(), pk=pk)
    pending.convention = access.convention
    return pending, access


def open_contact_import(user: User, slug: str, pk: int) -> tuple[ContactImport, Access]:
    """Return a pending import of contacts of a convention whose directory `user` may change.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_DIRECTORY)
    pending = get_object_or_404(ContactImport.objects.of(access.convention).pending(), pk=pk)
    pending.convention = access.convention
    return pending, access
