"""A file on its way in, and what the territory calls its columns."""

from typing import Self

from django.db import models
from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.conventions.models import Convention


class PlanImportQuerySet(models.QuerySet["PlanImport"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention: Convention) -> Self:
        """Keep the imports of one convention."""
        return self.filter(convention=convention)

    def pending(self) -> Self:
        """Keep those that were not applied."""
        return self.filter(applied_at=None)


class PlanImport(models.Model):
    """A plan's file, with what the person chose and corrected. Nothing of it is in the plan yet.

    `mapping` goes from a column letter to a field, or "". `corrections` goes from « row:column »
    to the text to read instead. `answers` goes from a question about the whole file to its answer.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="imports")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField("fichier", max_length=255)
    file = models.FileField(upload_to="imports/%Y/")
    sheet = models.CharField("feuille", max_length=200, blank=True)
    header_row = models.PositiveIntegerField("ligne d’en-tête", null=True)
    mapping = models.JSONField("colonnes", default=dict)
    corrections = models.JSONField("corrections", default=dict)
    answers = models.JSONField("réponses", default=dict)
    created_at = models.DateTimeField("apporté le", default=timezone.now)
    applied_at = models.DateTimeField("appliqué le", null=True)

    objects = PlanImportQuerySet.as_manager()

    class Meta:
        verbose_name = "import de plan"

    def __str__(self) -> str:
        return self.filename


class RememberedColumn(models.Model):
    """What a territory means by a column's label, learnt from the imports it accepted."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="+")
    label = models.CharField("titre de colonne", max_length=300)
    field = models.CharField("rubrique", max_length=40, blank=True)

    class Meta:
        verbose_name = "colonne connue"
        constraints = [
            models.UniqueConstraint(fields=["convention", "label"], name="column_label_once")
        ]

    def __str__(self) -> str:
        return self.label


class ContactImportQuerySet(models.QuerySet["ContactImport"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention: Convention) -> Self:
        """Keep the imports of one convention."""
        return self.filter(convention=convention)

    def pending(self) -> Self:
        """Keep those that were not applied."""
        return self.filter(applied_at=None)


class ContactImport(models.Model):
    """A file of contacts, with what the person chose. Nothing of it is in the directory yet.

    The file goes once it is applied, or once the same person brings another: it may say more than
    what is professional. `mapping` and `corrections` are those of a plan's import. `answers` goes
    from « group:… » to the name kept and the spellings left apart, from « person:… » to a choice.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField("fichier", max_length=255)
    file = models.FileField(upload_to="imports/%Y/", blank=True)
    sheet = models.CharField("feuille", max_length=200, blank=True)
    header_row = models.PositiveIntegerField("ligne d’en-tête", null=True)
    mapping = models.JSONField("colonnes", default=dict)
    corrections = models.JSONField("corrections", default=dict)
    answers = models.JSONField("réponses", default=dict)
    created_at = models.DateTimeField("apporté le", default=timezone.now)
    applied_at = models.DateTimeField("appliqué le", null=True)

    objects = ContactImportQuerySet.as_manager()

    class Meta:
        verbose_name = "import de contacts"

    def __str__(self) -> str:
        return self.filename


class ContactColumn(models.Model):
    """What a territory means by a column's label in its directories, learnt from its imports."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="+")
    label = models.CharField("titre de colonne", max_length=300)
    field = models.CharField("rubrique", max_length=40, blank=True)

    class Meta:
        verbose_name = "colonne d’annuaire connue"
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "label"], name="contact_column_label_once"
            )
        ]

    def __str__(self) -> str:
        return self.label
