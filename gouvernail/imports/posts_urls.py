"""Addresses of the import of posts, under /ctg/<slug>/equipe/importer/."""

from django.urls import path

from gouvernail.imports import posts_views

app_name = "posts_import"

urlpatterns = [path("", posts_views.upload, name="upload")]
