"""What the coordinators work on: the Caf's list, the shares of each, the missions they carry."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from gouvernail.common.models import Versioned
from gouvernail.conventions.models import Convention, Term
from gouvernail.directory.models import Person
from gouvernail.staffing.models.posts import Holding


class AfasTheme(Versioned):
    """A line of the Caf's declaration, in the order of its portal (annexe 4, § 4.2).

    `terms` are the themes of the plan that the territory counts in it. `doubt` tells that its
    words are a reading to confirm.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="afas_themes")
    label = models.CharField("ligne du portail", max_length=200)
    source = models.CharField("source", max_length=200, blank=True)
    doubt = models.BooleanField("lecture à confirmer", default=False)
    position = models.PositiveSmallIntegerField("place", default=0, editable=False)
    terms = models.ManyToManyField(
        Term, blank=True, related_name="afas_themes", verbose_name="thèmes du plan"
    )

    class Meta:
        verbose_name = "ligne de déclaration"
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "label"], name="afas_theme_once_by_convention"
            )
        ]

    def __str__(self) -> str:
        return self.label


class ThemeShare(models.Model):
    """The part of somebody's time that goes to one line of the declaration, for a while.

    The shares that hold on a same day must make 100 %. `term` says more finely, in the words of
    the plan, what the time goes to.
    """

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="theme_shares")
    theme = models.ForeignKey(AfasTheme, on_delete=models.PROTECT, related_name="shares")
    term = models.ForeignKey(
        Term,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="theme_shares",
        verbose_name="thème du plan",
    )
    percent = models.DecimalField(
        "part (%)",
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    starts_on = models.DateField("du")
    ends_on = models.DateField("au", null=True, blank=True)

    class Meta:
        verbose_name = "part thématique"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(percent__gte=0, percent__lte=100),
                name="theme_share_is_a_percentage",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="theme_share_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holding} : {self.theme}, {self.percent} %"


class CoordinatorMission(Versioned):
    """One of the missions entrusted to the coordinators (annexe 4, § 3)."""

    convention = models.ForeignKey(
        Convention, on_delete=models.CASCADE, related_name="coordinator_missions"
    )
    title = models.CharField("mission", max_length=300)
    source = models.CharField("source", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("place", default=0, editable=False)

    class Meta:
        verbose_name = "mission des chargés de coopération"

    def __str__(self) -> str:
        return self.title


class MissionSentence(Versioned):
    """A sentence of a mission, and those who carry it."""

    mission = models.ForeignKey(
        CoordinatorMission, on_delete=models.CASCADE, related_name="sentences"
    )
    text = models.CharField("phrase", max_length=500)
    source = models.CharField("source", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("place", default=0, editable=False)
    carriers = models.ManyToManyField(
        Person, blank=True, related_name="carried_missions", verbose_name="portée par"
    )

    class Meta:
        verbose_name = "phrase d’une mission"

    def __str__(self) -> str:
        return self.text
