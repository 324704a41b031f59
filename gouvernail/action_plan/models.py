"""The plan d'actions: a tree of one to three levels that ends in actions."""

from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from gouvernail.common.models import Versioned, choices
from gouvernail.conventions.models import Convention, Status
from gouvernail.directory.models import Organisation, Person
from gouvernail.rules.deadlines import DeadlineKind
from gouvernail.territories.models import Commune

DEADLINE_LABELS = {
    DeadlineKind.DATE: "date",
    DeadlineKind.RANGE: "période",
    DeadlineKind.MONTH: "mois",
    DeadlineKind.QUARTER: "trimestre",
    DeadlineKind.HALF: "semestre",
    DeadlineKind.YEAR: "année",
    DeadlineKind.SCHOOL_YEAR: "année scolaire",
    DeadlineKind.ONGOING: "en continu",
    DeadlineKind.NONE: "sans échéance",
    DeadlineKind.UNCLEAR: "à préciser",
}


class PartRole(StrEnum):
    """How an organisation takes part in an action."""

    LEAD = "lead"
    PARTNER = "partner"


PART_LABELS = {PartRole.LEAD: "pilote", PartRole.PARTNER: "partenaire"}


class PlanNodeQuerySet(models.QuerySet["PlanNode"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention: Convention) -> Self:
        """Keep the tree of one convention."""
        return self.filter(convention=convention)

    def current(self) -> Self:
        """Leave out what is archived."""
        return self.filter(archived_at=None)


class PlanNode(Versioned):
    """A node of the tree: an axis, an objective… as the territory names its levels."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="nodes")
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="dans",
    )
    rank = models.PositiveSmallIntegerField("niveau")
    title = models.CharField("intitulé", max_length=500)
    referent = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="referred_nodes",
        verbose_name="personne référente",
    )
    position = models.PositiveIntegerField("place", default=0)
    archived_at = models.DateTimeField("archivé le", null=True, blank=True)

    objects = PlanNodeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "niveau du plan"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rank__gte=1, rank__lte=3), name="node_rank_is_1_to_3"
            ),
            models.CheckConstraint(
                condition=models.Q(rank=1, parent=None)
                | models.Q(rank__gt=1, parent__isnull=False),
                name="node_has_a_parent_below_the_first_level",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ActionQuerySet(models.QuerySet["Action"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention: Convention) -> Self:
        """Keep the actions of one convention."""
        return self.filter(convention=convention)

    def current(self) -> Self:
        """Leave out what is archived."""
        return self.filter(archived_at=None)


class Action(Versioned):
    """An action of the plan. What it says is kept in the words in which people wrote it."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="actions")
    node = models.ForeignKey(
        PlanNode,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name="rattachement",
    )
    position = models.PositiveIntegerField("place", default=0)
    number = models.CharField("N°", max_length=30, blank=True)
    title = models.CharField("intitulé", max_length=500)
    status = models.ForeignKey(
        Status,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name="état",
    )
    progress = models.PositiveSmallIntegerField("avancement (%)", null=True, blank=True)
    deadline_text = models.CharField("échéance", max_length=200, blank=True)
    deadline_kind = models.CharField(
        max_length=12, choices=choices(DEADLINE_LABELS), default=DeadlineKind.NONE.value
    )
    deadline_start = models.DateField(null=True, blank=True)
    deadline_end = models.DateField(null=True, blank=True)
    lead_person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="led_actions",
        verbose_name="personne référente",
    )
    elected_referent = models.CharField("élu·e référent·e", max_length=200, blank=True)
    description = models.TextField("descriptif", max_length=10_000, blank=True)
    objective = models.TextField("objectif", max_length=5_000, blank=True)
    context = models.TextField("constat, besoin", max_length=5_000, blank=True)
    expected_results = models.TextField("résultats attendus", max_length=5_000, blank=True)
    publics = models.CharField("publics", max_length=500, blank=True)
    themes = models.CharField("thèmes", max_length=500, blank=True)
    priority = models.CharField("priorité", max_length=100, blank=True)
    indicators = models.TextField("indicateurs", max_length=5_000, blank=True)
    baselines = models.TextField("données d’origine", max_length=5_000, blank=True)
    targets = models.TextField("cibles", max_length=5_000, blank=True)
    means = models.TextField("moyens", max_length=5_000, blank=True)
    budget = models.DecimalField(
        "budget (€)", max_digits=12, decimal_places=2, null=True, blank=True
    )
    funding = models.TextField("financements", max_length=5_000, blank=True)
    success_factors = models.TextField("conditions de réussite", max_length=5_000, blank=True)
    remarks = models.TextField("observations", max_length=10_000, blank=True)
    free = models.JSONField("rubriques libres", default=dict, blank=True)
    notes = models.JSONField("notes d’import", default=dict, blank=True)
    whole_territory = models.BooleanField("tout le territoire", default=False)
    due_on = models.DateField("en retard après le", null=True, blank=True, editable=False)
    missing_baselines = models.PositiveSmallIntegerField(
        "indicateurs sans donnée d’origine", default=0, editable=False
    )
    search_text = models.TextField(editable=False, default="")
    created_at = models.DateTimeField("créée le", default=timezone.now, editable=False)
    updated_at = models.DateTimeField("dernières nouvelles", default=timezone.now, editable=False)
    archived_at = models.DateTimeField("archivée le", null=True, blank=True)

    objects = ActionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "action"
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "node", "number"],
                condition=models.Q(archived_at=None) & ~models.Q(number=""),
                name="action_number_once_by_node",
            ),
            models.CheckConstraint(
                condition=models.Q(progress=None) | models.Q(progress__lte=100),
                name="action_progress_is_at_most_100",
            ),
            models.CheckConstraint(
                condition=models.Q(budget=None) | models.Q(budget__gte=0),
                name="action_budget_is_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(deadline_kind__in=[kind.value for kind in DeadlineKind]),
                name="action_deadline_kind_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["convention", "archived_at", "position"], name="action_by_plan")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class ActionPart(models.Model):
    """An organisation that leads an action or takes part in it, in the order people gave."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="parts")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="parts", verbose_name="structure"
    )
    role = models.CharField("rôle", max_length=10, choices=choices(PART_LABELS))
    position = models.PositiveSmallIntegerField("place", default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "participation à une action"
        constraints = [
            models.UniqueConstraint(
                fields=["action", "organisation", "role"], name="part_once_by_action_and_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"


class ActionPlace(models.Model):
    """Where an action takes place, as people wrote it, tied to its commune when there is one.

    « Istres (Entressen) » is the commune of Istres; the words stay.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="places")
    label = models.CharField("lieu", max_length=200)
    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.PositiveSmallIntegerField("place", default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "lieu d’une action"
        constraints = [
            models.UniqueConstraint(fields=["action", "label"], name="place_once_by_action")
        ]

    def __str__(self) -> str:
        return self.label


class SavedView(Versioned):
    """A list that somebody keeps: a tab of the plan, its filters, its columns, its order.

    Without an owner it is shared by everyone who reads the plan.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="saved_views")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="saved_views",
    )
    name = models.CharField("nom", max_length=60)
    tab = models.CharField("présentation", max_length=20)
    query = models.CharField("filtres", max_length=2000, blank=True)
    is_default = models.BooleanField("à l’ouverture du plan", default=False)
    position = models.PositiveIntegerField("place", default=0)

    class Meta:
        verbose_name = "vue enregistrée"
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "owner", "name"], name="view_name_once_by_owner"
            ),
            models.UniqueConstraint(
                fields=["convention", "name"],
                condition=models.Q(owner=None),
                name="shared_view_name_once",
            ),
            models.UniqueConstraint(
                fields=["convention", "owner"],
                condition=models.Q(is_default=True),
                name="one_default_view_by_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.name
