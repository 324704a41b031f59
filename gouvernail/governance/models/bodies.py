"""Bodies, what they are for, who sits in them: all of it data, since territories differ."""

from typing import Self

from django.db import models
from simple_history.models import HistoricalRecords

from gouvernail.action_plan.models import PlanNode
from gouvernail.common.models import Versioned, choices
from gouvernail.conventions.models import Convention, Term
from gouvernail.directory.models import Organisation, Person
from gouvernail.rules.adjustments import BodyPart
from gouvernail.rules.composition import College, RuleKind, SeatLevel
from gouvernail.territories.models import Commune

LEVEL_LABELS = {
    SeatLevel.POLITICAL: "politique",
    SeatLevel.STRATEGIC: "stratégique",
    SeatLevel.OPERATIONAL: "opérationnel",
    SeatLevel.TECHNICAL: "technique",
}
COLLEGE_LABELS = {
    College.SIGNATORY: "signataire",
    College.DECIDER: "décideur",
    College.FUNDER: "financeur",
    College.OPERATOR: "opérateur",
    College.LOCAL_ACTOR: "acteur local",
    College.INSTITUTION: "institution",
    College.MANAGER: "gestionnaire de services",
    College.COORDINATOR: "chargé de coopération",
    College.CAF: "Caf",
    College.INHABITANT: "habitant",
    College.OTHER: "autre",
}
PART_LABELS = {
    BodyPart.PROPOSES: "propose les ajustements",
    BodyPart.EXAMINES: "examine les ajustements",
    BodyPart.DECIDES: "décide des ajustements",
}
RULE_LABELS = {
    RuleKind.EACH_SIGNATORY: "chaque signataire est représenté",
    RuleKind.ORGANISATION: "une structure est représentée",
    RuleKind.COLLEGE: "un collège est représenté",
    RuleKind.LEVEL: "un niveau est représenté",
}


class BodyQuerySet(models.QuerySet["Body"]):
    """Filters that can be chained; none of them sorts or writes."""

    def of(self, convention: Convention) -> Self:
        """Keep the bodies of one convention."""
        return self.filter(convention=convention)

    def current(self) -> Self:
        """Leave out those that meet no more."""
        return self.filter(closed_on=None)


class Body(Versioned):
    """A body of the convention: Copil, Cotech, groupe projet, commission… in its own words.

    `feeds` are the bodies that what it produces goes up to. `part` is what it does in the circuit
    of adjustments (annexe 4, § 2.1.1 et 2.2.1); empty, it has none.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="bodies")
    name = models.CharField("nom", max_length=150)
    short_name = models.CharField("nom court", max_length=40, blank=True)
    kind = models.CharField("sorte d’instance", max_length=80, blank=True)
    level = models.CharField(
        "niveau", max_length=12, choices=choices(LEVEL_LABELS), blank=True, default=""
    )
    part = models.CharField(
        "place dans le circuit", max_length=10, choices=choices(PART_LABELS), blank=True, default=""
    )
    source = models.CharField("source", max_length=200, blank=True)
    convener = models.CharField("convoquée par", max_length=200, blank=True)
    chair = models.CharField("présidée par", max_length=200, blank=True)
    place = models.CharField("lieu habituel", max_length=200, blank=True)
    duration = models.PositiveSmallIntegerField("durée habituelle (minutes)", default=120)
    agenda = models.TextField("points permanents, un par ligne", max_length=2000, blank=True)
    convocation = models.TextField("texte de la convocation", max_length=3000, blank=True)
    minutes_outline = models.TextField("trame du compte rendu", max_length=3000, blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="rattachée à",
    )
    feeds = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="fed_by", verbose_name="alimente"
    )
    themes = models.ManyToManyField(
        Term, blank=True, related_name="bodies", verbose_name="thèmes suivis"
    )
    communes = models.ManyToManyField(
        Commune, blank=True, related_name="bodies", verbose_name="communes couvertes"
    )
    objectives = models.ManyToManyField(
        PlanNode, blank=True, related_name="bodies", verbose_name="objectifs suivis"
    )
    position = models.PositiveSmallIntegerField("place", default=0, editable=False)
    closed_on = models.DateField("ne se réunit plus depuis le", null=True, blank=True)

    objects = BodyQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[])

    class Meta:
        verbose_name = "instance"
        constraints = [
            models.UniqueConstraint(fields=["convention", "name"], name="body_name_once")
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


class Mission(models.Model):
    """What a body is for, in the words of the convention, with the paragraph."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="missions")
    text = models.CharField("mission", max_length=500)
    source = models.CharField("source", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("place", default=0, editable=False)

    class Meta:
        verbose_name = "mission"

    def __str__(self) -> str:
        return self.text


class Seat(Versioned):
    """A place in a body: for which organisation or function, at which level.

    It stays when people change; who holds it is a `Mandate`.
    """

    body = models.ForeignKey(
        Body, on_delete=models.CASCADE, related_name="seats", verbose_name="instance"
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name="structure",
    )
    function = models.CharField("fonction", max_length=200, blank=True)
    level = models.CharField(
        "niveau", max_length=12, choices=choices(LEVEL_LABELS), blank=True, default=""
    )
    college = models.CharField(
        "collège", max_length=12, choices=choices(COLLEGE_LABELS), blank=True, default=""
    )
    is_elected = models.BooleanField("siège d’élu", default=False)
    position = models.PositiveSmallIntegerField("place", default=0, editable=False)
    closed_on = models.DateField("supprimé le", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "siège"

    def __str__(self) -> str:
        return ", ".join(str(part) for part in (self.function, self.organisation) if part)


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Filters that can be chained; none of them sorts or writes."""

    def on(self, day: object) -> Self:
        """Keep the mandates that run on a day."""
        begun = models.Q(starts_on=None) | models.Q(starts_on__lte=day)
        return self.filter(begun, models.Q(ends_on=None) | models.Q(ends_on__gte=day))


class Mandate(Versioned):
    """Who holds a seat, as titular or deputy, from when to when, both days included."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="mandates")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="mandates", verbose_name="personne"
    )
    is_deputy = models.BooleanField("suppléant", default=False)
    starts_on = models.DateField("depuis le", null=True, blank=True)
    ends_on = models.DateField("jusqu’au", null=True, blank=True)

    objects = MandateQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "mandat"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="mandate_ends_after_it_starts",
                violation_error_message="La fin du mandat doit suivre son début.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.seat}"


class CompositionRule(models.Model):
    """What the convention says of who must be there, checked on a body and on a sitting."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="composition_rules")
    kind = models.CharField("règle", max_length=16, choices=choices(RULE_LABELS))
    minimum = models.PositiveSmallIntegerField("au moins", default=1)
    level = models.CharField(
        "niveau", max_length=12, choices=choices(LEVEL_LABELS), blank=True, default=""
    )
    college = models.CharField(
        "collège", max_length=12, choices=choices(COLLEGE_LABELS), blank=True, default=""
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="structure",
    )
    text = models.CharField("en toutes lettres", max_length=300)
    source = models.CharField("source", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("place", default=0, editable=False)

    class Meta:
        verbose_name = "règle de composition"

    def __str__(self) -> str:
        return self.text
