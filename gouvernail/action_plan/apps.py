"""The « plan d’actions » area."""

from django.apps import AppConfig


class ActionPlanConfig(AppConfig):
    """Names the area for Django."""

    name = "gouvernail.action_plan"
    verbose_name = "plan d’actions"
