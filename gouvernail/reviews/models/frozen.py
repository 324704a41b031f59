"""Reviews as a sitting validated them: what is sealed, version by version."""

from typing import Self

from django.db import models

from gouvernail.conventions.models import Convention
from gouvernail.governance.models import AgendaItem, Sitting
from gouvernail.reviews.models.reviews import Review


class FrozenReviewQuerySet(models.QuerySet["FrozenReview"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention: Convention) -> Self:
        """Keep what was frozen in one convention."""
        return self.filter(review__convention=convention)

    def last_versions(self) -> Self:
        """Keep the last version of each review."""
        return self.filter(is_latest=True)


class FrozenReview(models.Model):
    """A review as the Cotech validated it: `digest` is the SHA-256 of `content`.

    It never changes. A later correction is frozen in its turn, as the next version: `content` says
    what it corrects, and why. `item` is the point of the agenda under which it was validated.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="frozen")
    number = models.PositiveSmallIntegerField("version", default=1)
    is_latest = models.BooleanField(default=True, editable=False)
    content = models.JSONField("contenu", editable=False)
    digest = models.CharField("empreinte", max_length=64, editable=False)
    frozen_at = models.DateTimeField("validé le", editable=False)
    sitting = models.ForeignKey(
        Sitting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="frozen_reviews",
        verbose_name="validé en séance",
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="frozen_reviews",
        verbose_name="sous le point",
    )

    objects = FrozenReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "bilan validé"
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="frozen_once_by_version"),
            models.UniqueConstraint(
                fields=["review"],
                condition=models.Q(is_latest=True),
                name="one_latest_frozen_by_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review}, version {self.number}"
