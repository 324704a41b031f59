"""The « courriels » area."""

from django.apps import AppConfig


class MailingConfig(AppConfig):
    """Names the area for Django."""

    name = "gouvernail.mailing"
    verbose_name = "courriels"
