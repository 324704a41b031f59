"""What each is told after a sitting, as files: one recipient, or everyone on their own page."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.documents.catalogue import REPORT_FORMATS
from gouvernail.documents.content.returns_letters import returns_letters
from gouvernail.documents.views import hand_out
from gouvernail.governance.permissions import open_sitting
from gouvernail.rules.roles import Right
from gouvernail.steering.queries.returns import returns_page


@require_safe
def everyone(request: Request, slug: str, pk: int, extension: str) -> HttpResponse:
    """Every return of a sitting, a page each."""
    return _letters(request, slug, pk, extension)


@require_safe
def one(request: Request, slug: str, pk: int, recipient: str, extension: str) -> HttpResponse:
    """The return of one recipient."""
    return _letters(request, slug, pk, extension, recipient)


def _letters(request: Request, slug: str, pk: int, extension: str, only: str = "") -> HttpResponse:
    row, _ = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    made = REPORT_FORMATS.get(extension)
    chosen = [one for one in returns_page(row).recipients if only in ("", one.key)]
    if made is None or (only and not chosen):
        raise Http404
    report = returns_letters(row, chosen)
    stem = f"retour-{slugify(chosen[0].name)[:60]}" if only else f"retours-{slug}"
    back = reverse("steering:returns", args=[slug, pk])
    return hand_out(request, lambda: made.write(report, timezone.now()), made, stem, back)
