"""The activity log: what somebody noted of their time, who may read it, how long it is kept."""

from enum import StrEnum
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from gouvernail.action_plan.models import Action
from gouvernail.common.models import Versioned, choices
from gouvernail.common.work import Leased
from gouvernail.conventions.models import Convention
from gouvernail.governance.models import Sitting
from gouvernail.staffing.models import AfasTheme, CoordinatorMission

MOST_MONTHS = 120


class ActivityOrigin(StrEnum):
    """How a time came into the log."""

    TYPED = "typed"
    INFERRED = "inferred"
    CORRECTED = "corrected"


ORIGIN_LABELS = {
    ActivityOrigin.TYPED: "noté",
    ActivityOrigin.INFERRED: "proposé et accepté",
    ActivityOrigin.CORRECTED: "proposé puis corrigé",
}


class CoordinationSettings(Versioned):
    """What the team counts for a change, which missions its traces go to, how long a log is kept.

    The preparation of a sitting is in the settings of the team (`StaffingSettings`).
    """

    convention = models.OneToOneField(
        Convention, on_delete=models.CASCADE, related_name="coordination_settings"
    )
    minutes_per_change = models.PositiveSmallIntegerField(
        "minutes pour une modification d’action", default=10, validators=[MaxValueValidator(480)]
    )
    months_kept = models.PositiveSmallIntegerField(
        "mois gardés",
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
    )
    sitting_mission = models.ForeignKey(
        CoordinatorMission,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="mission du temps des séances",
    )
    change_mission = models.ForeignKey(
        CoordinatorMission,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="mission du temps sur les actions",
    )

    class Meta:
        verbose_name = "réglages du temps"

    def __str__(self) -> str:
        return f"Réglages du temps de {self.convention}"


class LogRetention(Leased):
    """When what a convention no longer keeps of its logs is next erased: a worker takes the row.

    The first time is a month after the convention came under it, so that everybody was told.
    """

    convention = models.OneToOneField(
        Convention, on_delete=models.CASCADE, related_name="log_retention"
    )

    class Meta:
        verbose_name = "effacement des journaux"

    def __str__(self) -> str:
        return f"Effacement des journaux de {self.convention}"


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention: Convention) -> Self:
        """Keep the log of one convention."""
        return self.filter(convention=convention)


class Activity(Versioned):
    """A time that somebody spent, in their own log: nobody else reads it unless they share it.

    `proposed` are the minutes that were guessed, for a line that comes from a verified month.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="activities")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="activities",
        verbose_name="compte",
    )
    day = models.DateField("date")
    minutes = models.PositiveIntegerField("minutes", validators=[MinValueValidator(1)])
    mission = models.ForeignKey(
        CoordinatorMission,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="mission",
    )
    theme = models.ForeignKey(
        AfasTheme,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="thème",
    )
    words = models.CharField("quoi", max_length=300, blank=True)
    action = models.ForeignKey(
        Action,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="action",
    )
    sitting = models.ForeignKey(
        Sitting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="séance",
    )
    origin = models.CharField(
        "origine",
        max_length=9,
        choices=choices(ORIGIN_LABELS),
        default=ActivityOrigin.TYPED.value,
        editable=False,
    )
    proposed = models.PositiveIntegerField("minutes proposées", null=True, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "activité"
        indexes = [models.Index(fields=["convention", "user", "day"], name="activity_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1), name="activity_takes_a_minute"
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=[origin.value for origin in ActivityOrigin]),
                name="activity_origin_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.words or f"Activité du {self.day:%d/%m/%Y}"


class ActivityMonth(Versioned):
    """A month whose proposal somebody verified: it is not guessed again. `month` is its first day.

    It can be taken up again; its proposed lines then go, those that were typed stay.
    """

    convention = models.ForeignKey(
        Convention, on_delete=models.CASCADE, related_name="activity_months"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="activity_months",
        verbose_name="compte",
    )
    month = models.DateField("mois")
    settled_at = models.DateTimeField("vérifié le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "mois d’activité vérifié"
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "user", "month"], name="activity_month_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y}"


class LogShare(models.Model):
    """Somebody lets a colleague read their log, from a day on, until they take it back."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="log_shares")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="log_shares",
        verbose_name="dont c’est le journal",
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="logs_read",
        verbose_name="qui le lit",
    )
    since = models.DateTimeField("depuis", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "partage d’un journal"
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "owner", "reader"], name="log_share_once_by_reader"
            ),
            models.CheckConstraint(
                condition=~models.Q(owner=models.F("reader")), name="log_share_is_with_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} → {self.reader}"


class LogReading(models.Model):
    """Somebody read the log of another on a day: its owner sees it, share taken back or not."""

    convention = models.ForeignKey(
        Convention, on_delete=models.CASCADE, related_name="log_readings"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="log_readings",
        verbose_name="dont c’est le journal",
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="qui l’a lu",
    )
    name = models.CharField("nom", max_length=150)
    day = models.DateField("lu le")

    class Meta:
        verbose_name = "lecture d’un journal"
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "owner", "reader", "day"], name="log_reading_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.day:%d/%m/%Y}"
