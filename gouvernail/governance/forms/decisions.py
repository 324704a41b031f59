"""What is typed about decisions."""

from typing import Any, cast

from django import forms

from gouvernail.action_plan.models import Action
from gouvernail.common.models import choices
from gouvernail.conventions.forms.house import (
    DayInput,
    HouseForm,
    VersionedForm,
    day_field,
    text_field,
)
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person
from gouvernail.governance.forms.pickers import numbered_actions
from gouvernail.governance.models import Body, Decision, Sitting
from gouvernail.governance.models.decisions import DECISION_KIND_LABELS, DECISION_STATE_LABELS
from gouvernail.governance.operations.decisions import ANSWERS, DecisionDraft
from gouvernail.governance.queries.decisions import LATE, OPEN_ONES, DecisionFilters
from gouvernail.rules.decisions import DecisionState

_COLUMNS = ("kind", "text", "decided_on", "due_on", "review_on")


class DecisionForm(VersionedForm):
    """A decision: what, by whom it is taken, who answers for it, until when."""

    text = forms.CharField(
        label="Décision",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="En une phrase qui dit ce qui est décidé.",
    )
    kind = forms.ChoiceField(label="Nature", choices=choices(DECISION_KIND_LABELS))
    body = forms.TypedChoiceField(label="Instance", coerce=int)
    item = forms.TypedChoiceField(
        label="Point de l’ordre du jour", coerce=int, empty_value=None, required=False
    )
    decided_on = forms.DateField(label="Prise le", widget=DayInput())
    owner = forms.TypedChoiceField(
        label="Responsable", coerce=int, empty_value=None, required=False
    )
    due_on = day_field("À faire avant le")
    review_on = day_field("À revoir le")
    numbers = text_field(
        "Actions liées",
        300,
        "Leurs numéros, séparés par des virgules : 1.1.2, 2.3.1.",
        is_required=False,
    )
    is_adopted = forms.BooleanField(
        label="La décision est adoptée",
        required=False,
        help_text="Sans cette case, elle est notée proposée.",
    )

    def __init__(
        self, *args: Any, convention: Convention, sitting: Sitting | None, **kwargs: Any
    ) -> None:
        """Offer the bodies or the items of the sitting, and the persons. Two or three queries."""
        super().__init__(*args, **kwargs)
        self.convention, self.sitting = convention, sitting
        persons = Person.objects.of(convention.pk).order_by("full_name", "pk")
        self._offer("owner", [("", "Personne pour l’instant"), *((p.pk, str(p)) for p in persons)])
        if sitting is None:
            del self.fields["item"]
            bodies = Body.objects.of(convention).current().order_by("position", "pk")
            self._offer("body", [(body.pk, body.name) for body in bodies])
        else:
            del self.fields["body"]
            items = sitting.items.order_by("position", "pk")
            self._offer("item", [("", "Hors ordre du jour"), *((i.pk, i.title) for i in items)])

    def clean_numbers(self) -> list[Action]:
        """Read the numbers of the actions; one that no action bears is said."""
        return numbered_actions(self.convention, self.cleaned_data["numbers"])

    def draft(self) -> DecisionDraft:
        """Return the decision as the operation takes it."""
        values: dict[str, Any] = {name: self.cleaned_data[name] for name in _COLUMNS}
        if self.sitting is None:
            values["body"] = Body.objects.get(pk=self.cleaned_data["body"])
        else:
            values |= {"body": self.sitting.body, "sitting": self.sitting}
            wanted = self.cleaned_data["item"]
            values["item"] = self.sitting.items.filter(pk=wanted or 0).first()
        wanted = self.cleaned_data["owner"]
        values["owner"] = Person.objects.get(pk=wanted) if wanted else None
        return DecisionDraft(values, self.cleaned_data["numbers"])

    @property
    def state(self) -> DecisionState:
        """The state in which a new decision is noted."""
        is_adopted = self.cleaned_data["is_adopted"]
        return DecisionState.ADOPTED if is_adopted else DecisionState.PROPOSED

    def _offer(self, name: str, offered: list[tuple[Any, str]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = offered


def decision_initial(decision: Decision) -> dict[str, Any]:
    """Return what the form shows of a decision. One query."""
    numbers = decision.actions.exclude(number="").values_list("number", flat=True)
    return {
        **{name: getattr(decision, name) for name in _COLUMNS},
        "version": decision.version,
        "body": decision.body_id,
        "item": decision.item_id,
        "owner": decision.owner_id,
        "numbers": ", ".join(numbers),
    }


class DecisionStepForm(HouseForm):
    """Why a step is taken, and what shows that it is done."""

    reason = forms.CharField(label="Motif", max_length=500, required=False)
    proof = text_field("Preuve", 500, "Un document, une date, un lien.", is_required=False)


class ReminderForm(HouseForm):
    """Nothing to type: a confirmation."""

    marks_optional = False


class AnswerForm(HouseForm):
    """What an owner says by a personal link."""

    marks_optional = False

    state = forms.ChoiceField(
        label="Où en êtes-vous ?",
        choices=[(ANSWERS[0].value, "C’est en cours"), (ANSWERS[1].value, "C’est fait")],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="En une ou deux phrases",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Sans donnée sur un enfant, une famille ou un allocataire.",
    )


class RegisterForm(HouseForm):
    """What the register is asked for."""

    marks_optional = False

    mots = forms.CharField(label="Chercher", max_length=100, required=False)
    etat = forms.ChoiceField(
        label="État",
        required=False,
        choices=[
            ("", "Tous"),
            (LATE, "en retard"),
            (OPEN_ONES, "à suivre"),
            *choices(DECISION_STATE_LABELS),
        ],
    )
    instance = forms.TypedChoiceField(
        label="Instance", coerce=int, empty_value=None, required=False
    )
    annee = forms.TypedChoiceField(label="Année", coerce=int, empty_value=None, required=False)

    def __init__(self, data: Any, bodies: list[tuple[int, str]], years: list[int]) -> None:
        """Offer the bodies and the years of the register."""
        super().__init__(data)
        instance = cast("forms.ChoiceField", self.fields["instance"])
        instance.choices = [("", "Toutes"), *bodies]
        year = cast("forms.ChoiceField", self.fields["annee"])
        year.choices = [("", "Toutes"), *((one, str(one)) for one in years)]

    def filters(self) -> DecisionFilters:
        """Return the filters; what cannot be read filters nothing."""
        self.is_valid()
        said = self.cleaned_data
        return DecisionFilters(
            words=said.get("mots", ""),
            state=said.get("etat", ""),
            body_id=said.get("instance"),
            year=said.get("annee"),
        )
