"""Addresses about members. The public one, which needs no account, is listed apart."""

from django.urls import path

from gouvernail.conventions.views import invitations, members

MEMBERS = "ctg/<slug:slug>/reglages/membres/"

urlpatterns = [
    path(MEMBERS, members.members, name="members"),
    path(MEMBERS + "inviter/", members.invite_member, name="invite"),
    path(
        MEMBERS + "invitations/<int:number>/retirer/",
        members.withdraw_invitation,
        name="revoke_invitation",
    ),
    path(MEMBERS + "<int:number>/role/", members.role, name="change_role"),
    path(MEMBERS + "<int:number>/retirer/", members.remove, name="remove_member"),
]

public_patterns = [path("invitation/<str:secret>/", invitations.join, name="join")]
