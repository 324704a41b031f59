"""What comes with a point of an agenda, and the points that members propose."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from gouvernail.common.models import choices
from gouvernail.governance.models.bodies import Body
from gouvernail.governance.models.invitees import Invitee
from gouvernail.governance.models.sittings import ITEM_LABELS, AgendaItem, ItemKind


class ItemDocument(models.Model):
    """A file that goes with a point; it is part of the dossier of the sitting."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField("titre", max_length=200)
    file = models.FileField("fichier", upload_to="points/", max_length=200)
    added_at = models.DateTimeField("joint le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "document d’un point"

    def __str__(self) -> str:
        return self.title


class ItemProposal(models.Model):
    """A point that somebody proposes to a body; it waits until a sitting takes it up."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="proposals")
    title = models.CharField("point proposé", max_length=300)
    reason = models.CharField("pourquoi", max_length=1_000, blank=True)
    kind = models.CharField(
        "nature",
        max_length=12,
        choices=choices(ITEM_LABELS),
        default=ItemKind.INFORMATION.value,
    )
    name = models.CharField("proposé par", max_length=150)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="compte",
    )
    invitee = models.ForeignKey(
        Invitee, on_delete=models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    proposed_at = models.DateTimeField("proposé le", default=timezone.now, editable=False)
    item = models.OneToOneField(
        AgendaItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="proposal",
        verbose_name="repris au point",
    )
    set_aside_on = models.DateField("écarté le", null=True, blank=True, editable=False)
    set_aside_words = models.CharField("pourquoi écarté", max_length=500, blank=True)

    class Meta:
        verbose_name = "point proposé"

    def __str__(self) -> str:
        return self.title
