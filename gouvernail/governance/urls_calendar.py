"""Addresses of the calendar and of the calendars that are shared."""

from django.urls import path

from gouvernail.governance.views import calendar, feeds

urlpatterns = [
    path("calendrier/", calendar.calendar, name="calendar"),
    path("agendas/", feeds.feeds, name="feeds"),
    path("agendas/partager/", feeds.share, name="share_calendar"),
    path("agendas/<int:pk>/revoquer/", feeds.revoke, name="revoke_calendar"),
]
