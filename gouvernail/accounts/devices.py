"""Browsers from which an account was already opened.

Failed tries are counted for each account, so that nobody guesses a password at leisure. Counted
alone, they would let anyone shut the owner out by failing on purpose. A browser that has signed in
before therefore carries a signed token, and has a count of its own (OWASP, "device cookies").
"""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

MAX_AGE = 180 * 24 * 3600
_SALT = "gouvernail.accounts.devices"


def _cookie() -> str:
    return "__Host-appareil" if settings.SESSION_COOKIE_SECURE else "appareil"


def known_device(request: HttpRequest, email: str) -> str | None:
    """Return the number of this browser, if `email` has already signed in from it."""
    value = request.get_signed_cookie(_cookie(), default="", salt=_SALT, max_age=MAX_AGE)
    owner, _, number = (value or "").rpartition(" ")
    return number if owner and owner == email.lower() else None


def remember_device(request: HttpRequest, response: HttpResponseBase, email: str) -> None:
    """Give this browser a number; keep the one it has, so that signing in resets no count."""
    number = known_device(request, email) or secrets.token_urlsafe(16)
    response.set_signed_cookie(
        _cookie(),
        f"{email.lower()} {number}",
        salt=_SALT,
        max_age=MAX_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
