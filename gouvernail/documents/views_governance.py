"""Files of the governance to download."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.asked import asked_year
from gouvernail.conventions.permissions import open_convention
from gouvernail.documents.catalogue import REPORT_FORMATS, TABLE_FORMATS
from gouvernail.documents.content.adjustments_report import adjustments_report
from gouvernail.documents.content.decisions_table import decisions_table
from gouvernail.documents.content.obligations_report import obligations_report
from gouvernail.documents.views import hand_out
from gouvernail.governance.forms.adjustments import PeriodForm
from gouvernail.governance.forms.decisions import RegisterForm
from gouvernail.governance.queries.decisions import decision_years
from gouvernail.governance.queries.sittings import body_choices
from gouvernail.governance.views.adjustments import asked_period
from gouvernail.rules.roles import Right


@require_safe
def obligations(request: Request, slug: str, extension: str) -> HttpResponse:
    """The state of the obligations of a year, dated and with the hash of its content."""
    convention = open_convention(request.user, slug, Right.READ).convention
    if extension not in REPORT_FORMATS:
        raise Http404
    year = asked_year(request.GET)
    report = obligations_report(convention, year, timezone.localdate())
    made = REPORT_FORMATS[extension]
    stem = f"engagements-{slug}-{year or timezone.localdate().year}"
    back = reverse("governance:obligations", args=[slug])
    return hand_out(request, lambda: made.write(report, timezone.now()), made, stem, back)


@require_safe
def decisions(request: Request, slug: str, extension: str) -> HttpResponse:
    """The register of decisions that the address filters, as a file."""
    convention = open_convention(request.user, slug, Right.READ).convention
    if extension not in TABLE_FORMATS:
        raise Http404
    form = RegisterForm(request.GET, body_choices(convention), decision_years(convention))
    table = decisions_table(convention, form.filters(), timezone.localdate())
    made = TABLE_FORMATS[extension]
    back = reverse("governance:decisions", args=[slug])
    return hand_out(request, lambda: made.write(table), made, f"decisions-{slug}", back)


@require_safe
def adjustments(request: Request, slug: str, extension: str) -> HttpResponse:
    """The adjustments of a period, before and after, as a document."""
    convention = open_convention(request.user, slug, Right.READ).convention
    if extension not in REPORT_FORMATS:
        raise Http404
    since, until = asked_period(PeriodForm(request.GET))
    report = adjustments_report(convention, since, until, timezone.localdate())
    made = REPORT_FORMATS[extension]
    back = reverse("governance:adjustments", args=[slug])
    stem = f"ajustements-{slug}"
    return hand_out(request, lambda: made.write(report, timezone.now()), made, stem, back)
