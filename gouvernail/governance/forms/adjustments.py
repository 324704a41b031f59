"""What is typed about adjustments: each kind asks for its own fields, and for a reason."""

from typing import Any, cast

from django import forms

from gouvernail.action_plan.forms.names import NamesField
from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.action_plan.operations.actions import field_labels
from gouvernail.common.models import choices
from gouvernail.conventions.forms.house import HouseForm, VersionedForm, day_field, dress
from gouvernail.conventions.models import Convention, Status
from gouvernail.directory.models import Organisation
from gouvernail.governance.adjusted import ARCHIVED, FIELDS
from gouvernail.governance.models import Body
from gouvernail.governance.models.adjustments import OPINION_LABELS
from gouvernail.rules.adjustments import AdjustmentKind, AdjustmentState, BodyPart
from gouvernail.rules.deadlines import DeadlineKind, read_deadline

_LONG = frozenset({"objective", "description", "means"})
_SUSPENDED, _DROPPED = "suspended", "dropped"


class ProposalForm(VersionedForm):
    """What the plan should say instead, who proposes it, and why."""

    body = forms.TypedChoiceField(label="Proposé par", coerce=int)

    def __init__(
        self,
        *args: Any,
        convention: Convention,
        kind: AdjustmentKind,
        target: Action | PlanNode | None,
        **kwargs: Any,
    ) -> None:
        """Build the fields of this kind. Three queries, and two for names."""
        super().__init__(*args, **kwargs)
        self.convention, self.kind = convention, kind
        self.keys = ("title",) if isinstance(target, PlanNode) else FIELDS[kind]
        labels = field_labels(convention)
        bodies = Body.objects.of(convention).current().order_by("position", "pk")
        proposers = sorted(bodies, key=lambda body: body.part != BodyPart.PROPOSES.value)
        cast("forms.ChoiceField", self.fields["body"]).choices = [
            (body.pk, body.name) for body in proposers
        ]
        for key in self.keys:
            self.fields[key] = self._field(key, labels.get(key, ""))
            dress(self.fields[key])
        self.fields["reason"] = forms.CharField(
            label="Motif",
            max_length=2_000,
            widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
            help_text="Ce qui a changé depuis la signature, pour le comité qui examine.",
        )

    def values(self) -> dict[str, Any]:
        """Return the values that the adjustment keeps."""
        return {key: self._kept(key) for key in self.keys}

    def clean_deadline(self) -> str:
        """Refuse a deadline that has two readings."""
        text = str(self.cleaned_data["deadline"])
        if read_deadline(text).kind is DeadlineKind.UNCLEAR:
            raise forms.ValidationError(
                "Cette échéance a plusieurs lectures. Écrivez par exemple 31/12/2027, "
                "« 1er semestre 2027 » ou « année scolaire 2026-2027 »."
            )
        return text

    def _kept(self, key: str) -> Any:
        value = self.cleaned_data[key]
        if isinstance(value, tuple | list):
            return list(value)
        return "" if value is None else str(value)

    def _field(self, key: str, label: str) -> forms.Field:
        builders = {
            "leads": self._names,
            "communes": self._names,
            "budget": self._amount,
            "status": self._status,
            "node": self._place,
        }
        return builders.get(key, self._text)(key, label)

    def _text(self, key: str, label: str) -> forms.Field:
        if key in _LONG:
            area = forms.Textarea(attrs={"rows": 5})
            return forms.CharField(label=label, max_length=5_000, required=False, widget=area)
        must = key in {"title", "deadline"}
        return forms.CharField(label=label or "Intitulé", max_length=500, required=must)

    def _amount(self, key: str, label: str) -> forms.Field:
        return forms.DecimalField(
            label=label, min_value=0, max_digits=12, decimal_places=2, required=False
        )

    def _place(self, key: str, label: str) -> forms.Field:
        nodes = PlanNode.objects.of(self.convention).current().order_by("rank", "position")
        offered = [("", "En dehors de l’arbre"), *((str(node.pk), str(node)) for node in nodes)]
        return forms.ChoiceField(label="Rattachement", choices=offered, required=False)

    def _names(self, key: str, label: str) -> forms.Field:
        if key == "leads":
            rows = Organisation.objects.of(self.convention.pk).current().order_by("name")
            known = list(rows.values_list("name", flat=True))
        else:
            known = list(self.convention.perimeter.values_list("commune__name", flat=True))
        field = NamesField(initial=(), suggestions=known, help_text="Un nom par ligne.")
        field.label = label
        return field

    def _status(self, key: str, label: str) -> forms.Field:
        family = _SUSPENDED if self.kind is AdjustmentKind.SUSPEND else _DROPPED
        rows = Status.objects.filter(convention=self.convention, family=family)
        offered = [(str(row.pk), row.label) for row in rows.order_by("position")]
        if self.kind is AdjustmentKind.DROP:
            offered.append((ARCHIVED, "Retirée du plan, avec son histoire"))
        return forms.ChoiceField(label="Ce que devient l’action", choices=offered)


class OpinionForm(HouseForm):
    """The opinion of the examining body."""

    marks_optional = False

    sitting = forms.TypedChoiceField(label="Séance", coerce=int)
    opinion = forms.ChoiceField(
        label="Avis", choices=choices(OPINION_LABELS), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="En quels termes",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="À dire si l’avis est défavorable ou demande des modifications.",
    )

    def __init__(self, *args: Any, sittings: list[tuple[int, str]], **kwargs: Any) -> None:
        """Offer the sittings that were held."""
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["sitting"]).choices = sittings


class VerdictForm(OpinionForm):
    """What the deciding body decided."""

    opinion = forms.ChoiceField(
        label="Décision",
        choices=[
            (AdjustmentState.ADOPTED.value, "Adopté"),
            (AdjustmentState.REJECTED.value, "Rejeté"),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="En quels termes",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="À dire si l’ajustement est rejeté.",
    )


class ApplyForm(VersionedForm):
    """The confirmation of what the plan will say."""


class PeriodForm(HouseForm):
    """The period of the register."""

    marks_optional = False

    du = day_field("Du")
    au = day_field("Au")
