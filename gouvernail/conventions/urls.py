"""Addresses of the conventions."""

from django.urls import path

from gouvernail.conventions.urls_members import urlpatterns as member_patterns
from gouvernail.conventions.views import files, general, hub, papers, vocabulary

app_name = "conventions"

CONVENTION = "ctg/<slug:slug>/"
SETTINGS = f"{CONVENTION}reglages/"
ANNEX = {"kind": "annex"}
AMENDMENT = {"kind": "amendment"}

urlpatterns = [
    path("", hub.mine, name="mine"),
    path("conventions/nouvelle/", hub.create, name="create"),
    path(CONVENTION, hub.home, name="home"),
    path(f"{CONVENTION}convention/", hub.overview, name="overview"),
    path(f"{CONVENTION}histoire/", hub.journal, name="journal"),
    path(f"{CONVENTION}couleurs.css", files.colours, name="colours"),
    path(f"{CONVENTION}logo/", files.logo, name="logo"),
    path(f"{CONVENTION}annexes/<int:pk>/fichier/", files.annex_file, name="annex_file"),
    path(f"{CONVENTION}avenants/<int:pk>/fichier/", files.amendment_file, name="amendment_file"),
    path(f"{SETTINGS}general/", general.change_general, name="change_general"),
    path(f"{SETTINGS}perimetre/", general.change_perimeter, name="change_perimeter"),
    path(f"{SETTINGS}niveaux/", vocabulary.edit_levels, name="change_levels"),
    path(f"{SETTINGS}etats/", vocabulary.edit_statuses, name="change_statuses"),
    path(f"{SETTINGS}rubriques/", vocabulary.edit_fields, name="change_fields"),
    path(f"{SETTINGS}listes/<slug:kind>/", vocabulary.edit_terms, name="change_terms"),
    path(f"{SETTINGS}signataires/ajouter/", papers.create_signatory, name="create_signatory"),
    path(f"{SETTINGS}signataires/<int:pk>/", papers.edit_signatory, name="change_signatory"),
    path(
        f"{SETTINGS}signataires/<int:pk>/retirer/", papers.delete_signatory, name="remove_signatory"
    ),
    path(f"{SETTINGS}annexes/ajouter/", papers.create_paper, ANNEX, "create_annex"),
    path(f"{SETTINGS}annexes/<int:pk>/", papers.edit_paper, ANNEX, "change_annex"),
    path(f"{SETTINGS}annexes/<int:pk>/retirer/", papers.delete_paper, ANNEX, "remove_annex"),
    path(f"{SETTINGS}avenants/ajouter/", papers.create_paper, AMENDMENT, "create_amendment"),
    path(f"{SETTINGS}avenants/<int:pk>/", papers.edit_paper, AMENDMENT, "change_amendment"),
    path(
        f"{SETTINGS}avenants/<int:pk>/retirer/", papers.delete_paper, AMENDMENT, "remove_amendment"
    ),
    *member_patterns,
]
