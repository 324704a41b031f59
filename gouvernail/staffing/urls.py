"""Addresses of the team, under /ctg/<slug>/equipe/."""

from django.urls import path

from gouvernail.staffing.views import posts

app_name = "team"

urlpatterns = [
    path("", posts.ledger, name="home"),
    path("postes/<int:pk>/", posts.post, name="post"),
]
