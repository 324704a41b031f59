"""One change for many actions: choose, see what it does to each, apply."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.forms import PlanFiltersForm
from gouvernail.action_plan.forms.bulk import BulkForm
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.operations.bulk import BulkRow, apply_bulk, preview_bulk
from gouvernail.action_plan.queries import kept_actions
from gouvernail.action_plan.queries.choices import sheet_choices
from gouvernail.action_plan.views.lists import clock_of
from gouvernail.common.asked import number_of
from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

# The steps, as the buttons send them.
SEE, APPLY = "voir", "appliquer"
MOST = 5_000


@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: Request, slug: str) -> HttpResponse:
    """Change many actions at once: what to change, then what it does to each, then it is done."""
    access = open_convention(request.user, slug, Right.EDIT_PLAN)
    step = request.POST.get("etape", "")
    lot = request.POST.get("lot") or _lot(access, _chosen_ids(request, access))
    if not lot:
        messages.error(request, "Cochez d’abord les actions à modifier.")
        return redirect(_back(request, access))
    data = request.POST if step in {SEE, APPLY} else None
    form = BulkForm(data, sheet_choices(access.convention), {"lot": lot})
    if form.is_bound and form.is_valid():
        try:
            if step == APPLY:
                return _apply(request, access, form)
            rows = preview_bulk(access.convention, form.change(), form.chosen())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _page(
                request,
                access,
                "action_plan/bulk_preview.html",
                form=form,
                rows=rows,
                sent=_sent(request),
                **_counts(rows),
            )
    total = lot.count(",") + 1
    return _page(request, access, "action_plan/bulk.html", form=form, lot=lot, total=total)


def _page(request: Request, access: Access, template: str, **more: object) -> HttpResponse:
    context = {"access": access, "section": "plan", "back": _back(request, access), **more}
    return render(request, template, context)


def _sent(request: Request) -> list[tuple[str, str]]:
    """Return what was asked, to be sent again by whoever has seen what it does."""
    ours = {"csrfmiddlewaretoken", "etape", "filtres"}
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in ours
        for value in values
    ]


def _counts(rows: list[BulkRow]) -> dict[str, int]:
    refused = sum(bool(row.refusal) for row in rows)
    return {"changed": len(rows) - refused, "refused": refused}


def _apply(request: Request, access: Access, form: BulkForm) -> HttpResponse:
    by = By(request.user, form.cleaned_data["reason"])
    rows = apply_bulk(access.convention, form.change(), form.chosen(), by=by)
    counts = _counts(rows)
    done = f"{counted(counts['changed'], 'action modifiée')}."
    if counts["refused"]:
        done += f" {counted(counts['refused'], 'action laissée')} sans changement."
    messages.success(request, done)
    return redirect(_back(request, access))


def _chosen_ids(request: Request, access: Access) -> list[int]:
    """Return the actions that are ticked, or all those that the filters of the list keep."""
    if request.POST.get("tout"):
        clock = clock_of(access)
        filters = PlanFiltersForm(QueryDict(request.POST.get("filtres", ""))).filters(clock.today)
        return kept_actions(access.convention, filters, clock).ids[:MOST]
    sent = request.POST.getlist("actions")[:MOST]
    return [pk for pk in map(number_of, sent) if pk]


def _lot(access: Access, ids: list[int]) -> str:
    """Write the numbers of current actions with their versions, as the form carries them."""
    rows = Action.objects.of(access.convention).current().filter(pk__in=ids)
    pairs = rows.order_by("position", "pk").values_list("pk", "version")
    return ",".join(f"{pk}:{version}" for pk, version in pairs)


def _back(request: Request, access: Access) -> str:
    """Return the list that the person came from."""
    query = request.POST.get("filtres", "")
    path = reverse("action_plan:table", args=[access.convention.slug])
    wanted = f"{path}?{query}" if query else path
    return wanted if url_has_allowed_host_and_scheme(wanted, None) else path
