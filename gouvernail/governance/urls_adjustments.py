"""Addresses of the adjustments."""

from django.urls import path

from gouvernail.governance.views import adjustments as views
from gouvernail.governance.views import points

urlpatterns = [
    path("ajustements/", views.adjustments, name="adjustments"),
    path("ajustements/proposer/", views.start, name="start_adjustment"),
    path("ajustements/proposer/<slug:kind>/", views.propose, name="propose_adjustment"),
    path("ajustements/<int:pk>/", views.adjustment, name="adjustment"),
    path("ajustements/<int:pk>/recrire/", views.revise, name="revise_adjustment"),
    path("ajustements/<int:pk>/avis/", views.examine, name="examine_adjustment"),
    path("ajustements/<int:pk>/decision/", views.decide, name="decide_adjustment"),
    path("ajustements/<int:pk>/appliquer/", views.apply, name="apply_adjustment"),
    path("ajustements/<int:pk>/retirer/", views.withdraw, name="withdraw_adjustment"),
    path("actions/<int:pk>/", points.of_action, name="of_action"),
]
