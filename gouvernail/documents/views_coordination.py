"""Files of the coordination to download."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.coordination.permissions import open_carrier
from gouvernail.documents.catalogue import REPORT_FORMATS
from gouvernail.documents.content.handover_report import handover_report
from gouvernail.documents.views import hand_out
from gouvernail.rules.roles import Right


@require_safe
def handover(request: Request, slug: str, pk: int, extension: str) -> HttpResponse:
    """The file of somebody's handover, as a document."""
    person, access = open_carrier(request.user, slug, pk, Right.READ_TEAM)
    if extension not in REPORT_FORMATS:
        raise Http404
    report = handover_report(person, access.user, timezone.localdate())
    made = REPORT_FORMATS[extension]
    back = reverse("coordination:handover", args=[slug, pk])
    stem = f"passation-{pk}"
    return hand_out(request, lambda: made.write(report, timezone.now()), made, stem, back)
