"""Files to download."""

from collections.abc import Callable
from typing import Protocol

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.forms import ComparisonForm, PlanFiltersForm
from gouvernail.action_plan.permissions import open_action
from gouvernail.action_plan.queries.comparison import compare_dates, first_moment
from gouvernail.action_plan.queries.past import actions_at
from gouvernail.conventions.permissions import open_convention
from gouvernail.conventions.queries.vocabulary import vocabulary_of
from gouvernail.documents.catalogue import (
    PLAN_REPORTS,
    PLAN_TABLES,
    REPORT_FORMATS,
    TABLE_FORMATS,
)
from gouvernail.documents.content.action_sheets import sheets_report
from gouvernail.documents.content.contacts_table import contacts_table
from gouvernail.documents.content.funding_plan import funding_plan
from gouvernail.documents.content.plan_comparison import comparison_table
from gouvernail.documents.content.plan_list import plan_list, write_plan, write_sheets
from gouvernail.documents.content.state import state_lines
from gouvernail.documents.formats.refusals import DocumentRefused
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
    back = reverse("action_plan:table", args=[slug])
    return hand_out(request, lambda: write_plan(plan, extension), made, f"plan-{slug}", back)


@require_safe
def sheets(request: Request, slug: str, extension: str) -> HttpResponse:
    """The sheets of the actions that the address filters, as one file."""
    access = open_convention(request.user, slug, Right.READ)
    if extension not in PLAN_REPORTS:
        raise Http404
    plan = plan_list(access.convention, request.GET)
    made = REPORT_FORMATS[extension]
    back = reverse("action_plan:table", args=[slug])
    return hand_out(request, lambda: write_sheets(plan, extension), made, f"fiches-{slug}", back)


@require_safe
def sheet(request: Request, slug: str, pk: int, extension: str) -> HttpResponse:
    """One action sheet as a file; now or as of a past day."""
    opened = open_action(request.user, slug, pk)
    convention, today = opened.access.convention, timezone.localdate()
    on = PlanFiltersForm(request.GET).filters(today).on
    action = actions_at(convention, on, [pk]).get(pk) if on else opened.action
    if extension not in PLAN_REPORTS or action is None:
        raise Http404
    state = state_lines(convention, 1, on or today)
    report = sheets_report(convention, vocabulary_of(convention), [action], state=state)
    made = REPORT_FORMATS[extension]
    stem = f"fiche-{action.number or action.pk}"
    back = reverse("action_plan:action", args=[slug, pk])
    return hand_out(request, lambda: made.write(report, timezone.now()), made, stem, back)


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
    back = reverse("action_plan:compare", args=[slug])
    return hand_out(request, lambda: made.write(table), made, f"comparaison-{slug}", back)


@require_safe
def contacts(request: Request, slug: str, extension: str) -> HttpResponse:
    """The directory as a file."""
    convention = open_convention(request.user, slug, Right.READ_DIRECTORY).convention
    if extension not in CONTACT_TABLES:
        raise Http404
    made = TABLE_FORMATS[extension]
    return as_file(made.write(contacts_table(convention)), made, f"contacts-{slug}")


@require_safe
def money(request: Request, slug: str) -> HttpResponse:
    """The funding plan, a sheet per view."""
    convention = open_convention(request.user, slug, Right.READ).convention
    content = write_xlsx_book(funding_plan(convention, timezone.localdate()))
    return as_file(content, TABLE_FORMATS["xlsx"], f"financement-{slug}")


class Kind(Protocol):
    """What a file is: how its name ends, and the type of its bytes."""

    @property
    def extension(self) -> str:
        """How the name ends, without the dot."""

    @property
    def content_type(self) -> str:
        """The type of the bytes."""


def as_file(content: bytes, made: Kind, stem: str) -> HttpResponse:
    """Answer with a file, named after what it holds and the day it was made."""
    name = f"{stem}-{timezone.localdate():%Y-%m-%d}.{made.extension}"
    answer = HttpResponse(content, content_type=made.content_type)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def hand_out(
    request: Request,
    write: Callable[[], bytes],
    made: Kind,
    stem: str,
    back: str,
) -> HttpResponse:
    """Answer with a file; when it is refused, go back to its page and say what to do."""
    try:
        content = write()
    except DocumentRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{back}?{request.GET.urlencode()}")
    return as_file(content, made, stem)
