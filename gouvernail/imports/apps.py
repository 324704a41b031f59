"""The « imports » area."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Names the area for Django."""

    name = "gouvernail.imports"
    verbose_name = "imports"
