"""The governance of a convention: who meets, how often, with whom, and what becomes of it."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Bodies and seats, obligations of the annex, sittings."""

    name = "gouvernail.governance"
    verbose_name = "Gouvernance"
