"""Addresses of the files of the team, under /ctg/<slug>/equipe/."""

from django.urls import path

from gouvernail.documents import views_team

app_name = "team_files"

urlpatterns = [
    path("postes.<slug:extension>", views_team.posts, name="posts"),
    path("modele-postes.xlsx", views_team.model, name="model"),
]
