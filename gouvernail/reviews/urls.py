"""Addresses of the reviews, under /ctg/<slug>/evaluation/."""

from django.urls import path

from gouvernail.reviews.views import board, cycles, reading, reviews

app_name = "reviews"

_PLACE = "cycles/<int:pk>/<slug:kind>/<int:target>/"

urlpatterns = [
    path("", cycles.home, name="home"),
    path("cycles/ajouter/", cycles.create, name="create_cycle"),
    path("cycles/<int:pk>/", board.board, name="board"),
    path("cycles/<int:pk>/modifier/", cycles.edit, name="change_cycle"),
    path("cycles/<int:pk>/supprimer/", cycles.remove, name="remove_cycle"),
    path("cycles/<int:pk>/retenir/", board.keep_many, name="keep_many"),
    path("cycles/<int:pk>/lecture/", reading.read, name="reading"),
    path("cycles/<int:pk>/valider/", reading.validate, name="validate"),
    path("cycles/<int:pk>/presenter/", cycles.present, name="present"),
    path(_PLACE, reviews.review, name="review"),
    path(f"{_PLACE}ecrire/", reviews.write, name="write"),
    path(f"{_PLACE}rien-de-nouveau/", reviews.nothing_new, name="nothing_new"),
    path("bilans/<int:pk>/retenir/", reviews.keep, name="keep"),
    path("bilans/<int:pk>/renvoyer/", reviews.back, name="send_back"),
    path("bilans/<int:pk>/corriger/", reviews.correct, name="correct"),
    path("bilans/<int:pk>/piece/", reviews.paper, name="paper"),
    path("actions/<int:pk>/", reviews.of_action, name="of_action"),
]
