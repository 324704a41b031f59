"""The « documents » area."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Names the area for Django."""

    name = "gouvernail.documents"
    verbose_name = "documents"
