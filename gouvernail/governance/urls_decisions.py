"""Addresses of the decisions; those of personal links ask for no account."""

from django.urls import path

from gouvernail.governance.views import decisions as views
from gouvernail.governance.views import sign_in

urlpatterns = [
    path("decisions/", views.decisions, name="decisions"),
    path("decisions/ajouter/", views.create_decision, name="create_decision"),
    path("decisions/<int:pk>/", views.decision, name="decision"),
    path("decisions/<int:pk>/modifier/", views.edit_decision, name="change_decision"),
    path("decisions/<int:pk>/etape/<slug:step>/", views.step_decision, name="step_decision"),
    path("decisions/<int:pk>/lien/", views.link_owner, name="link_owner"),
    path("decisions/<int:pk>/lien/revoquer/", views.close_links, name="close_links"),
    path("seances/<int:pk>/decisions/ajouter/", views.create_at_sitting, name="decide_at"),
]

public_patterns = [
    path("suite/<str:secret>/", views.answer, name="decision"),
    path("emargement/<str:secret>/", sign_in.sign, name="sign_in"),
]
