"""What the plan is made with: money by funder and year, people in ETP, technical means."""

from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from django.core.validators import MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from gouvernail.action_plan.models import Action
from gouvernail.common.models import Versioned, choices
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Organisation

FIRST_YEAR, LAST_YEAR = 2000, 2100
AMOUNTS = ("planned", "requested", "granted", "paid", "justified")


class Nature(StrEnum):
    """What kind of spending money is for."""

    OPERATING = "operating"
    INVESTMENT = "investment"


NATURE_LABELS = {Nature.OPERATING: "fonctionnement", Nature.INVESTMENT: "investissement"}


def _not_negative(area: str, *names: str) -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            condition=models.Q(**{name: None}) | models.Q(**{f"{name}__gte": 0}),
            name=f"{area}_{name}_is_not_negative",
        )
        for name in names
    ]


def _year_is_sound(area: str) -> models.CheckConstraint:
    sound = models.Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR)
    return models.CheckConstraint(condition=sound, name=f"{area}_year_is_sound")


def _decimal(label: str, max_digits: int) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(
        label,
        max_digits=max_digits,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )


def _euros(label: str) -> "models.DecimalField[Any, Any]":
    return _decimal(label, 12)


def _day(label: str) -> "models.DateField[Any, Any]":
    return models.DateField(label, null=True, blank=True)


class FundingLineQuerySet(models.QuerySet["FundingLine"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention: Convention) -> Self:
        """Keep the lines of one convention."""
        return self.filter(convention=convention)


class FundingLine(Versioned):
    """One funder, one year, one purpose. An amount that nobody said is None, never 0.

    Without an action, the money is that of the convention as a whole.
    """

    convention = models.ForeignKey(
        Convention, on_delete=models.CASCADE, related_name="funding_lines"
    )
    action = models.ForeignKey(
        Action,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="funding_lines",
        verbose_name="action",
    )
    funder = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="funding_lines",
        verbose_name="financeur",
    )
    is_own_share = models.BooleanField("part propre", default=False)
    year = models.PositiveSmallIntegerField("année")
    nature = models.CharField(
        "nature", max_length=12, choices=choices(NATURE_LABELS), blank=True, default=""
    )
    scheme = models.CharField("dispositif ou objet", max_length=200, blank=True)
    planned = _euros("prévu")
    requested = _euros("demandé")
    granted = _euros("accordé")
    paid = _euros("versé")
    justified = _euros("justifié")
    requested_on = _day("demandé le")
    signed_on = _day("convention signée le")
    pay_by = _day("versement attendu le")
    paid_on = _day("versé le")
    justify_by = _day("à justifier avant le")
    justified_on = _day("justifié le")
    needs_justification = models.BooleanField("emploi à justifier", default=True)
    note = models.TextField("note", max_length=2000, blank=True)

    objects = FundingLineQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "financement"
        constraints = [*_not_negative("funding", *AMOUNTS), _year_is_sound("funding")]
        indexes = [models.Index(fields=["convention", "year"], name="funding_by_year")]

    def __str__(self) -> str:
        return ", ".join(str(part) for part in (self.funder, self.year, self.scheme) if part)


class ExpectedPaper(Versioned):
    """A document that a line waits for: an agreement, a report, an invoice."""

    line = models.ForeignKey(
        FundingLine, on_delete=models.CASCADE, related_name="papers", verbose_name="financement"
    )
    label = models.CharField("pièce", max_length=200)
    due_on = models.DateField("attendue le")
    done_on = _day("reçue ou transmise le")
    note = models.CharField("note", max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "pièce attendue"

    def __str__(self) -> str:
        return self.label


class HumanMeans(Versioned):
    """The time of people that an organisation gives to an action, in ETP, for one year."""

    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, related_name="human_means", verbose_name="action"
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="human_means",
        verbose_name="structure",
    )
    year = models.PositiveSmallIntegerField("année")
    label = models.CharField("fonction", max_length=200, blank=True)
    planned = _decimal("ETP prévus", 6)
    actual = _decimal("ETP réels", 6)
    note = models.CharField("note", max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "moyens humains"
        constraints = [
            *_not_negative("human_means", "planned", "actual"),
            _year_is_sound("human_means"),
        ]

    def __str__(self) -> str:
        return ", ".join(str(part) for part in (self.organisation, self.year, self.label) if part)


class TechnicalMeans(Versioned):
    """A room, a vehicle, an expertise… that an action needs, in words."""

    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, related_name="technical_means", verbose_name="action"
    )
    label = models.CharField("moyen", max_length=300)
    provider = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="technical_means",
        verbose_name="mis à disposition par",
    )
    note = models.CharField("note", max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "moyen technique"

    def __str__(self) -> str:
        return self.label
