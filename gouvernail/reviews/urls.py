"""Addresses of the reviews, under /ctg/<slug>/evaluation/."""

from django.urls import path

from gouvernail.reviews.views import cycles

app_name = "reviews"

urlpatterns = [
    path("", cycles.home, name="home"),
]
