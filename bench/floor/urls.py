"""Addresses of the floor."""

from django.urls import path

from bench.floor import views

urlpatterns = [
    path("sante", views.health),
    path("rows/<slug:kind>/<int:convention_id>/<int:count>/", views.rows),
    path("action/<int:pk>/", views.action),
    path("xlsx/<slug:slug>/", views.workbook),
]
