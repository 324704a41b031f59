"""The plan on two dates, side by side."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.forms import ComparisonForm
from gouvernail.action_plan.queries.comparison import (
    ComparedAction,
    compare_dates,
    comparison_title,
    first_moment,
    moments,
)
from gouvernail.conventions.permissions import open_convention
from gouvernail.rules.plan_changes import CHANGE_LABELS, changes_sentence
from gouvernail.rules.roles import Right

PAGE_LENGTH = 50
FILES = (("xlsx", "XLSX"), ("pdf", "PDF"), ("ods", "ODS"))


@dataclass(frozen=True, slots=True)
class _Section:
    """The actions of one kind that a page shows, under their name."""

    label: str
    count: int
    rows: list[ComparedAction]


@require_safe
def compare(request: Request, slug: str) -> HttpResponse:
    """What became of the plan between two dates: what an avenant has to say."""
    access = open_convention(request.user, slug, Right.READ)
    convention, today = access.convention, timezone.localdate()
    form = ComparisonForm(request.GET)
    found = compare_dates(convention, form.asked(first_moment(convention, today), today))
    pages = max(1, -(-len(found.actions) // PAGE_LENGTH))
    page = min(form.page_number, pages)
    shown = found.actions[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH]
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "access": access,
        "section": "plan",
        "tab": "compare",
        "found": found,
        "title": comparison_title(found.asked),
        "sentence": changes_sentence(found.counts),
        "sections": [
            _Section(label, found.counts.get(kind, 0), [row for row in shown if row.kind is kind])
            for kind, label in CHANGE_LABELS.items()
        ],
        "kinds": [(kind, label) for kind, label in CHANGE_LABELS.items()],
        "files": FILES,
        "moments": moments(convention, today),
        "today": today,
        "page": page,
        "pages": pages,
        "query": query.urlencode(),
    }
    return render(request, "action_plan/compare.html", context)
