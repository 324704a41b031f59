"""What is typed about what a body covers, its missions and its composition."""

from typing import Any, cast

from django import forms

from gouvernail.action_plan.models import PlanNode
from gouvernail.common.models import choices
from gouvernail.conventions.forms.house import HouseForm, VersionedForm, text_field
from gouvernail.conventions.models import Term, TermKind
from gouvernail.directory.models import Organisation
from gouvernail.governance.models import Body
from gouvernail.governance.models.bodies import COLLEGE_LABELS, LEVEL_LABELS, RULE_LABELS
from gouvernail.governance.operations.furniture import Coverage, mission_line
from gouvernail.governance.queries.coverage import in_tree_order
from gouvernail.rules.composition import RuleKind
from gouvernail.territories.models import Commune

_WANTED = {
    RuleKind.COLLEGE.value: ("college", "Choisissez le collège à représenter."),
    RuleKind.LEVEL.value: ("level", "Choisissez le niveau à représenter."),
    RuleKind.ORGANISATION.value: ("organisation", "Choisissez la structure à représenter."),
}


def _boxes(label: str, rows: Any, hint: str = "") -> forms.Field:
    return forms.ModelMultipleChoiceField(
        rows, label=label, required=False, widget=forms.CheckboxSelectMultiple, help_text=hint
    )


class CoverageForm(VersionedForm):
    """What a body covers."""

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        """Offer the lists of the territory. Four queries."""
        super().__init__(*args, **kwargs)
        convention = body.convention
        nodes = PlanNode.objects.of(convention).current()
        communes = Commune.objects.filter(pk__in=convention.perimeter.values("commune_id"))
        themes = Term.objects.filter(convention=convention).kind(TermKind.THEME)
        others = Body.objects.of(convention).current().exclude(pk=body.pk)
        hint = "Cocher un axe, c’est suivre tout ce qu’il contient."
        self.fields["objectives"] = _boxes("Objectifs suivis", nodes, hint)
        cast("forms.ChoiceField", self.fields["objectives"]).choices = [
            (node.pk, "– " * (node.rank - 1) + str(node)) for node in in_tree_order(nodes)
        ]
        all_of_them = "Sans coche, l’instance couvre tout le territoire."
        self.fields["communes"] = _boxes(
            "Communes couvertes", communes.order_by("name"), all_of_them
        )
        self.fields["themes"] = _boxes("Thèmes", themes.order_by("position"))
        self.fields["feeds"] = _boxes("Alimente", others.order_by("position", "pk"))

    def coverage(self) -> Coverage:
        """Return what was ticked. Four queries."""
        said = self.cleaned_data
        return Coverage(*(list(said[key]) for key in ("themes", "communes", "objectives", "feeds")))


def coverage_initial(body: Body) -> dict[str, Any]:
    """Return what the form shows of a body. Four queries."""
    return {
        "version": body.version,
        "themes": [row.pk for row in body.themes.all()],
        "communes": [row.pk for row in body.communes.all()],
        "objectives": [row.pk for row in body.objectives.all()],
        "feeds": [row.pk for row in body.feeds.all()],
    }


class MissionsForm(VersionedForm):
    """The missions, one a line."""

    missions = forms.CharField(
        label="Missions, une par ligne",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="La source entre crochets, à la fin : [annexe 4, § 2.1.1].",
    )


def missions_initial(body: Body) -> dict[str, Any]:
    """Return what the form shows of a body. One query."""
    lines = [mission_line(row) for row in body.missions.order_by("position", "pk")]
    return {"version": body.version, "missions": "\n".join(lines)}


class RuleForm(HouseForm):
    """A rule of composition, as the convention says it."""

    text = text_field("En toutes lettres", 300, "Par exemple « au moins un habitant siège ».")
    kind = forms.ChoiceField(label="Règle", choices=choices(RULE_LABELS))
    college = forms.ChoiceField(
        label="Collège", required=False, choices=[("", "Sans"), *choices(COLLEGE_LABELS)]
    )
    level = forms.ChoiceField(
        label="Niveau", required=False, choices=[("", "Sans"), *choices(LEVEL_LABELS)]
    )
    organisation = forms.TypedChoiceField(
        label="Structure", coerce=int, empty_value=None, required=False
    )
    minimum = forms.IntegerField(label="Au moins", min_value=1, max_value=99, initial=1)
    source = text_field("Source", 200, "Par exemple « annexe 4, § 2.1.6 ».", is_required=False)

    def __init__(self, *args: Any, convention_id: int, **kwargs: Any) -> None:
        """Offer the structures of the directory. One query."""
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.of(convention_id).current().order_by("name")
        offered = [("", "Sans"), *((row.pk, row.name) for row in rows)]
        cast("forms.ChoiceField", self.fields["organisation"]).choices = offered

    def clean(self) -> dict[str, Any]:
        """Ask for what the rule is about."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        wanted = _WANTED.get(said.get("kind", ""))
        if wanted and not said.get(wanted[0]):
            self.add_error(*wanted)
        return said

    def values(self) -> dict[str, Any]:
        """Return the columns of the rule."""
        said = dict(self.cleaned_data)
        said["organisation_id"] = said.pop("organisation")
        return said
