"""Shared calendars: addresses that a calendar program reads by itself, without an account."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person
from gouvernail.governance.models.bodies import Body


class CalendarFeed(models.Model):
    """A shared calendar: of an account, of a person of the directory, or of a body.

    The secret of its address is shown once; only its SHA-256 is kept.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="feeds")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="feeds",
        verbose_name="compte",
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="feeds",
        verbose_name="personne",
    )
    body = models.ForeignKey(
        Body,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="feeds_read",
        verbose_name="instance",
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("créé le", default=timezone.now, editable=False)
    revoked_at = models.DateTimeField("révoqué le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "agenda partagé"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(owner__isnull=False, person=None, body=None)
                | models.Q(owner=None, person__isnull=False, body=None)
                | models.Q(owner=None, person=None, body__isnull=False),
                name="feed_is_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        if self.body:
            return f"Séances : {self.body.name}"
        return f"Séances de {self.person or self.owner}"
