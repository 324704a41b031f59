"""Communes, EPCI and départements of France, from open data; nobody edits them by hand.

They are shared by all conventions. A commune that merges is kept, marked as no longer current:
a convention signed before still names it.
"""

from collections.abc import Iterable
from typing import Self

from django.db import models

from gouvernail.common.models import choices
from gouvernail.rules.insee import EpciKind, FormerKind

EPCI_LABELS = {
    EpciKind.CC: "communauté de communes",
    EpciKind.CA: "communauté d’agglomération",
    EpciKind.CU: "communauté urbaine",
    EpciKind.METRO: "métropole",
    EpciKind.MET69: "métropole de Lyon",
}

FORMER_LABELS = {
    FormerKind.DELEGATED: "commune déléguée",
    FormerKind.ASSOCIATED: "commune associée",
    FormerKind.DISTRICT: "arrondissement municipal",
    FormerKind.MERGED: "ancienne commune",
}


def begins_a_word(field: str, text: str) -> models.Q:
    """Match a field of words parted by spaces when one of them begins with `text`."""
    first = models.Q(**{f"{field}__startswith": text})
    return first | models.Q(**{f"{field}__contains": f" {text}"})


def has_words(search_form: str) -> models.Q:
    """Match a `search_name` that has, for each word of the text, a word that begins so."""
    condition = models.Q()
    for word in search_form.split():
        condition &= begins_a_word("search_name", word)
    return condition


class Departement(models.Model):
    """A département, or an overseas collectivity that holds communes."""

    code = models.CharField("code", max_length=3, primary_key=True)
    name = models.CharField("nom", max_length=60)
    region_code = models.CharField("code de la région", max_length=3)
    region_name = models.CharField("région", max_length=60)

    class Meta:
        verbose_name = "département"

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Epci(models.Model):
    """An intercommunalité with its own taxes, under its SIREN number."""

    code = models.CharField("numéro SIREN", max_length=9, primary_key=True)
    name = models.CharField("nom", max_length=120)
    search_name = models.CharField("nom cherché", max_length=120)
    kind = models.CharField("nature", max_length=5, choices=choices(EPCI_LABELS))

    class Meta:
        verbose_name = "EPCI"
        verbose_name_plural = "EPCI"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[str(kind) for kind in EpciKind]),
                name="epci_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CommuneQuerySet(models.QuerySet["Commune"]):
    """Filters that can be chained; none of them sorts or writes."""

    def current(self) -> Self:
        """Keep the communes of the newest edition."""
        return self.filter(is_current=True)

    def within(self, departements: Iterable[str] | None) -> Self:
        """Keep the communes of some départements; of all of them for None."""
        return self if departements is None else self.filter(departement__in=departements)

    def of_epci(self, code: str) -> Self:
        """Keep the members of one EPCI."""
        return self.filter(epci=code)


class Commune(models.Model):
    """A commune under its INSEE code."""

    insee_code = models.CharField("code Insee", max_length=5, primary_key=True)
    name = models.CharField("nom", max_length=60)
    search_name = models.CharField("nom cherché", max_length=60, db_index=True)
    departement = models.ForeignKey(
        Departement,
        on_delete=models.PROTECT,
        related_name="communes",
        verbose_name="département",
    )
    epci = models.ForeignKey(
        Epci, on_delete=models.PROTECT, null=True, related_name="communes", verbose_name="EPCI"
    )
    postal_codes = models.CharField("codes postaux", max_length=200, blank=True)
    population = models.PositiveIntegerField("population municipale", null=True)
    is_current = models.BooleanField("existe aujourd’hui", default=True)

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "commune"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(search_name=""), name="commune_can_be_looked_for"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FormerCommuneQuerySet(models.QuerySet["FormerCommune"]):
    """Filters that can be chained; none of them sorts or writes."""

    def within(self, departements: Iterable[str] | None) -> Self:
        """Keep what leads to communes of some départements; of all of them for None."""
        if departements is None:
            return self
        return self.filter(current__departement__in=departements)


class FormerCommune(models.Model):
    """A name or a code that leads to today's commune.

    Communes déléguées and associées, municipal arrondissements of Paris, Lyon and Marseille, and
    codes that a merger ended. The data give no name for the last.
    """

    insee_code = models.CharField("code Insee", max_length=5, primary_key=True)
    name = models.CharField("nom", max_length=60, blank=True)
    search_name = models.CharField("nom cherché", max_length=60, blank=True)
    kind = models.CharField("nature", max_length=10, choices=choices(FORMER_LABELS))
    current = models.ForeignKey(
        Commune, on_delete=models.CASCADE, related_name="formers", verbose_name="commune actuelle"
    )

    objects = FormerCommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "ancienne commune"
        verbose_name_plural = "anciennes communes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[str(kind) for kind in FormerKind]),
                name="former_commune_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.insee_code


class DataVintage(models.Model):
    """Which edition of a data file the tables hold, so that it is loaded once."""

    name = models.CharField("jeu de données", max_length=40, primary_key=True)
    vintage = models.DateField("millésime")
    digest = models.CharField("empreinte", max_length=64)
    loaded_at = models.DateTimeField("chargé le")

    class Meta:
        verbose_name = "édition des données"
        verbose_name_plural = "éditions des données"

    def __str__(self) -> str:
        return f"{self.name} {self.vintage:%Y}"
