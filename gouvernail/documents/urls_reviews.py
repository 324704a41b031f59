"""Addresses of the files of the reviews, under /ctg/<slug>/evaluation/."""

from django.urls import path

from gouvernail.documents import views_reviews as views

app_name = "review_files"

urlpatterns = [
    path("cycles/<int:pk>/bilans.<slug:extension>", views.board, name="board"),
]
