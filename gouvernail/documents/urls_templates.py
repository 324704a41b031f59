"""Addresses of the territory's own templates, under /ctg/<slug>/reglages/modeles/."""

from django.urls import path

from gouvernail.documents import views_templates as views

app_name = "document_templates"

urlpatterns = [
    path("", views.templates, name="list"),
    path("<slug:kind>/", views.template_file, name="file"),
    path("<slug:kind>/exemple/", views.sample, name="sample"),
    path("<slug:kind>/retirer/", views.take_out, name="remove"),
]
