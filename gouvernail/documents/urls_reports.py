"""Addresses of the reports of a convention, under /ctg/<slug>/evaluation/rapports/."""

from django.urls import path

from gouvernail.documents import views_reports as views

app_name = "reports"

_ONE = "<slug:kind>/<int:year>/"

urlpatterns = [
    path("", views.reports, name="list"),
    # Before the reports: « versions » is no kind of report.
    path("versions/<int:pk>/", views.version, name="version"),
    path("versions/<int:pk>/diffuser/", views.publish, name="publish"),
    path("versions/<int:pk>/ne-plus-diffuser/", views.withdraw, name="withdraw"),
    path("versions/<int:pk>/rapport.<slug:extension>", views.file, name="file"),
    path(_ONE, views.report, name="report"),
    path(f"{_ONE}ecrire/<slug:section>/", views.write, name="write"),
    path(f"{_ONE}apercu/", views.preview, name="preview"),
    path(f"{_ONE}sommaire/", views.outline, name="outline"),
    path(f"{_ONE}composer/", views.compose, name="compose"),
]
