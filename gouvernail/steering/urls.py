"""Addresses of the steering desk, under /ctg/<slug>/."""

from django.urls import path

from gouvernail.steering import views, views_digest, views_points, views_returns

app_name = "steering"
SITTING = "gouvernance/seances/<int:pk>/"

urlpatterns = [
    path("aujourdhui/", views.today, name="today"),
    path("recherche/", views.search, name="search"),
    path("mes-nouvelles/", views_digest.mine, name="digest"),
    path(SITTING + "remontees/", views_points.upward, name="upward"),
    path(SITTING + "point-mensuel/", views_points.monthly, name="monthly"),
    path(SITTING + "retours/", views_returns.returns, name="returns"),
    path(SITTING + "retours/a-remettre/", views_returns.copies, name="returns_to_copy"),
    path(SITTING + "retours/retirer/", views_returns.withdraw, name="take_returns_back"),
    path("gouvernance/retours/<int:pk>/remis/", views_returns.copied, name="return_copied"),
]

public_patterns = [path("nouvelles/<str:secret>/", views_digest.stop, name="stop")]
