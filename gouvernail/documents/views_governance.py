"""Files of the governance to download."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.conventions.permissions import open_convention
from gouvernail.documents.catalogue import REPORT_FORMATS
from gouvernail.documents.content.obligations_report import obligations_report
from gouvernail.documents.views import hand_out
from gouvernail.governance.views.obligations import asked_year
from gouvernail.rules.roles import Right


@require_safe
def obligations(request: Request, slug: str, extension: str) -> HttpResponse:
    """The state of the obligations of a year, dated and with the hash of its content."""
    convention = open_convention(request.user, slug, Right.READ).convention
    if extension not in REPORT_FORMATS:
        raise Http404
    year = asked_year(request)
    report = obligations_report(convention, year, timezone.localdate())
    made = REPORT_FORMATS[extension]
    stem = f"engagements-{slug}-{year or timezone.localdate().year}"
    back = reverse("governance:obligations", args=[slug])
    return hand_out(request, lambda: made.write(report, timezone.now()), made, stem, back)
