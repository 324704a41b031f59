"""Who is away, and what was passed on to whom."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from gouvernail.common.models import Versioned
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person


class Absence(Versioned):
    """Days on which somebody of the team is not there. Why is nobody's business.

    `words` say what colleagues need: who answers in the meantime, how to reach them.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="absences")
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="absences", verbose_name="personne"
    )
    starts_on = models.DateField("du")
    ends_on = models.DateField("au")
    words = models.CharField("à savoir", max_length=200, blank=True)

    class Meta:
        verbose_name = "absence"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="absence_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"Absence de {self.person}"


class Relay(Versioned):
    """What somebody carried was passed on, once: why, when, and until when if it comes back.

    Names are those of that day: they stay when people leave the directory.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="relays")
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="relays",
        verbose_name="passe le relais",
    )
    name = models.CharField("nom", max_length=150)
    reason = models.CharField("motif", max_length=500)
    until = models.DateField("jusqu’au", null=True, blank=True)
    made_at = models.DateTimeField("passé le", default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="passé par",
    )
    closed_on = models.DateField("rappel clos le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "relais"

    def __str__(self) -> str:
        return f"Relais de {self.name}"


class RelayItem(models.Model):
    """One thing that was passed on: its kind, its name of that day, who took it."""

    relay = models.ForeignKey(Relay, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField("nature", max_length=20)
    label = models.CharField("objet", max_length=300)
    taker = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="taken_items",
        verbose_name="repris par",
    )
    name = models.CharField("nom", max_length=150, blank=True)
    position = models.PositiveSmallIntegerField("place", default=0, editable=False)

    class Meta:
        verbose_name = "objet d’un relais"

    def __str__(self) -> str:
        return self.label
