"""What is answered to whoever tries too often."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WAIT_SECONDS = 15 * 60


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Ask to wait: status 429, with the delay that machines read."""
    context = {"minutes": WAIT_SECONDS // 60}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(WAIT_SECONDS)
    response["Cache-Control"] = "no-store"
    return response
