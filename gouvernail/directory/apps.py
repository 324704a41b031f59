"""The « annuaire » area."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Names the area for Django."""

    name = "gouvernail.directory"
    verbose_name = "annuaire"
