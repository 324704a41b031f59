"""Calendars to subscribe to, and a sitting to put into one's own."""

import hashlib

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from gouvernail.accounts.limits import by_link
from gouvernail.accounts.requests import Request
from gouvernail.calendars.ics import write_ics
from gouvernail.governance.calendar_events import calendar_events
from gouvernail.governance.models import Sitting
from gouvernail.governance.permissions import open_feed, open_sitting
from gouvernail.governance.queries.feeds import feed_sittings
from gouvernail.rules.roles import Right

ICS = "text/calendar; charset=utf-8"


@by_link
@require_safe
def feed(request: Request, secret: str) -> HttpResponseBase:
    """A shared calendar, for a program that holds its address; reading it writes nothing.

    Its content alone tells whether it changed: a mandate that begins changes what a person sees
    on a day when nobody wrote anything, so that no date of last change would be true.
    """
    row = open_feed(secret)
    name = f"{row.convention.name} – {row.body.name if row.body else 'séances'}"
    content = _written(request, row.convention.slug, name, feed_sittings(row, timezone.now()))
    etag = quote_etag(hashlib.sha256(content).hexdigest())
    answer = HttpResponse(content, content_type=ICS)
    answer["Cache-Control"] = "private, no-cache"
    answer["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=answer) or answer


@require_safe
def sitting(request: Request, slug: str, pk: int) -> HttpResponse:
    """One sitting, to put into one's own calendar."""
    row, access = open_sitting(request.user, slug, pk, Right.READ)
    content = _written(request, slug, access.convention.name, [row])
    answer = HttpResponse(content, content_type=ICS)
    name = f"seance-{timezone.localtime(row.starts_at):%Y-%m-%d}.ics"
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


def _written(request: Request, slug: str, name: str, sittings: list[Sitting]) -> bytes:
    def address_of(pk: int) -> str:
        return request.build_absolute_uri(reverse("governance:sitting", args=[slug, pk]))

    return write_ics(name, calendar_events(sittings, address_of))
