"""Files of the coordination to download."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.conventions.permissions import open_convention
from gouvernail.coordination.permissions import open_carrier
from gouvernail.coordination.queries.log import own_lines
from gouvernail.documents.catalogue import REPORT_FORMATS, TABLE_FORMATS
from gouvernail.documents.content.handover_report import handover_report
from gouvernail.documents.content.log_table import log_table
from gouvernail.documents.views import hand_out
from gouvernail.rules.roles import Right

LOG_FORMATS = ("xlsx", "ods", "csv")


@require_safe
def log(request: Request, slug: str, extension: str) -> HttpResponse:
    """One's own activity log, whole. Nobody else's can be asked for here."""
    access = open_convention(request.user, slug, Right.EDIT_TEAM)
    if extension not in LOG_FORMATS:
        raise Http404
    table = log_table(access.convention, own_lines(access.convention, access.user))
    made = TABLE_FORMATS[extension]
    back = reverse("coordination:month", args=[slug])
    return hand_out(request, lambda: made.write(table), made, "mon-temps", back)


@require_safe
def handover(request: Request, slug: str, pk: int, extension: str) -> HttpResponse:
    """The file of somebody's handover, as a document."""
    person, access = open_carrier(request.user, slug, pk, Right.READ_TEAM_WORK)
    if extension not in REPORT_FORMATS:
        raise Http404
    report = handover_report(person, access.user, timezone.localdate())
    made = REPORT_FORMATS[extension]
    back = reverse("coordination:handover", args=[slug, pk])
    stem = f"passation-{pk}"
    return hand_out(request, lambda: made.write(report, timezone.now()), made, stem, back)
