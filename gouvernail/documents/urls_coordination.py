"""Addresses of the files of the coordination, under /ctg/<slug>/equipe/."""

from django.urls import path

from gouvernail.documents import views_coordination as views

app_name = "coordination_files"

urlpatterns = [
    path("temps/journal.<slug:extension>", views.log, name="log"),
    path("relais/<int:pk>/passation.<slug:extension>", views.handover, name="handover"),
]
