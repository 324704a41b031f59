"""Addresses of the files of the directory, under /ctg/<slug>/annuaire/."""

from django.urls import path

from gouvernail.documents import views

app_name = "directory_files"

urlpatterns = [path("contacts.<slug:extension>", views.contacts, name="contacts")]
