"""How each action went, who was asked, and what the Cotech validated of it."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Reviews by cycle, their circuit, and the campaigns that ask for them by personal link."""

    name = "gouvernail.reviews"
    verbose_name = "Bilans"
