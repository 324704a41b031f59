"""What is written of a sitting: its revisions, the remarks on it, and what was approved."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from gouvernail.common.models import choices
from gouvernail.governance.models.invitees import Invitee
from gouvernail.governance.models.sittings import AgendaItem, Sitting

REMARK_LABELS = {"kept": "retenue", "not_kept": "non retenue"}


class WordsRevision(models.Model):
    """The words on a point (or the rest, without `item`) as one writer left them.

    What the same writer types within a few minutes is one revision.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="revisions")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, null=True, blank=True, related_name="revisions"
    )
    text = models.TextField("texte", max_length=100_000, blank=True)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="écrit par",
    )
    begun_at = models.DateTimeField("commencée à", default=timezone.now, editable=False)
    changed_at = models.DateTimeField("écrite à", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "révision du compte rendu"
        indexes = [models.Index(fields=["sitting", "item", "changed_at"], name="words_by_moment")]

    def __str__(self) -> str:
        return f"{self.item or self.sitting}, {timezone.localtime(self.changed_at):%d/%m/%Y %H:%M}"


class Remark(models.Model):
    """What somebody says of minutes sent for remarks, and what became of it."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="remarks")
    invitee = models.ForeignKey(
        Invitee, on_delete=models.SET_NULL, null=True, blank=True, related_name="remarks"
    )
    name = models.CharField("de", max_length=150)
    words = models.TextField("remarque", max_length=5_000)
    made_at = models.DateTimeField("reçue le", default=timezone.now, editable=False)
    outcome = models.CharField(
        "suite", max_length=8, choices=choices(REMARK_LABELS), blank=True, default=""
    )
    outcome_words = models.CharField("pourquoi", max_length=500, blank=True)

    class Meta:
        verbose_name = "remarque sur un compte rendu"

    def __str__(self) -> str:
        return f"Remarque de {self.name}"


class FrozenMinutes(models.Model):
    """Approved minutes, as they were that day: `digest` is the SHA-256 of `content`.

    `content` holds all that the document says, so that it can be written again for ever.
    """

    sitting = models.OneToOneField(Sitting, on_delete=models.CASCADE, related_name="frozen")
    content = models.JSONField("contenu", editable=False)
    digest = models.CharField("empreinte", max_length=64, editable=False)
    frozen_at = models.DateTimeField("approuvé le", editable=False)
    approved_in = models.ForeignKey(
        Sitting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="approves",
        verbose_name="approuvé en séance",
    )

    class Meta:
        verbose_name = "compte rendu approuvé"

    def __str__(self) -> str:
        return f"Compte rendu approuvé de {self.sitting}"
