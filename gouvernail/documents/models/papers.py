"""Papers that are prepared behind the pages, and the territory's own models of documents."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from gouvernail.common.models import choices
from gouvernail.common.work import Leased
from gouvernail.conventions.models import Convention
from gouvernail.governance.models import Sitting

PACK_STATE_LABELS = {
    "waiting": "en attente",
    "running": "en préparation",
    "ready": "prêt",
    "failed": "échec",
}
TEMPLATE_LABELS = {"docx": "documents (.docx)", "pptx": "diaporamas (.pptx)"}


class PreparedPack(Leased):
    """The dossier of a sitting, from one state of the data; `done` of `total` papers are written.

    `journal_mark` is the last line of the journal then: later ones tell that things have changed.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="packs")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="demandé par",
    )
    asked_at = models.DateTimeField("demandé le", default=timezone.now, editable=False)
    state = models.CharField(
        "état", max_length=8, choices=choices(PACK_STATE_LABELS), default="waiting"
    )
    done = models.PositiveSmallIntegerField("pièces faites", default=0, editable=False)
    total = models.PositiveSmallIntegerField("pièces", default=0, editable=False)
    made_at = models.DateTimeField("fait le", null=True, blank=True, editable=False)
    journal_mark = models.BigIntegerField(default=0, editable=False)
    file = models.FileField("fichier", upload_to="dossiers/", max_length=200, blank=True)
    digest = models.CharField("empreinte", max_length=64, blank=True, editable=False)
    error = models.CharField("pourquoi", max_length=500, blank=True, editable=False)

    class Meta:
        verbose_name = "dossier préparé"

    def __str__(self) -> str:
        return f"Dossier de {self.sitting}"


class DocumentTemplate(models.Model):
    """A model of documents that a territory brings: its styles, heads, feet and marks are kept."""

    convention = models.ForeignKey(
        Convention, on_delete=models.CASCADE, related_name="document_templates"
    )
    kind = models.CharField("sorte", max_length=4, choices=choices(TEMPLATE_LABELS))
    file = models.FileField("fichier", upload_to="modeles/", max_length=200)
    name = models.CharField("nom du fichier", max_length=200)
    added_at = models.DateTimeField("apporté le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "modèle de document"
        constraints = [
            models.UniqueConstraint(fields=["convention", "kind"], name="template_once_by_kind")
        ]

    def __str__(self) -> str:
        return self.name
