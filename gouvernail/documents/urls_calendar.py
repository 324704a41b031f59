"""Addresses of the shared calendars: no account is asked for, the secret is the key."""

from django.urls import path

from gouvernail.documents import views_calendar as views

app_name = "calendars"

urlpatterns = [path("agenda/<str:secret>.ics", views.feed, name="feed")]
