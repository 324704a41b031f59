"""Where the territory's words serve."""

from typing import Any

from django.db import models
from django.db.models import Count
from simple_history.models import HistoricalChanges

from gouvernail.conventions.models import Convention, Status


def status_uses(convention: Convention) -> dict[int, int]:
    """Return how many actions, archives included, bear each state word. One query."""
    rows = Status.objects.filter(convention=convention).annotate(uses=Count("actions"))
    return {row.pk: row.uses for row in rows}


def past_uses(word: models.Model) -> int:
    """Return how many past states of rows name `word`. One query for each table with a history.

    The tables are found through the reverse relations, since they belong to areas above.
    """
    uses = 0
    for relation in word._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        model: Any = relation.related_model
        if issubclass(model, HistoricalChanges):
            uses += model._base_manager.filter(**{relation.field.name: word}).count()
    return uses
