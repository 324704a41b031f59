"""What the convention binds its signatories to, as data: the sentence, its reading, its proofs."""

from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from gouvernail.common.models import Versioned, choices
from gouvernail.conventions.models import Convention
from gouvernail.governance.models.bodies import Body
from gouvernail.rules.periods import PeriodKind
from gouvernail.staffing.models import POST_LABELS


class ObligationKind(StrEnum):
    """What an obligation is measured by."""

    RHYTHM = "rhythm"
    PRECEDENCE = "precedence"
    DOCUMENT = "document"
    COMPOSITION = "composition"
    STAFFING = "staffing"
    DECLARATION = "declaration"


KIND_LABELS = {
    ObligationKind.RHYTHM: "rythme de réunion",
    ObligationKind.PRECEDENCE: "une instance avant une autre",
    ObligationKind.DOCUMENT: "document à produire",
    ObligationKind.COMPOSITION: "composition",
    ObligationKind.STAFFING: "effectif",
    ObligationKind.DECLARATION: "déclaration à la Caf",
}
PERIOD_LABELS = {
    PeriodKind.CALENDAR: "année civile",
    PeriodKind.CONVENTION: "année de convention",
    PeriodKind.SCHOOL: "année scolaire",
    PeriodKind.SLIDING: "douze mois glissants",
}


class ObligationQuerySet(models.QuerySet["Obligation"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention: Convention) -> Self:
        """Keep the obligations of one convention."""
        return self.filter(convention=convention)


class Obligation(Versioned):
    """A sentence of the annex that binds, and how it is read.

    A rhythm asks for `at_least` to `at_most` sittings every `per_months` months. `doubt` says that
    the reading is not certain; who settled it, and when, is kept.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="obligations")
    key = models.SlugField("repère", max_length=60)
    kind = models.CharField("nature", max_length=12, choices=choices(KIND_LABELS))
    body = models.ForeignKey(
        Body,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="obligations",
        verbose_name="instance",
    )
    before = models.ForeignKey(
        Body,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="précédée de",
    )
    text = models.CharField("phrase de la convention", max_length=500)
    source = models.CharField("source", max_length=200, blank=True)
    reading = models.CharField("lecture retenue", max_length=300, blank=True)
    doubt = models.BooleanField("lecture à confirmer", default=False)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="lecture choisie par",
    )
    read_on = models.DateField("lecture choisie le", null=True, blank=True, editable=False)
    at_least = models.PositiveSmallIntegerField("au moins", default=1)
    at_most = models.PositiveSmallIntegerField("au plus", null=True, blank=True)
    per_months = models.PositiveSmallIntegerField("tous les (mois)", default=12)
    is_average = models.BooleanField("en moyenne", default=False)
    period = models.CharField(
        "compté sur",
        max_length=12,
        choices=choices(PERIOD_LABELS),
        default=PeriodKind.CALENDAR.value,
    )
    notice_days = models.PositiveSmallIntegerField("alerter avant (jours)", default=90)
    amount = models.DecimalField(
        "effectif (ETP)", max_digits=6, decimal_places=2, null=True, blank=True
    )
    # Which posts an obligation of staffing speaks of: all of them when nothing is said.
    post_kind = models.CharField(
        "nature des postes", max_length=12, blank=True, choices=choices(POST_LABELS)
    )
    place = models.CharField("lieu des postes", max_length=150, blank=True)
    since_year = models.PositiveSmallIntegerField("depuis l’année", null=True, blank=True)
    position = models.PositiveSmallIntegerField("place", default=0, editable=False)

    objects = ObligationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "engagement"
        constraints = [
            models.UniqueConstraint(fields=["convention", "key"], name="obligation_key_once"),
            models.CheckConstraint(
                condition=models.Q(per_months__gte=1, per_months__lte=12),
                name="obligation_per_months_is_1_to_12",
            ),
            models.CheckConstraint(
                condition=models.Q(at_most=None) | models.Q(at_most__gte=models.F("at_least")),
                name="obligation_most_is_not_below_least",
                violation_error_message="Le maximum ne peut pas être inférieur au minimum.",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ObligationReading(models.Model):
    """One way of reading a sentence that can be read in several: « bimensuelle »."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="readings")
    label = models.CharField("lecture", max_length=300)
    at_least = models.PositiveSmallIntegerField("au moins", default=1)
    at_most = models.PositiveSmallIntegerField("au plus", null=True, blank=True)
    per_months = models.PositiveSmallIntegerField("tous les (mois)", default=12)
    position = models.PositiveSmallIntegerField("place", default=0, editable=False)

    class Meta:
        verbose_name = "lecture possible"

    def __str__(self) -> str:
        return self.label


class Proof(models.Model):
    """A document that was handed in, for an obligation that asks for one."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="proofs")
    label = models.CharField("document", max_length=200)
    handed_on = models.DateField("remis le")
    address = models.URLField("adresse du document", max_length=500, blank=True)

    class Meta:
        verbose_name = "preuve"

    def __str__(self) -> str:
        return self.label
