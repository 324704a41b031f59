"""Addresses of the coordination, under /ctg/<slug>/equipe/."""

from django.urls import path

from gouvernail.coordination.views import board, departures, handover, log, months, sharing

app_name = "coordination"

urlpatterns = [
    path("temps/", log.month, name="month"),
    path("temps/annee/", log.year, name="year"),
    path("temps/noter/", log.create, name="create"),
    path("temps/noter/vite/", log.quick, name="quick"),
    path("temps/activites/<int:pk>/modifier/", log.edit, name="change_activity"),
    path("temps/activites/<int:pk>/retirer/", log.delete, name="remove_activity"),
    path("temps/verifier/", months.settle, name="settle"),
    path("temps/reprendre/", months.reopen, name="reopen"),
    path("temps/equipe/", sharing.team, name="team"),
    path("temps/reglages/", sharing.settings, name="settings"),
    path("temps/lecteurs/", sharing.readers, name="readers"),
    path("temps/lecteurs/<int:pk>/retirer/", sharing.unshare, name="unshare"),
    path("temps/journaux/<int:pk>/", sharing.shared, name="shared"),
    path("coordination/", board.board, name="board"),
    path("coordination/rencontre/<int:pk>/", board.meeting, name="meeting"),
    path("coordination/rencontre/<int:pk>/porter/", board.carry_points, name="carry_points"),
    path("absences/ajouter/", board.create_absence, name="create_absence"),
    path("absences/<int:pk>/modifier/", board.edit_absence, name="change_absence"),
    path("absences/<int:pk>/retirer/", board.delete_absence, name="remove_absence"),
    path("titulaires/<int:pk>/partir/", departures.leave, name="leave"),
    path("relais/<int:pk>/", handover.handover, name="handover"),
    path("relais/<int:pk>/passer/", handover.pass_all, name="pass_on"),
    path("relais/rappels/<int:pk>/clore/", handover.close, name="close_relay"),
]
