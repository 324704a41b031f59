"""The reports of a convention: their outline, what is typed in them, what was composed."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from gouvernail.common.models import Versioned, choices
from gouvernail.common.work import Leased
from gouvernail.conventions.models import Convention
from gouvernail.documents.models.papers import PACK_STATE_LABELS
from gouvernail.rules.reports import Place, ReportKind

KIND_LABELS = {
    ReportKind.ANNUAL: "rapport d’activités annuel",
    ReportKind.SHORT: "rapport court pour les élus",
    ReportKind.LIFE: "bilan de la convention",
}
FORMAT_LABELS = {name: name.upper() for name in ("pdf", "docx", "odt", "xlsx", "ods")}
LONGEST_REPORT_TEXT = 20_000


class ReportOutline(Versioned):
    """The outline of a kind of report, as a territory set it: order, titles, what is left out.

    `sections` is a list of {key, title, is_shown}; a section that it does not name has its place
    in the application's own order.
    """

    convention = models.ForeignKey(
        Convention, on_delete=models.CASCADE, related_name="report_outlines"
    )
    kind = models.CharField("sorte", max_length=8, choices=choices(KIND_LABELS))
    sections = models.JSONField("parties", default=list)

    class Meta:
        verbose_name = "sommaire de rapport"
        constraints = [
            models.UniqueConstraint(fields=["convention", "kind"], name="report_outline_once")
        ]

    def __str__(self) -> str:
        return f"Sommaire, {self.get_kind_display()}"

    @property
    def places(self) -> tuple[Place, ...]:
        """The sections as rules take them."""
        return tuple(Place(**place) for place in self.sections)


class ReportText(Versioned):
    """What people typed under a section of a report: it stays, however often it is composed."""

    convention = models.ForeignKey(
        Convention, on_delete=models.CASCADE, related_name="report_texts"
    )
    kind = models.CharField("sorte", max_length=8, choices=choices(KIND_LABELS))
    year = models.PositiveSmallIntegerField("année")
    section = models.SlugField("partie", max_length=40)
    text = models.TextField("texte", max_length=LONGEST_REPORT_TEXT, blank=True)
    changed_at = models.DateTimeField("changé le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "texte de rapport"
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "kind", "year", "section"], name="report_text_once_by_section"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"


class PreparedReportQuerySet(models.QuerySet["PreparedReport"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention: Convention) -> Self:
        """Keep the reports of one convention."""
        return self.filter(convention=convention)

    def published(self) -> Self:
        """Keep those that every member may read."""
        return self.filter(state="ready", published_at__isnull=False)


class PreparedReport(Leased):
    """A report as it was composed once, from one state of the data; it is kept.

    `digest` is the SHA-256 of what it says, whatever the files: `sections` is that, a list of
    {key, title, text}. Once published, every member of the convention reads it.
    """

    convention = models.ForeignKey(
        Convention, on_delete=models.CASCADE, related_name="prepared_reports"
    )
    kind = models.CharField("sorte", max_length=8, choices=choices(KIND_LABELS))
    year = models.PositiveSmallIntegerField("année")
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
    done = models.PositiveSmallIntegerField("fichiers faits", default=0, editable=False)
    total = models.PositiveSmallIntegerField("fichiers", default=0, editable=False)
    made_at = models.DateTimeField("fait le", null=True, blank=True, editable=False)
    digest = models.CharField("empreinte", max_length=64, blank=True, editable=False)
    sections = models.JSONField("contenu", default=list, editable=False)
    error = models.CharField("pourquoi", max_length=500, blank=True, editable=False)
    published_at = models.DateTimeField("diffusé le", null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="diffusé par",
    )

    objects = PreparedReportQuerySet.as_manager()

    class Meta:
        verbose_name = "rapport composé"
        indexes = [models.Index(fields=["convention", "kind", "year"], name="report_by_year")]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()} {self.year}"

    @property
    def said(self) -> dict[str, str]:
        """What each section says, by its key."""
        return {row["key"]: f"{row['title']}\n{row['text']}" for row in self.sections}


class ReportFile(models.Model):
    """A composed report in one format."""

    report = models.ForeignKey(PreparedReport, on_delete=models.CASCADE, related_name="files")
    extension = models.CharField("format", max_length=4, choices=choices(FORMAT_LABELS))
    file = models.FileField("fichier", upload_to="rapports/", max_length=200)
    size = models.PositiveIntegerField("taille (octets)", default=0)

    class Meta:
        verbose_name = "fichier de rapport"
        constraints = [
            models.UniqueConstraint(fields=["report", "extension"], name="report_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.report} ({self.extension})"
