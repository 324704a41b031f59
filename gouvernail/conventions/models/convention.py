"""The convention itself: dates, perimeter, signatories, annexes, amendments."""

from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from simple_history.models import HistoricalRecords

from gouvernail.accounts.models import User
from gouvernail.common.models import Versioned
from gouvernail.directory.models import Organisation
from gouvernail.rules.periods import Term
from gouvernail.territories.models import Commune


class ConventionQuerySet(models.QuerySet["Convention"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of_member(self, user: User) -> Self:
        """Keep the conventions on which a person has a role."""
        return self.filter(memberships__user=user)


class Convention(Versioned):
    """A convention territoriale globale, and the words its territory uses."""

    slug = models.SlugField("adresse", max_length=60, unique=True)
    name = models.CharField("nom", max_length=200)
    starts_on = models.DateField("début", null=True, blank=True)
    ends_on = models.DateField("fin", null=True, blank=True)
    signed_on = models.DateField("signée le", null=True, blank=True)
    is_fictional = models.BooleanField("exemple fictif", default=False)
    colour = models.CharField(
        "couleur",
        max_length=7,
        blank=True,
        validators=[
            RegexValidator(r"^#[0-9a-fA-F]{6}$", "Écrivez la couleur sous la forme #0f5d68.")
        ],
    )
    logo = models.FileField("logo", upload_to="logos/", blank=True)
    kit = models.CharField("kit d’origine", max_length=100, blank=True)
    plan_title = models.CharField("titre du plan", max_length=200, default="Plan d’actions")
    stale_after_days = models.PositiveSmallIntegerField(
        "action « sans nouvelles » au bout de (jours)", default=90
    )

    objects = ConventionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "convention"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="convention_ends_after_it_starts",
                violation_error_message="La fin de la convention doit suivre son début.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def life(self) -> Term:
        """The first and the last day, as far as they are known."""
        return Term(self.starts_on, self.ends_on)


class PerimeterCommune(models.Model):
    """A commune of the convention's perimeter: a free set, not an EPCI."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="perimeter")
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "commune du périmètre"
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "commune"], name="commune_once_by_convention"
            )
        ]

    def __str__(self) -> str:
        return self.commune.name


class Signatory(models.Model):
    """Who signed the convention, and as what."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="signatories")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="signatures", verbose_name="structure"
    )
    role = models.CharField("qualité", max_length=150, blank=True)
    signed_on = models.DateField("signé le", null=True, blank=True)

    class Meta:
        verbose_name = "signataire"
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "organisation"], name="signatory_once_by_convention"
            )
        ]

    def __str__(self) -> str:
        return self.organisation.name


class Annex(models.Model):
    """An annex of the convention. Its label differs between territories: never an identity."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="annexes")
    label = models.CharField("intitulé dans la convention", max_length=60)
    title = models.CharField("objet", max_length=200)
    file = models.FileField("fichier", upload_to="annexes/", blank=True)

    class Meta:
        verbose_name = "annexe"

    def __str__(self) -> str:
        return f"{self.label} – {self.title}"


class Amendment(models.Model):
    """An amendment (avenant) of the convention."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="amendments")
    number = models.PositiveSmallIntegerField("numéro")
    signed_on = models.DateField("signé le", null=True, blank=True)
    purpose = models.CharField("objet", max_length=500)
    file = models.FileField("fichier", upload_to="avenants/", blank=True)

    class Meta:
        verbose_name = "avenant"
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "number"], name="amendment_number_once_by_convention"
            )
        ]

    def __str__(self) -> str:
        return f"Avenant n° {self.number}"
