"""Addresses of the files of the declarations, under /ctg/<slug>/equipe/."""

from django.urls import path

from gouvernail.documents import views_declarations as views

app_name = "declaration_files"

urlpatterns = [
    path("missions.<slug:extension>", views.missions, name="missions"),
    path("afas/<int:year>/<int:employer>/<str:file>", views.sheet, name="sheet"),
]
