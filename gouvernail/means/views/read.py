"""Reading the means: the watch, the lines, the costs, the means of one action."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.permissions import open_action
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.history.queries import journal_of
from gouvernail.means.forms import MeansFiltersForm
from gouvernail.means.permissions import open_line
from gouvernail.means.queries import (
    action_means,
    alert_lines,
    costs_page,
    line_row,
    lines_page,
    papers_of,
    staff_rows,
    watch_page,
)
from gouvernail.means.words import MEASURE_LABELS
from gouvernail.rules.funding import Measure
from gouvernail.rules.roles import Right

JOURNAL_LENGTH = 20


@require_safe
def watch(request: Request, slug: str) -> HttpResponse:
    """« Veille des moyens » : what presses, then the money by funder and by year."""
    access = open_convention(request.user, slug, Right.READ)
    measure = MeansFiltersForm(request.GET).measure or Measure.GRANTED
    context = _context(
        access,
        page=watch_page(access.convention, timezone.localdate(), measure),
        measure=measure,
        measures=MEASURE_LABELS.items(),
        measure_label=MEASURE_LABELS[measure].lower(),
        tab="watch",
    )
    return render(request, "means/watch.html", context)


@require_safe
def lines(request: Request, slug: str) -> HttpResponse:
    """The funding lines that the address keeps, with their totals."""
    access = open_convention(request.user, slug, Right.READ)
    form = MeansFiltersForm(request.GET)
    filters = form.filters()
    query = request.GET.copy()
    query.pop("page", None)
    context = _context(
        access,
        page=lines_page(access.convention, filters, form.page_number),
        filters=filters,
        query=query.urlencode(),
        measures=MEASURE_LABELS.items(),
        tab="lines",
    )
    template = "means/lines.html#results" if request.htmx else "means/lines.html"
    return render(request, template, context)


@require_safe
def line(request: Request, slug: str, pk: int) -> HttpResponse:
    """One funding line: where it stands, what it waits for, its documents, its history."""
    opened = open_line(request.user, slug, pk)
    row = line_row(opened.line)
    context = _context(
        opened.access,
        line=opened.line,
        row=row,
        alerts=alert_lines([row], timezone.localdate()),
        papers=papers_of(opened.line),
        may_edit=opened.may_edit,
        journal=journal_of(opened.line, JOURNAL_LENGTH),
        today=timezone.localdate(),
    )
    return render(request, "means/line.html", context)


@require_safe
def costs(request: Request, slug: str) -> HttpResponse:
    """What each action costs, what pays for it, what is left to find."""
    access = open_convention(request.user, slug, Right.READ)
    context = _context(
        access, page=costs_page(access.convention), staff=staff_rows(access.convention), tab="costs"
    )
    return render(request, "means/costs.html", context)


@require_safe
def of_action(request: Request, slug: str, pk: int) -> HttpResponse:
    """The means of one action: a page, or the section of its sheet for htmx."""
    opened = open_action(request.user, slug, pk)
    context = _context(
        opened.access,
        action=opened.action,
        means=action_means(opened.action, timezone.localdate()),
        may_edit=opened.may_edit,
        is_section=bool(request.htmx),
    )
    template = "means/action.html#section" if request.htmx else "means/action.html"
    return render(request, template, context)


def _context(access: Access, **more: Any) -> dict[str, Any]:
    return {"access": access, "section": "plan", **more}
