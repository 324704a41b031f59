"""Addresses of the plan, under /ctg/<slug>/plan/."""

from django.urls import path

from gouvernail.action_plan import views

app_name = "action_plan"

urlpatterns = [
    path("", views.tree, name="tree"),
    path("branche/<int:pk>/", views.branch, name="branch"),
    path("tableau/", views.table, name="table"),
    path("ouvrir/", views.open_plan, name="open"),
    path("lot/", views.bulk, name="bulk"),
    path("vues/garder/", views.keep, name="keep_view"),
    path("vues/<int:pk>/", views.change_kept, name="change_view"),
    path("vues/<int:pk>/retirer/", views.remove_kept, name="remove_view"),
    path("colonnes/", views.board, name="board"),
    path("frise/", views.timeline, name="timeline"),
    path("frise/<int:pk>/", views.timeline_axis, name="timeline_axis"),
    path("matrice/", views.matrix, name="matrix"),
    path("comparer/", views.compare, name="compare"),
    path("a-mettre-a-jour/", views.upkeep, name="upkeep"),
    path("structure/", views.structure, name="structure"),
    path("structure/<int:pk>/ajouter/", views.add_node, name="add_node"),
    path("structure/<int:pk>/renommer/", views.rename_structure_node, name="rename_node"),
    path("structure/<int:pk>/referent/", views.refer_structure_node, name="refer_node"),
    path("structure/<int:pk>/archiver/", views.archive_structure_node, name="archive_node"),
    path("structure/<int:pk>/ordre/", views.order_branch_nodes, name="order_nodes"),
    path("structure/<int:pk>/ordre-actions/", views.order_branch_actions, name="order_actions"),
    path("actions/nouvelle/", views.create, name="create"),
    path("actions/<int:pk>/", views.action, name="action"),
    path("actions/<int:pk>/histoire/", views.action_journal, name="journal"),
    path("actions/<int:pk>/modifier/", views.change, name="change"),
    path("actions/<int:pk>/dupliquer/", views.duplicate, name="duplicate"),
    path("actions/<int:pk>/sur-place/<str:field>/", views.quick, name="quick"),
    path("actions/<int:pk>/rien-de-nouveau/", views.confirm, name="confirm"),
    path("actions/<int:pk>/deplacer/", views.move, name="move"),
    path("actions/<int:pk>/archiver/", views.archive, name="archive"),
    path("actions/<int:pk>/retablir/", views.restore, name="restore"),
]
