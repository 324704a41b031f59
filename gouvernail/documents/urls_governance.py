"""Addresses of the files of the governance, under /ctg/<slug>/gouvernance/."""

from django.urls import path

from gouvernail.documents import (
    views_bodies,
    views_calendar,
    views_returns,
    views_screens,
    views_sittings,
)
from gouvernail.documents import views_governance as views

app_name = "governance_files"

urlpatterns = [
    path("engagements.<slug:extension>", views.obligations, name="obligations"),
    path("decisions.<slug:extension>", views.decisions, name="decisions"),
    path("ajustements.<slug:extension>", views.adjustments, name="adjustments"),
    path(
        "instances/<int:pk>/comptes-rendus-<int:year>.<slug:extension>",
        views_bodies.book,
        name="minutes_book",
    ),
    path(
        "instances/<int:pk>/presences.<slug:extension>", views_bodies.presences, name="attendance"
    ),
    path("seances/<int:pk>.ics", views_calendar.sitting, name="sitting"),
    path("seances/<int:pk>/dossier/", views_sittings.dossier, name="dossier"),
    path("seances/<int:pk>/dossier/preparer/", views_sittings.prepare, name="prepare"),
    path("seances/<int:pk>/dossier.zip", views_sittings.pack, name="pack"),
    path("seances/<int:pk>/envois.<slug:extension>", views_sittings.sendings, name="sendings"),
    path("seances/<int:pk>/retours.<slug:extension>", views_returns.everyone, name="returns"),
    path(
        "seances/<int:pk>/retours/<slug:recipient>.<slug:extension>",
        views_returns.one,
        name="return",
    ),
    path("seances/<int:pk>/presentation/", views_screens.presentation, name="presentation"),
    path("seances/<int:pk>/emargement/", views_screens.sign_in_sheet, name="sign_in_sheet"),
    path("seances/<int:pk>/<slug:name>.<slug:extension>", views_sittings.paper, name="paper"),
]
