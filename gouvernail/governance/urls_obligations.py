"""Addresses of the obligations."""

from django.urls import path

from gouvernail.governance.views import obligations as views

urlpatterns = [
    path("engagements/", views.obligations, name="obligations"),
    path("engagements/<int:pk>/lecture/", views.read_obligation, name="read_obligation"),
    path("engagements/<int:pk>/document/", views.prove_obligation, name="prove_obligation"),
]
