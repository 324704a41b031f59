"""Addresses of the team, under /ctg/<slug>/equipe/."""

from django.urls import path

from gouvernail.staffing.views import holdings, posts, scenarios, settings

app_name = "team"

_POST = "postes/<int:pk>/"
_RATE = "quotites/<int:pk>/"
_HOLDING = "titulaires/<int:pk>/"
urlpatterns = [
    path("", posts.ledger, name="home"),
    path("postes/ajouter/", posts.create, name="create_post"),
    path(_POST, posts.post, name="post"),
    path(f"{_POST}modifier/", posts.edit, name="change_post"),
    path(f"{_POST}retirer/", posts.remove, name="remove_post"),
    path(f"{_POST}quotite/", holdings.create_rate, name="add_rate"),
    path(f"{_RATE}modifier/", holdings.edit_rate, name="change_rate"),
    path(f"{_RATE}retirer/", holdings.delete_rate, name="remove_rate"),
    path(f"{_POST}pourvoir/", holdings.hold, name="hold"),
    path(f"{_HOLDING}modifier/", holdings.edit_holding, name="change_holding"),
    path(f"{_HOLDING}annuaire/", holdings.link, name="link_holder"),
    path(f"{_HOLDING}part/", holdings.share, name="change_share"),
    path(f"{_HOLDING}retirer/", holdings.delete_holding, name="remove_holding"),
    path(f"{_POST}pieces/joindre/", holdings.join, name="join_paper"),
    path("pieces/<int:pk>/", holdings.document, name="paper"),
    path("pieces/<int:pk>/retirer/", holdings.delete_document, name="remove_paper"),
    path("effectifs/", settings.targets, name="targets"),
    path("effectifs/ajouter/", settings.create_target, name="create_target"),
    path("effectifs/<int:pk>/modifier/", settings.edit_target, name="change_target"),
    path("effectifs/<int:pk>/retirer/", settings.delete_target, name="remove_target"),
    path("reglages/", settings.change, name="change_settings"),
    path("scenarios/", scenarios.scenarios, name="scenarios"),
    path("scenarios/ajouter/", scenarios.create, name="create_scenario"),
    path("scenarios/<int:pk>/", scenarios.scenario, name="scenario"),
    path("scenarios/<int:pk>/modifier/", scenarios.edit, name="change_scenario"),
    path("scenarios/<int:pk>/retirer/", scenarios.remove, name="remove_scenario"),
    path("scenarios/<int:pk>/supposer/<slug:kind>/", scenarios.add_supposition, name="suppose"),
    path("suppositions/<int:pk>/retirer/", scenarios.remove_supposition, name="remove_supposition"),
]
