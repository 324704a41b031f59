"""Files to download."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.forms import ComparisonForm
from gouvernail.action_plan.permissions import open_action
from gouvernail.action_plan.queries.comparison import compare_dates, first_moment
from gouvernail.conventions.permissions import open_convention
from gouvernail.conventions.queries.vocabulary import vocabulary_of
from gouvernail.documents.catalogue import (
    PLAN_REPORTS,
    PLAN_TABLES,
    REPORT_FORMATS,
    TABLE_FORMATS,
    ReportFormat,
    TableFormat,
)
from gouvernail.documents.content.action_sheets import sheets_report
from gouvernail.documents.content.contacts_table import contacts_table
from gouvernail.documents.content.funding_plan import funding_plan
from gouvernail.documents.content.plan_comparison import comparison_table
from gouvernail.documents.content.plan_list import plan_list, write_plan, write_sheets
from gouvernail.documents.content.state import state_lines
from gouvernail.documents.formats.pdf import DocumentTooLong
from gouvernail.documents.formats.xlsx import write_xlsx_book
from gouvernail.rules.roles import Right

# What an import of contacts reads back.
CONTACT_TABLES = ("xlsx", "ods", "csv")


@require_safe
def export(request: Request, slug: str, extension: str) -> HttpResponse:
    """The list of actions that the address filters, as a file."""
    access = open_convention(request.user, slug, Right.READ)
    if extension not in PLAN_TABLES + PLAN_REPORTS:
        raise Http404
    plan = plan_list(access.convention, request.GET)
    made = REPORT_FORMATS.get(extension) or TABLE_FORMATS[extension]
    try:
        return as_file(write_plan(plan, extension), made, f"plan-{slug}")
    except DocumentTooLong as error:
        return _back(request, slug, error)


@require_safe
def sheets(request: Request, slug: str, extension: str) -> HttpResponse:
    """The sheets of the actions that the address filters, as one file."""
    access = open_convention(request.user, slug, Right.READ)
    if extension not in PLAN_REPORTS:
        raise Http404
    plan = plan_list(access.convention, request.GET)
    try:
        return as_file(write_sheets(plan, extension), REPORT_FORMATS[extension], f"fiches-{slug}")
    except DocumentTooLong as error:
        return _back(request, slug, error)


@require_safe
def sheet(request: Request, slug: str, pk: int, extension: str) -> HttpResponse:
    """One action sheet as a file."""
    opened = open_action(request.user, slug, pk)
    action, access = opened.action, opened.access
    if extension not in PLAN_REPORTS:
        raise Http404
    state = state_lines(access.convention, 1, timezone.localdate())
    report = sheets_report(
        access.convention, vocabulary_of(access.convention), [action], state=state
    )
    made = REPORT_FORMATS[extension]
    return as_file(made.write(report, timezone.now()), made, f"fiche-{action.number or action.pk}")


@require_safe
def comparison(request: Request, slug: str, extension: str) -> HttpResponse:
    """The plan on two dates, side by side, as a file."""
    convention = open_convention(request.user, slug, Right.READ).convention
    if extension not in TABLE_FORMATS:
        raise Http404
    today = timezone.localdate()
    asked = ComparisonForm(request.GET).asked(first_moment(convention, today), today)
    table = comparison_table(convention, compare_dates(convention, asked))
    made = TABLE_FORMATS[extension]
    return as_file(made.write(table), made, f"comparaison-{slug}")


@require_safe
def contacts(request: Request, slug: str, extension: str) -> HttpResponse:
    """The directory as a file."""
    convention = open_convention(request.user, slug, Right.READ_DIRECTORY).convention
    if extension not in CONTACT_TABLES:
        raise Http404
    made = TABLE_FORMATS[extension]
    return as_file(made.write(contacts_table(convention)), made, f"contacts-{slug}")


def _back(request: Request, slug: str, error: DocumentTooLong) -> HttpResponse:
    """Say what to do, on the list that was asked for."""
    messages.error(request, str(error))
    return redirect(f"{reverse('action_plan:table', args=[slug])}?{request.GET.urlencode()}")


@require_safe
def money(request: Request, slug: str) -> HttpResponse:
    """The funding plan, a sheet per view."""
    convention = open_convention(request.user, slug, Right.READ).convention
    content = write_xlsx_book(funding_plan(convention, timezone.localdate()))
    return as_file(content, TABLE_FORMATS["xlsx"], f"financement-{slug}")


def as_file(content: bytes, made: TableFormat | ReportFormat, stem: str) -> HttpResponse:
    """Answer with a file, named after what it holds and the day it was made."""
    name = f"{stem}-{timezone.localdate():%Y-%m-%d}.{made.extension}"
    answer = HttpResponse(content, content_type=made.content_type)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
