"""What every table shares: versions that protect people's edits, and lists of choices."""

from collections.abc import Mapping
from typing import Any, Self

from django.db import models

from gouvernail.common.errors import EditConflict


def choices(labels: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Return Django choices from a mapping of enum members to French labels."""
    return [(str(key), label) for key, label in labels.items()]


class Versioned(models.Model):
    """A row that several people may edit at the same time.

    A form carries the version that its reader saw; `claim` refuses when the row has moved on.
    """

    version = models.PositiveIntegerField("version", default=1, editable=False)

    class Meta:
        abstract = True

    def claim(self, seen: int) -> None:
        """Take the next version, if `seen` is still the current one.

        One conditional UPDATE decides, so two editors can never both win, on either engine.
        Call it inside the transaction that saves the row.

        Errors: EditConflict.
        """
        taken = self._others().filter(version=seen).update(version=seen + 1)
        if not taken:
            raise EditConflict
        self.version = seen + 1

    def _others(self) -> "models.QuerySet[Self]":
        manager: models.Manager[Self] = type(self)._default_manager
        return manager.filter(pk=self.pk)
