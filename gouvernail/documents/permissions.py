"""Opening a template or a report: loading it and checking the right to, in one call."""

from django.shortcuts import get_object_or_404

from gouvernail.accounts.models import User
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.documents.models import DocumentTemplate, PreparedReport
from gouvernail.rules.roles import Right


def open_template(user: User, slug: str, kind: str) -> tuple[DocumentTemplate, Access]:
    """Return the template of a kind that `user` may take or remove.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.MANAGE_SETTINGS)
    rows = DocumentTemplate.objects.select_related("convention")
    return get_object_or_404(rows, convention=access.convention, kind=kind), access


def open_report(user: User, slug: str, pk: int, right: Right) -> tuple[PreparedReport, Access]:
    """Return a composed report: those who write it see all of them, others the published one.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, right)
    rows = PreparedReport.objects.of(access.convention).select_related("convention", "asked_by")
    if not access.may_edit_reviews:
        rows = rows.published()
    return get_object_or_404(rows, pk=pk), access
