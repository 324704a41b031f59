"""What is said of an action or of a node for one cycle, and what was frozen of it."""

from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.common.models import Versioned, choices
from gouvernail.conventions.models import Convention, Status
from gouvernail.directory.models import Person
from gouvernail.governance.models import Sitting
from gouvernail.rules.reviews import ReviewState

# The four fields that the Cotech validates, in its own order (annexe 4, § 2.2.3).
TEXTS = ("results", "success_factors", "difficulties", "perspectives")
TEXT_LABELS = {
    "results": "résultats",
    "success_factors": "facteurs de réussite",
    "difficulties": "difficultés",
    "perspectives": "perspectives",
}
LONGEST_TEXT = 5_000


class CycleKind(StrEnum):
    """From when to when the reviews of a cycle speak."""

    CALENDAR = "calendar"
    CONVENTION = "convention"
    SCHOOL = "school"
    TOWARDS = "towards"


CYCLE_LABELS = {
    CycleKind.CALENDAR: "année civile",
    CycleKind.CONVENTION: "année de la convention",
    CycleKind.SCHOOL: "année scolaire",
    CycleKind.TOWARDS: "vers une séance du Cotech",
}
REVIEW_STATE_LABELS = {
    ReviewState.TODO: "à faire",
    ReviewState.DRAFT: "brouillon",
    ReviewState.SUBMITTED: "transmis",
    ReviewState.SENT_BACK: "renvoyé",
    ReviewState.KEPT: "retenu",
    ReviewState.VALIDATED: "validé par le Cotech",
    ReviewState.PRESENTED: "présenté au Copil",
}


class Voice(StrEnum):
    """How what a review says came in."""

    ACCOUNT = "account"
    LINK = "link"
    PHONE = "phone"


VOICE_LABELS = {
    Voice.ACCOUNT: "dans l’application",
    Voice.LINK: "par lien personnel",
    Voice.PHONE: "au téléphone, noté par l’équipe",
}


class ReviewCycle(Versioned):
    """The months that a series of reviews speaks of, and the sittings that they are made for.

    `cotech` validates them, `copil` is shown what was validated; both may be dated later.
    """

    convention = models.ForeignKey(
        Convention, on_delete=models.CASCADE, related_name="review_cycles"
    )
    kind = models.CharField(
        "période", max_length=10, choices=choices(CYCLE_LABELS), default=CycleKind.CALENDAR.value
    )
    title = models.CharField("titre", max_length=120)
    starts_on = models.DateField("du")
    ends_on = models.DateField("au")
    cotech = models.ForeignKey(
        Sitting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="validated_cycles",
        verbose_name="validés à la séance",
    )
    copil = models.ForeignKey(
        Sitting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="presented_cycles",
        verbose_name="présentés à la séance",
    )

    class Meta:
        verbose_name = "cycle de bilans"
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "title"], name="cycle_title_once_by_convention"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="cycle_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReviewQuerySet(models.QuerySet["Review"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention: Convention) -> Self:
        """Keep the reviews of one convention."""
        return self.filter(convention=convention)


class Review(Versioned):
    """What is said of one action, or of one node, for one cycle. Without a row it is to do.

    `status` and `progress` are what the lead says of the action; the plan takes them when the
    team keeps the review. `speaker` are the words for who speaks, as they were that day.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="reviews")
    cycle = models.ForeignKey(ReviewCycle, on_delete=models.CASCADE, related_name="reviews")
    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, null=True, blank=True, related_name="reviews"
    )
    node = models.ForeignKey(
        PlanNode, on_delete=models.CASCADE, null=True, blank=True, related_name="reviews"
    )
    state = models.CharField(
        "état",
        max_length=10,
        choices=choices(REVIEW_STATE_LABELS),
        default=ReviewState.DRAFT.value,
        editable=False,
    )
    status = models.ForeignKey(
        Status,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="état de l’action",
    )
    progress = models.PositiveSmallIntegerField("avancement (%)", null=True, blank=True)
    results = models.TextField("résultats", max_length=LONGEST_TEXT, blank=True)
    success_factors = models.TextField("facteurs de réussite", max_length=LONGEST_TEXT, blank=True)
    difficulties = models.TextField("difficultés", max_length=LONGEST_TEXT, blank=True)
    perspectives = models.TextField("perspectives", max_length=LONGEST_TEXT, blank=True)
    nothing_new = models.BooleanField("rien de nouveau", default=False)
    speaker = models.CharField("qui parle", max_length=300, blank=True)
    speaker_person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="reviews"
    )
    voice = models.CharField(
        "reçu", max_length=8, choices=choices(VOICE_LABELS), default=Voice.ACCOUNT.value
    )
    file = models.FileField("pièce", upload_to="bilans/", max_length=200, blank=True)
    file_name = models.CharField("nom de la pièce", max_length=200, blank=True)
    correction = models.CharField("pourquoi corrigé", max_length=500, blank=True, editable=False)
    changed_at = models.DateTimeField("changé le", default=timezone.now, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "bilan"
        indexes = [models.Index(fields=["convention", "state"], name="review_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "action"],
                condition=models.Q(node=None),
                name="review_once_by_action",
            ),
            models.UniqueConstraint(
                fields=["cycle", "node"],
                condition=models.Q(action=None),
                name="review_once_by_node",
            ),
            models.CheckConstraint(
                condition=models.Q(action=None, node__isnull=False)
                | models.Q(action__isnull=False, node=None),
                name="review_of_an_action_or_of_a_node",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        state.value for state in ReviewState if state is not ReviewState.TODO
                    ]
                ),
                name="review_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(progress=None) | models.Q(progress__lte=100),
                name="review_progress_is_at_most_100",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action or self.node} ({self.cycle})"


class ReviewFigure(models.Model):
    """The value of one indicator of the action for the cycle, as it was given."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="figures")
    indicator = models.CharField("indicateur", max_length=300)
    value = models.CharField("valeur", max_length=60)
    comment = models.CharField("précision", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("place", default=0, editable=False)

    class Meta:
        verbose_name = "valeur d’un indicateur"
        constraints = [
            models.UniqueConstraint(fields=["review", "indicator"], name="figure_once_by_indicator")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} : {self.value}"


class ReviewStep(models.Model):
    """A step of a review: which, when, by whom, in which sitting, with which words.

    `name` are the words for who took it: an account, or whoever holds a personal link.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField("étape", max_length=10, choices=choices(REVIEW_STATE_LABELS))
    at = models.DateTimeField("le", default=timezone.now, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="par",
    )
    name = models.CharField("par", max_length=150, blank=True)
    sitting = models.ForeignKey(
        Sitting, on_delete=models.SET_NULL, null=True, blank=True, related_name="review_steps"
    )
    words = models.CharField("mot", max_length=500, blank=True)

    class Meta:
        verbose_name = "étape d’un bilan"
        indexes = [models.Index(fields=["review", "at"], name="review_step_by_moment")]

    def __str__(self) -> str:
        return f"{self.review} : {self.get_state_display()}"
