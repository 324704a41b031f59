"""Organisations and persons: professional contacts, one entry each however often used."""

from typing import Self

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from gouvernail.common.models import Versioned
from gouvernail.rules.names import fold_name

NAME_LENGTH = 300


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention_id: int) -> Self:
        """Keep the directory of one convention."""
        return self.filter(convention_id=convention_id)

    def current(self) -> Self:
        """Leave out the entries merged into another."""
        return self.filter(merged_into=None)

    def matching(self, words: str) -> Self:
        """Keep the entries whose name holds these words, whatever accents and case."""
        return self.filter(folded_name__contains=fold_name(words))


class Organisation(Versioned):
    """A structure or a service: whoever leads an action, takes part, funds or signs."""

    convention = models.ForeignKey(
        "conventions.Convention",
        on_delete=models.CASCADE,
        related_name="organisations",
        verbose_name="convention",
    )
    name = models.CharField("nom", max_length=NAME_LENGTH)
    folded_name = models.CharField(max_length=NAME_LENGTH, editable=False, db_index=True)
    short_name = models.CharField("sigle", max_length=60, blank=True)
    kind = models.CharField("type", max_length=80, blank=True)
    email = models.EmailField("courriel", blank=True)
    phone = models.CharField("téléphone", max_length=40, blank=True)
    note = models.TextField("note", max_length=2000, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="former_entries",
        verbose_name="fusionnée avec",
    )

    objects = OrganisationQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["folded_name"])

    class Meta:
        verbose_name = "structure"
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "name"],
                condition=models.Q(merged_into=None),
                name="organisation_name_once_by_convention",
            )
        ]

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet["Person"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention_id: int) -> Self:
        """Keep the directory of one convention."""
        return self.filter(convention_id=convention_id)


class Person(Versioned):
    """A professional contact, with or without an account. Nothing private is asked."""

    convention = models.ForeignKey(
        "conventions.Convention",
        on_delete=models.CASCADE,
        related_name="persons",
        verbose_name="convention",
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="persons",
        verbose_name="structure",
    )
    full_name = models.CharField("nom", max_length=150)
    function = models.CharField("fonction", max_length=200, blank=True)
    email = models.EmailField("courriel professionnel", blank=True)
    phone = models.CharField("téléphone professionnel", max_length=40, blank=True)
    other_details = models.CharField("autres coordonnées", max_length=500, blank=True)
    bodies_cited = models.CharField("instances citées", max_length=500, blank=True)
    note = models.TextField("note", max_length=2000, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="persons",
        verbose_name="compte",
    )

    objects = PersonQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "personne"

    def __str__(self) -> str:
        return self.full_name
