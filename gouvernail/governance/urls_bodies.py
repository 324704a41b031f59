"""Addresses of the bodies and their seats."""

from django.urls import path

from gouvernail.governance.views import bodies as views
from gouvernail.governance.views import furniture

urlpatterns = [
    path("", views.bodies, name="home"),
    path("instances/ajouter/", views.create, name="create_body"),
    path("instances/<int:pk>/", views.body, name="body"),
    path("instances/<int:pk>/modifier/", views.edit, name="change_body"),
    path("couverture/", furniture.coverage, name="coverage"),
    path("instances/<int:pk>/sante/", furniture.health, name="health"),
    path("instances/<int:pk>/couverture/", furniture.edit_coverage, name="body_coverage"),
    path("instances/<int:pk>/missions/", furniture.edit_missions, name="missions"),
    path("instances/<int:pk>/regles/ajouter/", furniture.create_rule, name="add_rule"),
    path("instances/<int:pk>/regles/<int:rule>/", furniture.delete_rule, name="remove_rule"),
    path("instances/<int:pk>/fermer/", furniture.close, name="close_body"),
    path("instances/<int:pk>/sieges/ajouter/", views.create_seat, name="add_seat"),
    path("sieges/<int:pk>/modifier/", views.edit_seat, name="change_seat"),
    path("sieges/<int:pk>/supprimer/", views.remove_seat, name="close_seat"),
    path("sieges/<int:pk>/pourvoir/", views.fill_seat, name="seat_person"),
    path("mandats/<int:pk>/finir/", views.finish_mandate, name="end_mandate"),
    path("elus/<int:pk>/", views.elected, name="elected"),
]
