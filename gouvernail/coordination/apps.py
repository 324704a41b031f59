"""The coordinators among themselves: their time, who carries what, what is passed on."""

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    """Activity log, board of the team, absences, handovers."""

    name = "gouvernail.coordination"
    verbose_name = "Coordination"
