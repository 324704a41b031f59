"""The journal: who did what, when, why, with the words before and after.

Beside it, django-simple-history keeps every past state of the rows themselves, from which a plan
is read as of a past date. The journal is what people read (docs/decisions/0004).
"""

from typing import Self

from django.conf import settings
from django.db import models

from gouvernail.history.verbs import VERB_LABELS, verb_choices


class EntryQuerySet(models.QuerySet["Entry"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention_id: int) -> Self:
        """Keep the entries of one convention."""
        return self.filter(convention_id=convention_id)

    def about(self, subject: models.Model) -> Self:
        """Keep the entries about one object."""
        return self.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk)


class Entry(models.Model):
    """One line of the journal. Append-only: nothing in the application changes or deletes one.

    The subject is named by kind and number without a key of the database: the line must outlive
    what it speaks of.
    """

    convention = models.ForeignKey(
        "conventions.Convention",
        on_delete=models.PROTECT,
        null=True,
        related_name="journal",
        verbose_name="convention",
    )
    at = models.DateTimeField("le", db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="par",
    )
    verb = models.CharField("fait", max_length=40, choices=verb_choices)
    subject_kind = models.CharField("sorte d’objet", max_length=60)
    subject_id = models.BigIntegerField("numéro d’objet")
    subject_label = models.CharField("objet", max_length=300)
    changes = models.JSONField("changements", default=list)
    reason = models.CharField("motif", max_length=500, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne du journal"
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-at"], name="entry_by_subject"),
            models.Index(fields=["convention", "-at"], name="entry_by_convention"),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} : {self.subject_label}"

    def get_verb_display(self) -> str:  # type: ignore[no-redef]  # ours, where Django adds its own
        """Return what was done, in words. Django would lay all the choices flat at every line."""
        return VERB_LABELS.get(self.verb, self.verb)
