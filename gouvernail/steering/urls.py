"""Addresses of the steering desk, under /ctg/<slug>/."""

from django.urls import path

from gouvernail.steering import views

app_name = "steering"

urlpatterns = [
    path("aujourdhui/", views.today, name="today"),
    path("recherche/", views.search, name="search"),
]
