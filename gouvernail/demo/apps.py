"""The « démonstration » area."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Names the area for Django."""

    name = "gouvernail.demo"
    verbose_name = "démonstration"
