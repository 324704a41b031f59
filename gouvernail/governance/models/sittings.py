"""Sittings: when a body meets, what about, who came, what was said."""

from enum import StrEnum
from typing import Self
from uuid import uuid4

from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from gouvernail.action_plan.models import Action
from gouvernail.common.models import Versioned, choices
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Organisation, Person
from gouvernail.governance.models.bodies import Body, Seat
from gouvernail.rules.sittings import COUNTS, PLANNED, SittingState

STATE_LABELS = {
    SittingState.PREPARING: "en préparation",
    SittingState.CONVENED: "convoquée",
    SittingState.HELD: "tenue",
    SittingState.APPROVED: "compte rendu approuvé",
    SittingState.CANCELLED: "annulée",
    SittingState.POSTPONED: "reportée",
}


class ItemKind(StrEnum):
    """What an item of the agenda asks of those present."""

    INFORMATION = "information"
    OPINION = "opinion"
    VALIDATION = "validation"
    DECISION = "decision"


ITEM_LABELS = {
    ItemKind.INFORMATION: "information",
    ItemKind.OPINION: "avis",
    ItemKind.VALIDATION: "validation",
    ItemKind.DECISION: "décision",
}


class Presence(StrEnum):
    """How somebody attended."""

    PRESENT = "present"
    REMOTE = "remote"
    EXCUSED = "excused"
    ABSENT = "absent"
    REPRESENTED = "represented"


PRESENCE_LABELS = {
    Presence.PRESENT: "présent",
    Presence.REMOTE: "à distance",
    Presence.EXCUSED: "excusé",
    Presence.ABSENT: "absent",
    Presence.REPRESENTED: "représenté",
}


class SittingQuerySet(models.QuerySet["Sitting"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention: Convention) -> Self:
        """Keep the sittings of one convention."""
        return self.filter(convention=convention)

    def held(self) -> Self:
        """Keep those that took place."""
        return self.filter(state__in=[state.value for state in COUNTS])

    def planned(self) -> Self:
        """Keep those that are to take place."""
        return self.filter(state__in=[state.value for state in PLANNED])


class Sitting(Versioned):
    """One meeting of a body. Its hour is an instant; people read it in the zone of the territory.

    `told` is what those who are called were last told of it, to say later what has changed.
    `validates_elements` tells a Cotech that validated what the Copil will see (annexe 4, § 2.2.3).
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="sittings")
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="sittings", verbose_name="instance"
    )
    title = models.CharField("objet", max_length=200, blank=True)
    starts_at = models.DateTimeField("début")
    duration = models.PositiveSmallIntegerField("durée (minutes)", default=120)
    place = models.CharField("lieu", max_length=200, blank=True)
    video_url = models.URLField("lien de visioconférence", max_length=500, blank=True)
    state = models.CharField(
        "état",
        max_length=12,
        choices=choices(STATE_LABELS),
        default=SittingState.PREPARING.value,
        editable=False,
    )
    state_reason = models.CharField("motif", max_length=500, blank=True, editable=False)
    validates_elements = models.BooleanField("éléments validés pour le Copil", default=False)
    minutes = models.TextField("compte rendu", max_length=100_000, blank=True)
    approved_on = models.DateField("approuvé le", null=True, blank=True, editable=False)
    replaced_by = models.OneToOneField(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="replaces",
        verbose_name="reportée à",
    )
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    told = models.JSONField("ce qui a été annoncé", null=True, blank=True, editable=False)
    told_at = models.DateTimeField("annoncé le", null=True, blank=True, editable=False)
    sign_in_digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    poll_ends_on = models.DateField("réponses attendues avant le", null=True, blank=True)
    minutes_sent_at = models.DateTimeField("envoyé pour remarques le", null=True, editable=False)
    remarks_until = models.DateField("remarques attendues avant le", null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SittingQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["told", "told_at", "sign_in_digest"])

    class Meta:
        verbose_name = "séance"
        indexes = [
            models.Index(fields=["convention", "starts_at"], name="sitting_by_day"),
            models.Index(fields=["body", "starts_at"], name="sitting_by_body"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in SittingState]),
                name="sitting_state_is_known",
            )
        ]

    def claim(self, seen: int) -> None:
        """Take the next version, with what is written without one: words, and the sign-in sheet.

        Saving the whole row would else put back the words that it was read with.
        Errors: EditConflict.
        """
        super().claim(seen)
        self.refresh_from_db(fields=["minutes", "sign_in_digest"])

    def __str__(self) -> str:
        return f"{self.body} du {timezone.localtime(self.starts_at):%d/%m/%Y}"


class AgendaItem(models.Model):
    """A point of the agenda, in its order.

    One left unfinished is proposed to the body’s next sitting; `origin` is the one it takes up.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField("place", default=0, editable=False)
    title = models.CharField("point", max_length=300)
    kind = models.CharField(
        "nature",
        max_length=12,
        choices=choices(ITEM_LABELS),
        default=ItemKind.INFORMATION.value,
    )
    presenter = models.CharField("présenté par", max_length=150, blank=True)
    duration = models.PositiveSmallIntegerField("minutes", null=True, blank=True)
    minutes = models.TextField("compte rendu du point", max_length=20_000, blank=True)
    is_unfinished = models.BooleanField("à reprendre", default=False)
    origin = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="copies",
        verbose_name="vient du point",
    )
    actions = models.ManyToManyField(
        Action, blank=True, related_name="agenda_items", verbose_name="actions concernées"
    )

    class Meta:
        verbose_name = "point de l’ordre du jour"

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """How one seat was held at one sitting. Names are kept as they were that day."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(
        Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="attendances"
    )
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="attendances"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="attendances"
    )
    name = models.CharField("nom", max_length=150, blank=True)
    function = models.CharField("au titre de", max_length=300, blank=True)
    presence = models.CharField("présence", max_length=12, choices=choices(PRESENCE_LABELS))
    signed_at = models.DateTimeField("émargé le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "présence"
        constraints = [
            models.UniqueConstraint(fields=["sitting", "seat"], name="attendance_once_by_seat")
        ]

    def __str__(self) -> str:
        return self.name or self.function
