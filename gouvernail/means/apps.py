"""The means of the plan: money, people, equipment."""

from django.apps import AppConfig


class MeansConfig(AppConfig):
    """Funding lines, the documents they wait for, ETP and technical means."""

    name = "gouvernail.means"
    verbose_name = "Moyens"
