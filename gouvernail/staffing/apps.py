"""The coordinators of the convention: who holds which post, for how much, on what."""

from django.apps import AppConfig


class StaffingConfig(AppConfig):
    """Posts and their holders, themes, missions, declarations to the Caf."""

    name = "gouvernail.staffing"
    verbose_name = "Équipe"
