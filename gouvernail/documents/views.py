"""Files to download."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.forms import PlanFiltersForm
from gouvernail.action_plan.queries import Clock
from gouvernail.conventions.permissions import open_convention
from gouvernail.documents.catalogue import TABLE_FORMATS
from gouvernail.documents.content.plan_table import plan_table
from gouvernail.rules.roles import Right


@require_safe
def export(request: Request, slug: str, extension: str) -> HttpResponse:
    """The list of actions that the address filters, as a file."""
    access = open_convention(request.user, slug, Right.READ)
    if extension not in TABLE_FORMATS:
        raise Http404
    today = timezone.localdate()
    form = PlanFiltersForm(request.GET)
    filters = form.filters(today)
    clock = Clock(today, access.convention.stale_after_days)
    table = plan_table(access.convention, filters, clock, sort=form.sort)
    made = TABLE_FORMATS[extension]
    name = f"plan-{slug}-{today:%Y-%m-%d}.{made.extension}"
    return HttpResponse(
        made.write(table),
        content_type=made.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
