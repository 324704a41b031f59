"""What is declared to the Caf: the sheets, their deadlines, and what an ETP brings."""

from decimal import Decimal
from enum import StrEnum

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models

from gouvernail.common.models import Versioned, choices
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Organisation
from gouvernail.staffing.models.posts import POST_LABELS


class DeclarationKind(StrEnum):
    """Which declaration of a year, in the order in which they fall due."""

    FORECAST = "forecast"
    UPDATE = "update"
    SECOND_UPDATE = "update_2"
    ACTUAL = "actual"


DECLARATION_LABELS = {
    DeclarationKind.FORECAST: "prévisionnel",
    DeclarationKind.UPDATE: "actualisé",
    DeclarationKind.SECOND_UPDATE: "second actualisé",
    DeclarationKind.ACTUAL: "réel",
}


class SheetState(StrEnum):
    """How far a sheet has gone."""

    PREPARING = "preparing"
    VERIFIED = "verified"
    DECLARED = "declared"


SHEET_LABELS = {
    SheetState.PREPARING: "à préparer",
    SheetState.VERIFIED: "vérifiée",
    SheetState.DECLARED: "déclarée",
}


class AfasSheet(Versioned):
    """What one employer declares of a year, to be copied into the Caf's portal.

    While it is prepared it is computed from the ledger. `content` is what it said when it was
    verified, and its SHA-256: declared, it changes no more. While a declared sheet is rectified it
    is prepared again, and `content` still says what was declared; `first_declared_on` is the day
    that counts against the last day, whatever is rectified later.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="afas_sheets")
    employer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="afas_sheets", verbose_name="employeur"
    )
    year = models.PositiveSmallIntegerField("année")
    kind = models.CharField(
        "déclaration",
        max_length=8,
        choices=choices(DECLARATION_LABELS),
        default=DeclarationKind.ACTUAL.value,
    )
    state = models.CharField(
        "état",
        max_length=9,
        choices=choices(SHEET_LABELS),
        default=SheetState.PREPARING.value,
        editable=False,
    )
    content = models.JSONField("contenu", null=True, blank=True, editable=False)
    digest = models.CharField("empreinte", max_length=64, blank=True, editable=False)
    verified_at = models.DateTimeField("vérifiée le", null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="vérifiée par",
    )
    declared_on = models.DateField("déclarée le", null=True, blank=True)
    first_declared_on = models.DateField(
        "déclarée d’abord le", null=True, blank=True, editable=False
    )
    note = models.CharField("note", max_length=500, blank=True)

    class Meta:
        verbose_name = "fiche AFAS"
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "employer", "year", "kind"], name="afas_sheet_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in SheetState]),
                name="afas_sheet_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"Fiche AFAS {self.year} ({self.get_kind_display()}), {self.employer}"

    @property
    def is_frozen(self) -> bool:
        """Tell whether it says what was verified: no merge takes it out."""
        return self.content is not None

    @property
    def is_settled(self) -> bool:
        """Tell whether its figures are those of `content`, not those of the ledger."""
        return self.state != SheetState.PREPARING.value


class DeclaredSheet(models.Model):
    """What a sheet said when it was declared, before it was rectified. It changes no more."""

    sheet = models.ForeignKey(AfasSheet, on_delete=models.CASCADE, related_name="declared_before")
    number = models.PositiveSmallIntegerField("version")
    content = models.JSONField("contenu")
    digest = models.CharField("empreinte", max_length=64)
    declared_on = models.DateField("déclarée le")
    verified_at = models.DateTimeField("vérifiée le")
    note = models.CharField("note", max_length=500, blank=True)
    rectified_at = models.DateTimeField("rectifiée le")
    rectified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="rectifiée par",
    )
    reason = models.CharField("motif", max_length=500)

    class Meta:
        verbose_name = "version déclarée d’une fiche AFAS"
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="declared_sheet_once")
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, version {self.number}"


class DeclarationDeadline(Versioned):
    """When a declaration of a year is open, as the Caf says it; `doubt` until somebody asked."""

    convention = models.ForeignKey(
        Convention, on_delete=models.CASCADE, related_name="declaration_deadlines"
    )
    year = models.PositiveSmallIntegerField("année déclarée")
    kind = models.CharField("déclaration", max_length=8, choices=choices(DECLARATION_LABELS))
    label = models.CharField("intitulé", max_length=150, blank=True)
    opens_on = models.DateField("ouvre le", null=True, blank=True)
    closes_on = models.DateField("à faire avant le")
    doubt = models.BooleanField("à vérifier auprès de votre Caf", default=True)
    notice_days = models.PositiveSmallIntegerField("alerter avant (jours)", default=30)

    class Meta:
        verbose_name = "échéance de déclaration"
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "year", "kind", "closes_on"], name="deadline_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"


class FundingRate(Versioned):
    """What the Caf pays for a full-time post, for one year and one kind of post.

    Empty until somebody fills it: nothing is computed before. `amount` and `ceiling` are euros for
    one ETP, `rate` the most that is paid of the cost, in percents.
    """

    convention = models.ForeignKey(
        Convention, on_delete=models.CASCADE, related_name="funding_rates"
    )
    year = models.PositiveSmallIntegerField("année")
    kind = models.CharField("nature des postes", max_length=12, choices=choices(POST_LABELS))
    amount = models.DecimalField(
        "forfait par ETP (€)",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    ceiling = models.DecimalField(
        "plafond de coût par ETP (€)",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    rate = models.DecimalField(
        "taux (%)",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    cost = models.DecimalField(
        "coût d’un ETP (€)",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    source = models.CharField("source", max_length=200, blank=True)

    class Meta:
        verbose_name = "barème par ETP"
        constraints = [
            models.UniqueConstraint(fields=["convention", "year", "kind"], name="funding_rate_once")
        ]

    def __str__(self) -> str:
        return f"Barème {self.year}, {self.get_kind_display()}"
