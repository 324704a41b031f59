"""The « pilotage » area."""

from django.apps import AppConfig


class SteeringConfig(AppConfig):
    """Names the area for Django."""

    name = "gouvernail.steering"
    verbose_name = "pilotage"
