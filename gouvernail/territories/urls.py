"""Addresses of the territories: fragments for the forms that choose communes."""

from django.urls import path

from gouvernail.territories import views

app_name = "territories"

urlpatterns = [
    path("communes/chercher/", views.search, name="search"),
]
