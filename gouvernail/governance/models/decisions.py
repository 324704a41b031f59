"""What the bodies decide, who answers for it, and the personal links of those who answer."""

from typing import Self

from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from gouvernail.action_plan.models import Action
from gouvernail.common.models import Versioned, choices
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person
from gouvernail.governance.models.bodies import Body
from gouvernail.governance.models.sittings import AgendaItem, Sitting
from gouvernail.rules.decisions import OPEN, TO_CARRY_OUT, DecisionState

DECISION_STATE_LABELS = {
    DecisionState.PROPOSED: "proposée",
    DecisionState.ADOPTED: "adoptée",
    DecisionState.REJECTED: "rejetée",
    DecisionState.RUNNING: "en cours",
    DecisionState.DONE: "exécutée",
    DecisionState.DROPPED: "sans suite",
}
DECISION_KIND_LABELS = {
    "decision": "décision",
    "validation": "validation",
    "opinion": "avis",
    "task": "suite à donner",
}


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention: Convention) -> Self:
        """Keep the decisions of one convention."""
        return self.filter(convention=convention)

    def open(self) -> Self:
        """Keep those that are not closed."""
        return self.filter(state__in=[state.value for state in OPEN])

    def to_carry_out(self) -> Self:
        """Keep those that were adopted and are not done."""
        return self.filter(state__in=[state.value for state in TO_CARRY_OUT])


class Decision(Versioned):
    """What a body decided: who answers for it, until when, and the proof that it was done."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField("N°", editable=False)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="decisions", verbose_name="instance"
    )
    sitting = models.ForeignKey(
        Sitting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name="séance",
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name="point de l’ordre du jour",
    )
    kind = models.CharField(
        "nature", max_length=12, choices=choices(DECISION_KIND_LABELS), default="decision"
    )
    text = models.TextField("décision", max_length=2_000)
    decided_on = models.DateField("prise le")
    owner = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name="responsable",
    )
    due_on = models.DateField("à faire avant le", null=True, blank=True)
    review_on = models.DateField("à revoir le", null=True, blank=True)
    actions = models.ManyToManyField(Action, related_name="decisions", verbose_name="actions liées")
    state = models.CharField(
        "état",
        max_length=10,
        choices=choices(DECISION_STATE_LABELS),
        default=DecisionState.PROPOSED.value,
    )
    state_reason = models.CharField("motif", max_length=500, blank=True, editable=False)
    proof = models.CharField("preuve", max_length=500, blank=True)
    news = models.TextField("dernières nouvelles", max_length=2_000, blank=True)
    news_on = models.DateField("nouvelles du", null=True, blank=True, editable=False)
    closed_on = models.DateField("close le", null=True, blank=True, editable=False)

    objects = DecisionQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[actions])

    class Meta:
        verbose_name = "décision"
        constraints = [
            models.UniqueConstraint(fields=["convention", "number"], name="decision_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in DecisionState]),
                name="decision_state_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["convention", "state", "due_on"], name="decision_by_due_day")
        ]

    def __str__(self) -> str:
        return f"Décision n° {self.number}"


class DecisionLink(models.Model):
    """A personal link: one person answers for one decision, without an account.

    The secret is shown once; only its SHA-256 is kept.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="links")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="decision_links")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("créé le", default=timezone.now, editable=False)
    expires_on = models.DateField("valable jusqu’au")
    revoked_at = models.DateTimeField("révoqué le", null=True, blank=True, editable=False)
    answered_at = models.DateTimeField("répondu le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "lien personnel"

    def __str__(self) -> str:
        return f"Lien de {self.person} pour {self.decision}"
