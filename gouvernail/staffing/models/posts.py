"""The ledger of the posts: what was agreed, who holds it, from when to when, for how much."""

from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from gouvernail.common.models import Versioned, choices
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Organisation, Person
from gouvernail.rules.year_parts import YearRule
from gouvernail.territories.models import Commune


class PostKind(StrEnum):
    """Whether a post was there before the convention, or comes with it."""

    EXISTING = "existing"
    DEVELOPMENT = "development"


POST_LABELS = {PostKind.EXISTING: "existant", PostKind.DEVELOPMENT: "développement"}


class TargetKind(StrEnum):
    """What a figure of the convention counts."""

    TOTAL = "total"
    EXISTING = "existing"
    DEVELOPMENT = "development"


TARGET_LABELS = {
    TargetKind.TOTAL: "effectif total",
    TargetKind.EXISTING: "effectif existant",
    TargetKind.DEVELOPMENT: "développement",
}
RULE_LABELS = {
    YearRule.DAYS: "au nombre de jours",
    YearRule.MONTHS: "au nombre de mois, prorata des jours",
    YearRule.ON_A_DAY: "effectif en place un jour donné",
}


def fte_field(label: str) -> "models.DecimalField[Any, Any]":
    """Return a column of full-time equivalents: three places, so that a third is not rounded."""
    return models.DecimalField(
        label, max_digits=6, decimal_places=3, validators=[MinValueValidator(Decimal(0))]
    )


def _ends_after_it_starts(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")), name=name
    )


class StaffingSettings(Versioned):
    """How the territory counts a year of work, and what preparing a sitting costs.

    `preparation_factor` is the time that a sitting asks for besides its own length, as a multiple
    of it: the team sets it.
    """

    convention = models.OneToOneField(
        Convention, on_delete=models.CASCADE, related_name="staffing_settings"
    )
    year_rule = models.CharField(
        "compter une année",
        max_length=10,
        choices=choices(RULE_LABELS),
        default=YearRule.DAYS.value,
    )
    reference_month = models.PositiveSmallIntegerField("mois de référence", default=12)
    reference_day = models.PositiveSmallIntegerField("jour de référence", default=31)
    preparation_factor = models.DecimalField(
        "temps de préparation d’une séance (× sa durée)",
        max_digits=4,
        decimal_places=2,
        default=Decimal(1),
    )
    annual_hours = models.PositiveSmallIntegerField("heures d’un ETP par an", default=1607)

    class Meta:
        verbose_name = "réglages de l’équipe"

    def __str__(self) -> str:
        return f"Réglages de l’équipe de {self.convention}"


class StaffingTarget(Versioned):
    """A figure of the convention: 3.8 in all, 3.1 existing in 2025, 0.2 and 0.5 to come."""

    convention = models.ForeignKey(
        Convention, on_delete=models.CASCADE, related_name="staffing_targets"
    )
    kind = models.CharField("nature", max_length=12, choices=choices(TARGET_LABELS))
    amount = fte_field("ETP")
    year = models.PositiveSmallIntegerField("année", null=True, blank=True)
    place = models.CharField("lieu", max_length=150, blank=True)
    source = models.CharField("source", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("place", default=0, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "effectif prévu"

    def __str__(self) -> str:
        parts = (self.get_kind_display(), self.place, str(self.year or ""))
        return " ".join(part for part in parts if part)


class PostQuerySet(models.QuerySet["Post"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention: Convention) -> Self:
        """Keep the posts of one convention."""
        return self.filter(convention=convention)


class Post(Versioned):
    """A post of coordinator: its employer, and where it is. How much it is, its rates say."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="posts")
    title = models.CharField("intitulé", max_length=200)
    employer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="posts", verbose_name="employeur"
    )
    kind = models.CharField(
        "nature", max_length=12, choices=choices(POST_LABELS), default=PostKind.EXISTING.value
    )
    commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="commune",
    )
    is_cofinanced = models.BooleanField("cofinancé par la Caf", default=True)
    note = models.TextField("note", max_length=2_000, blank=True)
    position = models.PositiveSmallIntegerField("place", default=0, editable=False)

    objects = PostQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "poste"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in PostKind]),
                name="post_kind_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.title


class PostRate(models.Model):
    """What was agreed of a post, from a day to a day."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="rates")
    fte = fte_field("ETP convenu")
    starts_on = models.DateField("du")
    ends_on = models.DateField("au", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "quotité convenue"
        constraints = [_ends_after_it_starts("post_rate_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"{self.post} : {self.fte}"


class Holding(Versioned):
    """Somebody who holds a post, from a day to a day, for a share of time: the actual ETP.

    Two persons may hold one post, one person two posts; a change of share is another holding.
    The name stays when the person leaves the directory. `mandate_ends_on` is when the contract or
    the appointment runs out, if it is known beforehand.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="holdings")
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="holdings"
    )
    name = models.CharField("nom", max_length=150)
    fte = fte_field("ETP réel")
    starts_on = models.DateField("du")
    ends_on = models.DateField("au", null=True, blank=True)
    mandate_ends_on = models.DateField("fin de contrat prévue", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "occupation d’un poste"
        constraints = [_ends_after_it_starts("holding_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"{self.name} ({self.post})"


class PostDocument(models.Model):
    """A deed of appointment, a contract… that goes with a post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField("titre", max_length=200)
    file = models.FileField("fichier", upload_to="postes/", max_length=200)
    added_at = models.DateTimeField("joint le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "pièce d’un poste"

    def __str__(self) -> str:
        return self.title


class Scenario(Versioned):
    """What if: changes laid over the ledger of today, never written into it."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="scenarios")
    name = models.CharField("nom", max_length=120)
    words = models.TextField("de quoi il s’agit", max_length=2_000, blank=True)
    made_at = models.DateTimeField("fait le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "scénario"
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "name"], name="scenario_name_once_by_convention"
            )
        ]

    def __str__(self) -> str:
        return self.name


class SuppositionKind(StrEnum):
    """What a scenario supposes."""

    NEW_POST = "new_post"
    RATE = "rate"
    VACANCY = "vacancy"
    HOLDER = "holder"


SUPPOSITION_LABELS = {
    SuppositionKind.NEW_POST: "un poste de plus",
    SuppositionKind.RATE: "une autre quotité",
    SuppositionKind.VACANCY: "un poste vacant",
    SuppositionKind.HOLDER: "une personne de plus",
}


class Supposition(models.Model):
    """One change of a scenario: a new post, another rate, a vacancy, somebody more.

    Without `post` it is a new one, named by `title` and its employer: `employer` when the directory
    knows it, the words `employer_name` otherwise, since a scenario adds nothing to the directory.
    """

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="suppositions")
    kind = models.CharField("supposition", max_length=10, choices=choices(SUPPOSITION_LABELS))
    post = models.ForeignKey(
        Post, on_delete=models.CASCADE, null=True, blank=True, related_name="suppositions"
    )
    title = models.CharField("intitulé", max_length=200, blank=True)
    employer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    employer_name = models.CharField("employeur, en mots", max_length=300, blank=True)
    post_kind = models.CharField(
        "nature", max_length=12, choices=choices(POST_LABELS), default=PostKind.DEVELOPMENT.value
    )
    fte = fte_field("ETP")
    starts_on = models.DateField("du")
    ends_on = models.DateField("au", null=True, blank=True)

    class Meta:
        verbose_name = "supposition"
        constraints = [_ends_after_it_starts("supposition_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} : {self.post or self.title}"
