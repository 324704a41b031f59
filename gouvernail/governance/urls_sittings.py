"""Addresses of the sittings."""

from django.urls import path

from gouvernail.governance.views import agenda, live
from gouvernail.governance.views import sittings as views

urlpatterns = [
    path("seances/", views.sittings, name="sittings"),
    path("seances/ajouter/", views.create_sitting, name="create_sitting"),
    path("seances/<int:pk>/", views.sitting, name="sitting"),
    path("seances/<int:pk>/modifier/", views.edit_sitting, name="change_sitting"),
    path("seances/<int:pk>/ordre-du-jour/", agenda.edit_agenda, name="agenda"),
    path("seances/<int:pk>/presences/", views.edit_attendance, name="attendance"),
    path("seances/<int:pk>/compte-rendu/", agenda.edit_minutes, name="minutes"),
    path("seances/<int:pk>/en-seance/", live.live, name="live"),
    path("seances/<int:pk>/en-seance/texte/", live.save_words, name="live_words"),
    path("seances/<int:pk>/en-seance/etat.json", live.live_state, name="live_state"),
    path("seances/<int:pk>/en-seance/presences/", live.save_attendance, name="live_attendance"),
    path(
        "seances/<int:pk>/en-seance/points/<int:item>/decision/",
        live.add_decision,
        name="live_decision",
    ),
    path("seances/<int:pk>/etape/<slug:step>/", views.step_sitting, name="step_sitting"),
]
