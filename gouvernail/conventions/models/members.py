"""Who takes part in a convention, and who was invited to."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.common.models import choices
from gouvernail.conventions.models.convention import Convention
from gouvernail.directory.models import Organisation
from gouvernail.rules.roles import Role

ROLE_LABELS = {
    Role.PILOTE: "Pilote de la CTG",
    Role.COORDINATOR: "Chargé·e de coopération",
    Role.CAF: "Chargé·e de mission Caf",
    Role.CONTRIBUTOR: "Contributeur",
    Role.READER: "Lecteur (élu, partenaire)",
}


class Membership(models.Model):
    """The role of one person on one convention."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="memberships", verbose_name="personne"
    )
    role = models.CharField("rôle", max_length=20, choices=choices(ROLE_LABELS))
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="members",
        verbose_name="structure",
        help_text="Un contributeur modifie les actions que sa structure pilote.",
    )
    since = models.DateTimeField("depuis", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "membre"
        constraints = [
            models.UniqueConstraint(fields=["convention", "user"], name="member_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]),
                name="member_role_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Filters that can be chained; none of them sorts or writes."""

    def open_at(self, now: datetime) -> Self:
        """Keep those that still let somebody in."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=now)


class Invitation(models.Model):
    """A personal invitation by mail. Only the hash of its secret is kept."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("adresse électronique")
    full_name = models.CharField("nom", max_length=150, blank=True)
    role = models.CharField("rôle", max_length=20, choices=choices(ROLE_LABELS))
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="structure",
    )
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField("envoyée le", default=timezone.now, editable=False)
    expires_at = models.DateTimeField("expire le")
    accepted_at = models.DateTimeField("acceptée le", null=True, editable=False)
    revoked_at = models.DateTimeField("retirée le", null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation"

    def __str__(self) -> str:
        return self.email
