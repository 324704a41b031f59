"""Addresses of imports, under /ctg/<slug>/plan/importer/."""

from django.urls import path

from gouvernail.imports import views

app_name = "imports"

urlpatterns = [
    path("", views.upload, name="upload"),
    path("<int:pk>/colonnes/", views.columns, name="columns"),
    path("<int:pk>/apercu/", views.preview, name="preview"),
]
