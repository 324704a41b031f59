"""Addresses of the calendar and of the calendars that are shared."""

from django.urls import path

from gouvernail.governance.views import calendar as views

urlpatterns = [
    path("calendrier/", views.calendar, name="calendar"),
    path("agendas/", views.feeds, name="feeds"),
    path("agendas/partager/", views.share, name="share_calendar"),
    path("agendas/<int:pk>/revoquer/", views.revoke, name="revoke_calendar"),
]
