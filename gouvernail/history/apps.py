"""The « histoire » area."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Names the area for Django."""

    name = "gouvernail.history"
    verbose_name = "histoire"
