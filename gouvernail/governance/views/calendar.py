"""The calendar of all sittings: a year against the rhythms, a month, or a list."""

from collections.abc import Callable
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouvernail.accounts.requests import Request
from gouvernail.conventions.models import Convention
from gouvernail.conventions.permissions import open_convention
from gouvernail.governance.forms.calendar import VIEW_LABELS, Asked, View, asked_calendar
from gouvernail.governance.models import Body, Sitting
from gouvernail.governance.queries.calendar import (
    MONTHS,
    by_month,
    calendar_bodies,
    day_of,
    month_weeks,
    sittings_in,
    year_rows,
)
from gouvernail.rules.roles import Right


@require_safe
def calendar(request: Request, slug: str) -> HttpResponse:
    """Every sitting of every body."""
    access = open_convention(request.user, slug, Right.READ)
    today = timezone.localdate()
    bodies = calendar_bodies(access.convention)
    asked = asked_calendar(request.GET, today).of_body({body.pk for body in bodies})
    sittings = sittings_in(access.convention, asked.month, asked.body_id)
    before, after = asked.around()
    context = {
        "access": access,
        "section": "governance",
        "asked": asked,
        "menu": (("", "Toutes les instances"), *((body.pk, body.name) for body in bodies)),
        "views": [(label, asked.seen_as(view)) for view, label in VIEW_LABELS.items()],
        "before": before,
        "after": after,
        "now": Asked(asked.view, today.replace(day=1), asked.body_id),
        "total": len(sittings),
        **_DRAWN[asked.view](access.convention, asked, bodies, sittings),
    }
    return render(request, "governance/calendar.html", context)


def _year(
    convention: Convention, asked: Asked, bodies: list[Body], sittings: list[Sitting]
) -> dict[str, object]:
    kept = [body for body in bodies if asked.body_id in {None, body.pk}]
    return {
        "template": "governance/calendar_year.html",
        "rows": year_rows(convention, asked.month.year, kept, sittings),
        "months": [asked.in_month(date(asked.month.year, number, 1)) for number in MONTHS],
    }


def _month(
    convention: Convention, asked: Asked, _bodies: list[Body], sittings: list[Sitting]
) -> dict[str, object]:
    weeks = month_weeks(convention, asked.month, sittings)
    return {
        "template": "governance/calendar_month.html",
        "weeks": weeks,
        "total": sum(day_of(row).month == asked.month.month for row in sittings),
    }


def _list(
    _convention: Convention, _asked: Asked, _bodies: list[Body], sittings: list[Sitting]
) -> dict[str, object]:
    return {"template": "governance/calendar_list.html", "groups": by_month(sittings)}


_Drawn = Callable[[Convention, Asked, list[Body], list[Sitting]], dict[str, object]]
_DRAWN: dict[View, _Drawn] = {View.YEAR: _year, View.MONTH: _month, View.LIST: _list}
