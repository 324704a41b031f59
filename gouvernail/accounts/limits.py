"""What is answered to whoever tries too often."""

from collections.abc import Callable
from functools import wraps

from allauth.core.ratelimit import consume
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

WAIT_SECONDS = 15 * 60


def by_link(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Open a page to whoever holds a link: never indexed, never kept, what is sent is bounded.

    A page that says itself how it may be kept, as a calendar that programs ask again for, is
    believed. `Referrer-Policy` stays the one of all pages, « same-origin »: no other host learns
    the link, while « no-referrer » would have browsers send their forms with `Origin: null`, which
    the protection of forms refuses.
    """
    bounded = limited_by_address(view)

    @login_not_required
    @wraps(view)
    def kept_private(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = bounded(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return kept_private


def limited_by_address(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Bound what one address may send to a page without an account; reading is not counted.

    A whole room may share one address: the bound is `ACCOUNT_RATE_LIMITS["answer"]`.
    """

    @wraps(view)
    def limited(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method == "POST" and not consume(request, action="answer"):
            response = render(request, "429_answers.html", status=429)
            response["Retry-After"] = "60"
            return response
        return view(request, *args, **kwargs)

    return limited


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Ask to wait: status 429, with the delay that machines read."""
    context = {"minutes": WAIT_SECONDS // 60}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(WAIT_SECONDS)
    response["Cache-Control"] = "no-store"
    return response
