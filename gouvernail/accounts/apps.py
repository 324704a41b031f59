"""The « comptes » area."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Names the area for Django."""

    name = "gouvernail.accounts"
    verbose_name = "comptes"
