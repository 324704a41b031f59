"""Addresses of files, under /ctg/<slug>/plan/."""

from django.urls import path

from gouvernail.documents import views

app_name = "documents"

urlpatterns = [path("export.<slug:extension>", views.export, name="export")]
