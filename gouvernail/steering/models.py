"""Who was told what after a sitting, and how often each member is told what changed."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from gouvernail.common.models import choices
from gouvernail.common.work import Leased
from gouvernail.conventions.models import Membership
from gouvernail.directory.models import Organisation, Person
from gouvernail.governance.models import Body, Sitting
from gouvernail.mailing.models import Mail
from gouvernail.rules.digests import Frequency
from gouvernail.rules.returns import Part

PART_LABELS = {
    Part.COMMISSION: "instance",
    Part.LEAD: "pilote d’une action",
    Part.PARTNER: "partenaire d’une action",
    Part.OWNER: "responsable d’une décision",
}
FREQUENCY_LABELS = {
    Frequency.IMMEDIATE: "Au fil de l’eau",
    Frequency.WEEKLY: "Chaque semaine",
    Frequency.NONE: "Aucun courriel",
}


class ReturnMail(models.Model):
    """A return that was written: to which body, organisation or person, in which mail.

    One mail may carry the returns of several recipients, when the same person stands for them.
    `name` is what the recipient was called that day.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="returns")
    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="returns")
    body = models.ForeignKey(
        Body,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="returns",
        verbose_name="instance",
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="returns",
        verbose_name="structure",
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="returns",
        verbose_name="personne",
    )
    name = models.CharField("destinataire", max_length=300)
    part = models.CharField("à quel titre", max_length=12, choices=choices(PART_LABELS))
    made_at = models.DateTimeField("écrit le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "retour de séance"
        indexes = [models.Index(fields=["sitting", "made_at"], name="return_by_sitting")]

    def __str__(self) -> str:
        return f"Retour de {self.sitting} à {self.name}"


class Digest(Leased):
    """How often a member is told what changed, and how far in the journal they were told.

    `last_entry` is the number of the last line that was told or passed over; `due_at` is when the
    journal is read again. The link to stop is derived from `uid`; only its SHA-256 is kept.
    """

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="digest")
    frequency = models.CharField(
        "rythme",
        max_length=10,
        choices=choices(FREQUENCY_LABELS),
        default=Frequency.WEEKLY.value,
    )
    last_entry = models.BigIntegerField("dernière ligne lue", default=0, editable=False)
    last_sent_at = models.DateTimeField("dernier envoi", null=True, blank=True, editable=False)
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    link_digest = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = "courriel des nouvelles"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(frequency__in=[one.value for one in Frequency]),
                name="digest_frequency_is_known",
            )
        ]
        indexes = [models.Index(fields=["frequency", "due_at"], name="digest_by_due_moment")]

    def __str__(self) -> str:
        return f"Nouvelles de {self.membership}"
