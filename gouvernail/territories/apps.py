"""The « territoires » area."""

from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    """Names the area for Django."""

    name = "gouvernail.territories"
    verbose_name = "territoires"
