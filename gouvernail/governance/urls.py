"""Addresses of the governance, under /ctg/<slug>/gouvernance/."""

from django.urls import URLPattern

app_name = "governance"

urlpatterns: list[URLPattern] = []
