"""The request of a person who is signed in, as every view behind the login receives it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from gouvernail.accounts.models import User


class Request(HttpRequest):
    """What the middleware guarantees: somebody is signed in, and htmx's headers are read."""

    user: User
    htmx: HtmxDetails
