"""Addresses of the minutes on their way, of the points of agendas, and of the proposed points."""

from django.urls import path

from gouvernail.governance.views import backlog, minutes, points

_POINT = "seances/<int:pk>/points/<int:item>/"
_WORDS = "seances/<int:pk>/compte-rendu/"

urlpatterns = [
    path(f"{_WORDS}envoyer/", minutes.send, name="send_minutes"),
    path(f"{_WORDS}remarquer/", minutes.make_remark, name="remark"),
    path(f"{_WORDS}remarques/<int:remark>/", minutes.settle, name="settle_remark"),
    path(_POINT, points.point, name="point"),
    path(f"{_POINT}actions/", points.edit_actions, name="point_actions"),
    path(f"{_POINT}porter/", points.carry, name="carry_point"),
    path(f"{_POINT}documents/joindre/", points.join, name="join_document"),
    path(f"{_POINT}documents/<int:document>/", points.document, name="point_document"),
    path(f"{_POINT}documents/<int:document>/retirer/", points.remove, name="remove_document"),
    path("instances/<int:pk>/points-proposes/", backlog.backlog, name="backlog"),
    path(
        "instances/<int:pk>/points-proposes/<int:proposal>/ecarter/",
        backlog.put_aside,
        name="set_aside",
    ),
]
