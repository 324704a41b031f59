"""The territory's own words: levels, states, priorities, themes, publics, fields of the sheet."""

from enum import StrEnum
from typing import Self

from django.db import models

from gouvernail.common.models import choices
from gouvernail.conventions.models.convention import Convention
from gouvernail.rules.progress import StatusFamily

FAMILY_LABELS = {
    StatusFamily.NOT_STARTED: "à engager",
    StatusFamily.RUNNING: "en cours",
    StatusFamily.DONE: "réalisée",
    StatusFamily.SUSPENDED: "en pause",
    StatusFamily.DROPPED: "abandonnée",
}


class TermKind(StrEnum):
    """The lists of words that a territory keeps."""

    PRIORITY = "priority"
    THEME = "theme"
    PUBLIC = "public"


TERM_LABELS = {
    TermKind.PRIORITY: "priorité",
    TermKind.THEME: "thème",
    TermKind.PUBLIC: "public",
}


class Level(models.Model):
    """A level of the plan above the actions, from 1 (the highest) to 3 at most."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="levels")
    rank = models.PositiveSmallIntegerField("rang")
    name = models.CharField("nom", max_length=60)
    plural = models.CharField("pluriel", max_length=60)

    class Meta:
        verbose_name = "niveau du plan"
        constraints = [
            models.UniqueConstraint(fields=["convention", "rank"], name="level_rank_once"),
            models.CheckConstraint(
                condition=models.Q(rank__gte=1, rank__lte=3), name="level_rank_is_1_to_3"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Status(models.Model):
    """A state word of the territory; its family is what counts are made from."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="statuses")
    label = models.CharField("état", max_length=60)
    family = models.CharField("famille", max_length=20, choices=choices(FAMILY_LABELS))
    position = models.PositiveSmallIntegerField("place", default=0)

    class Meta:
        verbose_name = "état d’avancement"
        constraints = [
            models.UniqueConstraint(fields=["convention", "label"], name="status_label_once"),
            models.CheckConstraint(
                condition=models.Q(family__in=[family.value for family in StatusFamily]),
                name="status_family_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class TermQuerySet(models.QuerySet["Term"]):
    """Filters that can be chained; none of them sorts or writes."""

    def kind(self, kind: TermKind) -> Self:
        """Keep one list."""
        return self.filter(kind=kind)


class Term(models.Model):
    """A word of one of the territory's lists."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="terms")
    kind = models.CharField("liste", max_length=20, choices=choices(TERM_LABELS))
    label = models.CharField("mot", max_length=100)
    position = models.PositiveSmallIntegerField("place", default=0)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "mot du vocabulaire"
        constraints = [
            models.UniqueConstraint(fields=["convention", "kind", "label"], name="term_label_once")
        ]

    def __str__(self) -> str:
        return self.label


class ActionField(models.Model):
    """A field of the action sheet, as this territory names and shows it.

    `key` is one of `rules.sheet_fields`, or `free:<number>` for a field of the territory's own.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="fields")
    key = models.CharField(max_length=40, editable=False)
    label = models.CharField("nom", max_length=100)
    is_shown = models.BooleanField("affichée", default=True)
    is_short = models.BooleanField("visible d’emblée", default=False)
    position = models.PositiveSmallIntegerField("place", default=0)

    class Meta:
        verbose_name = "rubrique de la fiche"
        constraints = [models.UniqueConstraint(fields=["convention", "key"], name="field_key_once")]

    def __str__(self) -> str:
        return self.label
