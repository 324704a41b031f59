"""Addresses of the directory. Its pages live here, above the tables that the convention uses."""

from django.urls import path

from gouvernail.conventions.views import directory, directory_duplicates, directory_persons

app_name = "directory"

urlpatterns = [
    path("annuaire/", directory.organisations, name="organisations"),
    path("annuaire/structures/ajouter/", directory.add_organisation, name="create_organisation"),
    path("annuaire/structures/<int:pk>/", directory.organisation, name="organisation"),
    path(
        "annuaire/structures/<int:pk>/modifier/",
        directory.edit_organisation,
        name="change_organisation",
    ),
    path("annuaire/doublons/", directory_duplicates.duplicates, name="duplicates"),
    path("annuaire/doublons/fusionner/", directory_duplicates.merge, name="merge"),
    path("annuaire/personnes/ajouter/", directory_persons.add_person, name="create_person"),
    path(
        "annuaire/personnes/<int:pk>/modifier/", directory_persons.edit_person, name="change_person"
    ),
    path(
        "annuaire/personnes/<int:pk>/retirer/",
        directory_persons.delete_person,
        name="remove_person",
    ),
]
