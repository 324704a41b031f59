"""One log line per request."""

import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

log = structlog.get_logger("gouvernail.request")

Handler = Callable[[HttpRequest], HttpResponse]


class RequestLog:
    """Log what was asked, what was answered and how long it took.

    The pattern of the address is logged, not the address: it may hold the secret of a personal
    link, and its query what a person typed in a search.
    """

    def __init__(self, get_response: Handler) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then log."""
        started = time.perf_counter()
        identifier = uuid.uuid4().hex[:12]
        with structlog.contextvars.bound_contextvars(request=identifier):
            response = self.get_response(request)
            log.info(
                "request",
                method=request.method,
                route=_route(request),
                status=response.status_code,
                milliseconds=round(1000 * (time.perf_counter() - started), 1),
            )
        response["X-Request-Id"] = identifier
        return response


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return f"/{match.route}" if match else "(aucune)"
