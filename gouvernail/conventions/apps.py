"""The « conventions » area."""

from django.apps import AppConfig


class ConventionsConfig(AppConfig):
    """Names the area for Django."""

    name = "gouvernail.conventions"
    verbose_name = "conventions"
