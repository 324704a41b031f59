"""The outbox: every mail to a partner is a row before it leaves, and stays as the proof."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone

from gouvernail.common.models import choices
from gouvernail.common.work import Leased
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person
from gouvernail.rules.mail import NOT_GONE, TO_DELIVER, MailState

MAIL_STATE_LABELS = {
    MailState.TO_COPY: "à remettre",
    MailState.COPIED: "remis à la main",
    MailState.WAITING: "en attente",
    MailState.IN_FLIGHT: "en cours d’envoi",
    MailState.TO_RETRY: "à réessayer",
    MailState.SENT: "envoyé",
    MailState.UNCERTAIN: "envoyé, peut-être deux fois",
    MailState.FAILED: "échec",
    MailState.WITHDRAWN: "retiré avant l’envoi",
}


class MailQuerySet(models.QuerySet["Mail"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention: Convention) -> Self:
        """Keep the mails of one convention."""
        return self.filter(convention=convention)

    def to_deliver(self) -> Self:
        """Keep those that a worker may take."""
        return self.filter(state__in=[state.value for state in TO_DELIVER])

    def not_gone(self) -> Self:
        """Keep those that can still be taken back."""
        return self.filter(state__in=[state.value for state in NOT_GONE])


class Mail(Leased):
    """One mail to one person.

    `body` holds `LINK_MARK` where the personal link of the person comes; the link itself is made
    from `link_route`, `link_purpose` and `link_key` when the mail leaves, and is kept nowhere.
    """

    LINK_MARK = "{lien personnel}"

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="mails")
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="mails"
    )
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="mails",
        verbose_name="envoyé par",
    )
    name = models.CharField("destinataire", max_length=150)
    address = models.EmailField("adresse", blank=True)
    subject = models.CharField("objet", max_length=250)
    body = models.TextField("texte", max_length=20_000)
    link_route = models.CharField(max_length=80, blank=True, editable=False)
    link_purpose = models.CharField(max_length=40, blank=True, editable=False)
    link_key = models.CharField(max_length=80, blank=True, editable=False)
    calendar = models.TextField("fichier d’agenda", max_length=50_000, blank=True, editable=False)
    calendar_method = models.CharField(max_length=10, blank=True, editable=False)
    message_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    state = models.CharField(
        "état", max_length=10, choices=choices(MAIL_STATE_LABELS), default=MailState.WAITING.value
    )
    is_doubtful = models.BooleanField("a pu partir deux fois", default=False, editable=False)
    last_error = models.CharField("dernière réponse du serveur", max_length=500, blank=True)
    created_at = models.DateTimeField("écrit le", default=timezone.now, editable=False)
    gone_at = models.DateTimeField("parti le", null=True, blank=True, editable=False)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "courriel"
        indexes = [
            models.Index(fields=["state", "due_at"], name="mail_by_due_moment"),
            models.Index(fields=["convention", "created_at"], name="mail_by_convention"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in MailState]),
                name="mail_state_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.name})"
