"""Addresses of what is declared of the team, under /ctg/<slug>/equipe/."""

from django.urls import path

from gouvernail.staffing.views import afas, deadlines, funding, mapping, missions, themes

app_name = "declarations"

_SHEET = "afas/<int:year>/<int:employer>/<slug:kind>/"
_LINE = "themes/correspondance/<int:pk>/"

urlpatterns = [
    path("themes/", themes.shares, name="shares"),
    path("themes/correspondance/", mapping.mapping, name="mapping"),
    path("themes/correspondance/ajouter/", mapping.create_line, name="create_line"),
    path("themes/correspondance/ordre/", mapping.order, name="order_lines"),
    path(f"{_LINE}modifier/", mapping.edit_line, name="change_line"),
    path(f"{_LINE}confirmer/", mapping.confirm, name="confirm_line"),
    path(f"{_LINE}retirer/", mapping.delete_line, name="remove_line"),
    path("themes/<int:pk>/", themes.holding, name="holding_shares"),
    path("themes/<int:pk>/repartir/", themes.edit_shares, name="change_shares"),
    path("themes/<int:pk>/retirer/", themes.delete_shares, name="remove_shares"),
    path("missions/", missions.missions, name="missions"),
    path("missions/repartir/", missions.edit_missions, name="change_missions"),
    path("missions/ajouter/", missions.create_mission, name="create_mission"),
    path("missions/<int:pk>/modifier/", missions.edit_mission, name="change_mission"),
    path("afas/", afas.sheets, name="sheets"),
    path(_SHEET, afas.sheet, name="sheet"),
    path(f"{_SHEET}copier/", afas.copied, name="copy_sheet"),
    path(f"{_SHEET}verifier/", afas.verify, name="verify_sheet"),
    path(f"{_SHEET}declarer/", afas.declare, name="declare_sheet"),
    path(f"{_SHEET}reprendre/", afas.reopen, name="reopen_sheet"),
    path(f"{_SHEET}rectifier/", afas.rectify, name="rectify_sheet"),
    path("echeances/", deadlines.deadlines, name="deadlines"),
    path("echeances/proposer/", deadlines.propose, name="propose_deadlines"),
    path("echeances/ajouter/", deadlines.create_deadline, name="create_deadline"),
    path("echeances/<int:pk>/modifier/", deadlines.edit_deadline, name="change_deadline"),
    path("echeances/<int:pk>/retirer/", deadlines.delete_deadline, name="remove_deadline"),
    path("baremes/", funding.rates, name="rates"),
    path("baremes/<int:year>/<slug:kind>/", funding.edit_rate, name="change_rate"),
]
