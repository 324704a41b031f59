"""One field of an action, edited where it is read; without JavaScript, on a small page."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, retarget, trigger_client_event

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.drafts import differences, draft_of
from gouvernail.action_plan.forms import PlanFiltersForm
from gouvernail.action_plan.forms.quick import QUICK_FORMS, QuickForm, reading
from gouvernail.action_plan.operations import change_action, field_labels
from gouvernail.action_plan.permissions import OpenedAction, open_action, open_action_to_edit
from gouvernail.action_plan.queries import kept_actions
from gouvernail.action_plan.queries.table import TableRows, table_rows
from gouvernail.action_plan.views.actions import show_conflict
from gouvernail.action_plan.views.lists import clock_of
from gouvernail.common.errors import EditConflict
from gouvernail.history.operations import By
from gouvernail.history.queries import journal_of

CELL, ROW, LEAF = "quick.html#cell", "quick.html#row", "quick.html#leaf"


@require_http_methods(["GET", "HEAD", "POST"])
def quick(request: Request, slug: str, pk: int, field: str) -> HttpResponse:
    """Change the state, the leads or the deadline of an action, where a list shows it."""
    if field not in QUICK_FORMS:
        raise Http404
    opened = open_action_to_edit(request.user, slug, pk)
    if request.method != "POST" and request.htmx and "value" in request.GET:
        return HttpResponse(reading(request.GET["value"]))
    form = QUICK_FORMS[field](
        request.POST or None,
        draft_of(opened.action),
        opened.access.convention,
        opened.action.version,
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            change_action(
                opened.action,
                form.result(),
                version=data["version"],
                by=By(request.user, data["reason"]),
            )
        except EditConflict:
            return _conflict(request, opened, form, field)
        return _saved(request, opened, field)
    return _form(request, opened, form, field)


def _form(
    request: Request, opened: OpenedAction, form: QuickForm, field: str, **more: Any
) -> HttpResponse:
    context = {
        "access": opened.access,
        "section": "plan",
        "action": opened.action,
        "form": form,
        "field": field,
        "title": form.title,
        "view": _view(request),
        "back": _back(request, opened),
        **more,
    }
    if not request.htmx:
        return render(request, "action_plan/quick.html", context)
    answer = render(request, f"action_plan/{CELL}", context, status=422 if form.errors else 200)
    return reswap(retarget(answer, "closest form"), "outerHTML") if form.is_bound else answer


def _conflict(request: Request, opened: OpenedAction, form: QuickForm, field: str) -> HttpResponse:
    """Show what the other person saved beside what this one chose, in the cell or on a page."""
    if not request.htmx:
        return show_conflict(request, opened, form)
    fresh = open_action(request.user, opened.access.convention.slug, opened.action.pk)
    form.carry_version(fresh.action.version)
    changes = differences(
        draft_of(fresh.action), form.result(), field_labels(fresh.access.convention)
    )
    latest = next(iter(journal_of(fresh.action, 1)), None)
    label = form["value"].label
    mine = [change for change in changes if change.label == label] or changes
    answer = _form(request, fresh, form, field, conflict=mine, latest=latest)
    answer.status_code = 409
    return answer


def _saved(request: Request, opened: OpenedAction, field: str) -> HttpResponse:
    """Give back the row as it is now, say it aloud, and put the person where they were."""
    if not request.htmx:
        messages.success(request, f"« {opened.action} » est enregistrée.")
        return redirect(_back(request, opened))
    is_leaf = _view(request) == "arbre"
    table = _table(request, opened)
    row = table.rows[0]
    context = {
        "access": opened.access,
        "row": row,
        "rows": [row],
        "table": table,
        "editable": frozenset({opened.action.pk}),
    }
    answer = render(request, f"action_plan/{LEAF if is_leaf else ROW}", context)
    said = {"etat": row.status or "sans état", "pilote": row.leads or "sans pilote"}
    words = said.get(field, row.deadline or "sans échéance")
    event = {"focus": f"{field}-{opened.action.pk}", "say": f"Enregistré : {words}"}
    return trigger_client_event(answer, "plan:saved", event, after="settle")


def _table(request: Request, opened: OpenedAction) -> TableRows:
    """Return the row as the list that asks shows it: with the columns of its address."""
    shown = QueryDict(urlsplit(request.htmx.current_url or "").query)
    form = PlanFiltersForm(shown)
    clock = clock_of(opened.access)
    filters = replace(form.filters(clock.today), on=None)
    kept = kept_actions(opened.access.convention, filters, clock)
    return table_rows(kept, [opened.action.pk], form.columns)


def _view(request: Request) -> str:
    """Return which list asks: the table, or the tree."""
    return request.POST.get("vue") or request.GET.get("vue", "")


def _back(request: Request, opened: OpenedAction) -> str:
    """Return the page that the person came from, when it is one of ours; else the sheet."""
    wanted = request.POST.get("retour") or request.META.get("HTTP_REFERER", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) and "sur-place" not in wanted:
        return wanted
    slug = opened.access.convention.slug
    return reverse("action_plan:action", args=[slug, opened.action.pk])
