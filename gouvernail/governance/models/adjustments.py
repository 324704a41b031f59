"""Adjustments of the plan on their way through the circuit, and the opinions on them."""

from typing import Self

from django.db import models
from simple_history.models import HistoricalRecords

from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.common.models import Versioned, choices
from gouvernail.conventions.models import Convention
from gouvernail.governance.models.bodies import Body
from gouvernail.governance.models.decisions import Decision
from gouvernail.governance.models.sittings import Sitting
from gouvernail.rules.adjustments import WAITING, AdjustmentKind, AdjustmentState, Opinion

ADJUSTMENT_KIND_LABELS = {
    AdjustmentKind.ADD: "ajouter une action",
    AdjustmentKind.REWORD: "reformuler",
    AdjustmentKind.RESCHEDULE: "changer l’échéance",
    AdjustmentKind.REDIRECT: "réorienter",
    AdjustmentKind.SUSPEND: "suspendre",
    AdjustmentKind.DROP: "abandonner",
    AdjustmentKind.NEW_LEAD: "changer de pilote",
    AdjustmentKind.NEW_MEANS: "changer les moyens",
}
ADJUSTMENT_STATE_LABELS = {
    AdjustmentState.PROPOSED: "proposé",
    AdjustmentState.EXAMINED: "examiné",
    AdjustmentState.ADOPTED: "adopté",
    AdjustmentState.REJECTED: "rejeté",
    AdjustmentState.APPLIED: "appliqué au plan",
    AdjustmentState.WITHDRAWN: "retiré",
}
OPINION_LABELS = {
    Opinion.FAVOURABLE: "favorable",
    Opinion.WITH_CHANGES: "favorable avec modifications",
    Opinion.UNFAVOURABLE: "défavorable",
}


class AdjustmentQuerySet(models.QuerySet["Adjustment"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention: Convention) -> Self:
        """Keep the adjustments of one convention."""
        return self.filter(convention=convention)

    def waiting(self) -> Self:
        """Keep those that still have a step to take."""
        return self.filter(state__in=[state.value for state in WAITING])


class Adjustment(Versioned):
    """A change of the plan, proposed, examined, decided, then applied (annexe 4, § 2.1.1, 2.2.1).

    `values` are the fields as they are to be, by key; `changes` tell them before and after, as
    they were when they were last written, and for good once it is applied.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="adjustments")
    number = models.PositiveIntegerField("N°", editable=False)
    kind = models.CharField("nature", max_length=12, choices=choices(ADJUSTMENT_KIND_LABELS))
    action = models.ForeignKey(
        Action,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="adjustments",
        verbose_name="action",
    )
    node = models.ForeignKey(
        PlanNode,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="adjustments",
        verbose_name="niveau du plan",
    )
    title = models.CharField("objet", max_length=500)
    reason = models.TextField("motif", max_length=2_000)
    values = models.JSONField("valeurs proposées", default=dict)
    changes = models.JSONField("avant et après", default=list)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="adjustments", verbose_name="proposé par"
    )
    proposed_on = models.DateField("proposé le")
    state = models.CharField(
        "état",
        max_length=10,
        choices=choices(ADJUSTMENT_STATE_LABELS),
        default=AdjustmentState.PROPOSED.value,
        editable=False,
    )
    state_reason = models.CharField("motif de l’étape", max_length=500, blank=True, editable=False)
    decision = models.OneToOneField(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="adjustment",
    )
    applied_at = models.DateTimeField("appliqué le", null=True, blank=True, editable=False)

    objects = AdjustmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "ajustement"
        constraints = [
            models.UniqueConstraint(fields=["convention", "number"], name="adjustment_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in AdjustmentState]),
                name="adjustment_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"Ajustement n° {self.number}"


class AdjustmentOpinion(models.Model):
    """What an examining body thought of an adjustment, in one of its sittings."""

    adjustment = models.ForeignKey(Adjustment, on_delete=models.CASCADE, related_name="opinions")
    sitting = models.ForeignKey(
        Sitting, on_delete=models.PROTECT, related_name="opinions", verbose_name="séance"
    )
    opinion = models.CharField("avis", max_length=12, choices=choices(OPINION_LABELS))
    words = models.CharField("en quels termes", max_length=1_000, blank=True)

    class Meta:
        verbose_name = "avis sur un ajustement"

    def __str__(self) -> str:
        return f"{self.sitting} : {self.get_opinion_display()}"
