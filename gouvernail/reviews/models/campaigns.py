"""Asking the leads for their reviews: when, whom, about what, and by which mails."""

from enum import StrEnum
from typing import Self
from uuid import uuid4

from django.db import models
from django.utils import timezone

from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.common.models import Versioned, choices
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Organisation, Person
from gouvernail.governance.models import Sitting
from gouvernail.mailing.models import Mail
from gouvernail.reviews.models.reviews import ReviewCycle
from gouvernail.rules.campaign_days import QUIET_DAYS


class CampaignState(StrEnum):
    """How far a campaign has gone."""

    PREPARING = "preparing"
    OPEN = "open"
    CLOSED = "closed"


CAMPAIGN_STATE_LABELS = {
    CampaignState.PREPARING: "en préparation",
    CampaignState.OPEN: "en cours",
    CampaignState.CLOSED: "close",
}


class AskOccasion(StrEnum):
    """Why a mail of a campaign is written."""

    REQUEST = "request"
    REMINDER = "reminder"
    DEPUTY = "deputy"
    SENT_BACK = "sent_back"
    HANDOVER = "handover"


ASK_OCCASION_LABELS = {
    AskOccasion.REQUEST: "demande",
    AskOccasion.REMINDER: "rappel",
    AskOccasion.DEPUTY: "demande au suppléant",
    AskOccasion.SENT_BACK: "bilan renvoyé",
    AskOccasion.HANDOVER: "passage de relais",
}
HANDOVER_LABELS = {"accepted": "accepté", "refused": "refusé"}


class Campaign(Versioned):
    """A call for the reviews of a cycle, backwards from the sitting that validates them.

    `quiet_days` is how long nobody who was written to is written to again.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="campaigns")
    cycle = models.ForeignKey(ReviewCycle, on_delete=models.CASCADE, related_name="campaigns")
    sitting = models.ForeignKey(
        Sitting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="campaigns",
        verbose_name="pour la séance",
    )
    title = models.CharField("titre", max_length=120)
    words = models.TextField("mot d’introduction", max_length=2_000, blank=True)
    quiet_days = models.PositiveSmallIntegerField("jours sans rappel", default=QUIET_DAYS)
    state = models.CharField(
        "état",
        max_length=10,
        choices=choices(CAMPAIGN_STATE_LABELS),
        default=CampaignState.PREPARING.value,
        editable=False,
    )
    opened_at = models.DateTimeField("ouverte le", null=True, blank=True, editable=False)
    closed_at = models.DateTimeField("close le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "campagne de remontée"
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "title"], name="campaign_title_once_by_convention"
            )
        ]

    def __str__(self) -> str:
        return self.title


class CampaignStage(models.Model):
    """The dates of one level: rank 0 are the actions and their leads, then the nodes, upwards.

    `reminders` are the days on which those who said nothing are reminded, as ISO dates. The last
    three columns say how far the level has gone by itself.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="stages")
    rank = models.PositiveSmallIntegerField("niveau", default=0)
    opens_on = models.DateField("demande le")
    due_on = models.DateField("réponses attendues le")
    reminders = models.JSONField("rappels", default=list, blank=True)
    told_at = models.DateTimeField("demandé le", null=True, blank=True, editable=False)
    reminded_on = models.DateField("dernier rappel", null=True, blank=True, editable=False)
    deputies_at = models.DateTimeField("suppléants le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "étape de campagne"
        constraints = [
            models.UniqueConstraint(fields=["campaign", "rank"], name="stage_once_by_level"),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("opens_on")),
                name="stage_is_due_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign}, niveau {self.rank}"


class AskQuerySet(models.QuerySet["Ask"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention: Convention) -> Self:
        """Keep those who are asked in one convention."""
        return self.filter(campaign__convention=convention)


class Ask(models.Model):
    """One person asked in one campaign, with their personal link and all that they speak for.

    The link is derived from `uid` and `link_round`; only its SHA-256 is kept. It answers until
    `expires_on`, and nothing more once `revoked_at` is set. `stands_in_for` is the ask that a
    deputy answers when the first person says nothing. Names are those of that day.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="asks")
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="asks"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="asks"
    )
    name = models.CharField("nom", max_length=150)
    deputy = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="sans réponse, demander à",
    )
    stands_in_for = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="deputies",
        verbose_name="répond pour",
    )
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    link_round = models.PositiveSmallIntegerField(default=1, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_on = models.DateField("lien ouvert jusqu’au")
    revoked_at = models.DateTimeField("lien éteint le", null=True, blank=True, editable=False)
    asked_at = models.DateTimeField("demandé le", null=True, blank=True, editable=False)
    last_written_at = models.DateTimeField(
        "dernier courriel", null=True, blank=True, editable=False
    )
    answered_at = models.DateTimeField("dernière réponse", null=True, blank=True, editable=False)

    objects = AskQuerySet.as_manager()

    class Meta:
        verbose_name = "demande de bilan"
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "person"], name="ask_once_by_campaign_and_person"
            )
        ]

    def __str__(self) -> str:
        return self.name


class AskTarget(models.Model):
    """An action, or a node, that somebody is asked about."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="targets")
    stage = models.ForeignKey(CampaignStage, on_delete=models.CASCADE, related_name="targets")
    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, null=True, blank=True, related_name="ask_targets"
    )
    node = models.ForeignKey(
        PlanNode, on_delete=models.CASCADE, null=True, blank=True, related_name="ask_targets"
    )
    position = models.PositiveSmallIntegerField("place", default=0, editable=False)

    class Meta:
        verbose_name = "objet d’une demande"
        constraints = [
            models.UniqueConstraint(
                fields=["ask", "action"], condition=models.Q(node=None), name="target_action_once"
            ),
            models.UniqueConstraint(
                fields=["ask", "node"], condition=models.Q(action=None), name="target_node_once"
            ),
            models.CheckConstraint(
                condition=models.Q(action=None, node__isnull=False)
                | models.Q(action__isnull=False, node=None),
                name="target_is_an_action_or_a_node",
            ),
        ]

    def __str__(self) -> str:
        return str(self.action or self.node)


class AskMail(models.Model):
    """A mail of a campaign, to one of those who are asked."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="mails")
    mail = models.OneToOneField(Mail, on_delete=models.CASCADE, related_name="campaign_mail")
    occasion = models.CharField("objet", max_length=10, choices=choices(ASK_OCCASION_LABELS))

    class Meta:
        verbose_name = "courriel de campagne"

    def __str__(self) -> str:
        return str(self.mail)


class Handover(models.Model):
    """« Ce n’est plus moi »: somebody says who speaks now; the team accepts, or not."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="handovers")
    name = models.CharField("nom", max_length=150)
    email = models.EmailField("courriel professionnel", blank=True)
    function = models.CharField("fonction", max_length=200, blank=True)
    words = models.CharField("mot", max_length=500, blank=True)
    made_at = models.DateTimeField("reçu le", default=timezone.now, editable=False)
    outcome = models.CharField(
        "suite", max_length=8, choices=choices(HANDOVER_LABELS), blank=True, default=""
    )
    settled_at = models.DateTimeField("réglé le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "passage de relais"

    def __str__(self) -> str:
        return f"{self.ask} → {self.name}"
