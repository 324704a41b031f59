"""Addresses of the imports of contacts, under /ctg/<slug>/annuaire/importer/."""

from django.urls import path

from gouvernail.imports import contacts_views

app_name = "contacts"

urlpatterns = [
    path("", contacts_views.upload, name="upload"),
    path("<int:pk>/colonnes/", contacts_views.columns, name="columns"),
    path("<int:pk>/apercu/", contacts_views.preview, name="preview"),
]
