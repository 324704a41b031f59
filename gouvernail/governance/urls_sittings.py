"""Addresses of the sittings."""

from django.urls import path

from gouvernail.governance.views import agenda, answers, convening, live, polls, sign_in
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
    path("seances/<int:pk>/convies/", convening.invitees, name="invitees"),
    path("seances/<int:pk>/convies/ajouter/", convening.add, name="invite"),
    path("seances/<int:pk>/convies/a-remettre/", convening.copies, name="mails_to_copy"),
    path("seances/<int:pk>/convies/retirer/", convening.withdraw, name="take_mails_back"),
    path("seances/<int:pk>/ecrire/<slug:occasion>/", convening.write, name="write_mail"),
    path("convies/<int:pk>/", convening.invitee, name="invitee"),
    path("convies/<int:pk>/lien/<slug:step>/", convening.link, name="invitee_link"),
    path("courriels/<int:pk>/remis/", convening.copied, name="mail_copied"),
    path("courriels/<int:pk>/renvoyer/", convening.retry, name="retry_mail"),
    path("seances/<int:pk>/dates/", polls.dates, name="dates"),
    path("dates/<int:pk>/retenir/", polls.choose, name="choose_date"),
]

public_patterns = [
    path("seance/<str:secret>/", answers.sitting, name="sitting"),
    path("seance/<str:secret>/proposer/", answers.propose, name="propose_point"),
    path("seance/<str:secret>/agenda.ics", answers.calendar, name="sitting_calendar"),
    path("emargement/<str:secret>/", sign_in.sign, name="sign_in"),
]
