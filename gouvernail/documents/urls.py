"""Addresses of files, under /ctg/<slug>/plan/."""

from django.urls import path

from gouvernail.documents import views

app_name = "documents"

urlpatterns = [
    path("export.<slug:extension>", views.export, name="export"),
    path("comparer.<slug:extension>", views.comparison, name="comparison"),
    path("financement.xlsx", views.money, name="funding_plan"),
    path("fiches.<slug:extension>", views.sheets, name="sheets"),
    path("actions/<int:pk>/fiche.<slug:extension>", views.sheet, name="sheet"),
]
