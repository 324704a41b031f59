"""Opening a template or a dossier: loading it and checking the right to, in one call."""

from django.shortcuts import get_object_or_404

from gouvernail.accounts.models import User
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.documents.models import DocumentTemplate
from gouvernail.rules.roles import Right


def open_template(user: User, slug: str, kind: str) -> tuple[DocumentTemplate, Access]:
    """Return the template of a kind that `user` may take or remove.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.MANAGE_SETTINGS)
    rows = DocumentTemplate.objects.select_related("convention")
    return get_object_or_404(rows, convention=access.convention, kind=kind), access
