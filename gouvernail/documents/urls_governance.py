"""Addresses of the files of the governance, under /ctg/<slug>/gouvernance/."""

from django.urls import path

from gouvernail.documents import views_calendar
from gouvernail.documents import views_governance as views

app_name = "governance_files"

urlpatterns = [
    path("engagements.<slug:extension>", views.obligations, name="obligations"),
    path("decisions.<slug:extension>", views.decisions, name="decisions"),
    path("ajustements.<slug:extension>", views.adjustments, name="adjustments"),
    path("seances/<int:pk>.ics", views_calendar.sitting, name="sitting"),
]
