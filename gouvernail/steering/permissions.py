"""Opening what the steering desk keeps: loading it and checking the right to, in one call."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from gouvernail.accounts.models import User
from gouvernail.common.secrets import digest_of
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.mailing.models import Mail
from gouvernail.rules.roles import Right
from gouvernail.steering.models import Digest


def open_return_mail(user: User, slug: str, pk: int) -> tuple[Mail, Access]:
    """Return a mail that carries returns, for an editor of the governance.

    Errors: Http404, PermissionDenied.
    """
    access = open_convention(user, slug, Right.EDIT_GOVERNANCE)
    rows = Mail.objects.of(access.convention).filter(returns__isnull=False).distinct()
    return get_object_or_404(rows, pk=pk), access


def open_digest(secret: str) -> Digest:
    """Return the digest that a link of one of its mails stops.

    Errors: Http404, the same for a link that never was and for one of a closed account.
    """
    rows = Digest.objects.filter(link_digest=digest_of(secret))
    digest = rows.select_related("membership__user", "membership__convention").first()
    if digest is None or not digest.membership.user.is_active:
        raise Http404
    return digest
