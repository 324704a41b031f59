"""Addresses of the means, under /ctg/<slug>/moyens/."""

from django.urls import path

from gouvernail.means import views

app_name = "means"

urlpatterns = [
    path("", views.watch, name="watch"),
    path("lignes/", views.lines, name="lines"),
    path("lignes/ajouter/", views.create_line, name="create_line"),
    path("lignes/<int:pk>/", views.line, name="line"),
    path("lignes/<int:pk>/modifier/", views.edit_line, name="change_line"),
    path("lignes/<int:pk>/retirer/", views.delete_line, name="remove_line"),
    path("lignes/<int:pk>/pieces/ajouter/", views.create_paper, name="create_paper"),
    path("pieces/<int:pk>/modifier/", views.edit_paper, name="change_paper"),
    path("pieces/<int:pk>/retirer/", views.delete_paper, name="remove_paper"),
    path("actions/", views.costs, name="costs"),
    path("actions/<int:pk>/", views.of_action, name="of_action"),
    path("actions/<int:pk>/financement/", views.create_line_of_action, name="create_action_line"),
]
for _kind, _name in (("humains", "human"), ("techniques", "technical")):
    _with = {"kind": _kind}
    urlpatterns += [
        path(f"actions/<int:pk>/{_kind}/", views.create_means, _with, name=f"create_{_name}"),
        path(f"{_kind}/<int:pk>/modifier/", views.edit_means, _with, name=f"change_{_name}"),
        path(f"{_kind}/<int:pk>/retirer/", views.delete_means, _with, name=f"remove_{_name}"),
    ]
