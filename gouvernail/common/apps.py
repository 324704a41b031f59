"""The « socle » area."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Names the area for Django."""

    name = "gouvernail.common"
    verbose_name = "socle"
