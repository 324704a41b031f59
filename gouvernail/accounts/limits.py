"""What is answered to whoever tries too often."""

from collections.abc import Callable
from functools import wraps

from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WAIT_SECONDS = 15 * 60


def limited_by_address(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Bound what one address may send to a page without an account; reading is not counted.

    A whole room may share one address: the bound is `ACCOUNT_RATE_LIMITS["answer"]`.
    """

    @wraps(view)
    def limited(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
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
