"""What people type about missions, sheets, last days and rates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gouvernail.common.models import choices
from gouvernail.conventions.forms.house import (
    DayInput,
    HouseForm,
    VersionedForm,
    day_field,
    text_field,
)
from gouvernail.staffing.forms.amounts import euro_field, percent_field
from gouvernail.staffing.models import CoordinatorMission, DeclarationDeadline, FundingRate
from gouvernail.staffing.models.declarations import DECLARATION_LABELS
from gouvernail.staffing.operations.missions import Carried, MissionDraft
from gouvernail.staffing.queries.missions import Column, SentenceLine

MOST_SENTENCE = 500
MOST_TYPED = 20_000
_RATE = ("amount", "ceiling", "rate", "cost", "source")
_DEADLINE = ("kind", "label", "opens_on", "closes_on", "doubt", "notice_days")


class ConfirmForm(VersionedForm):
    """Nothing to type but a confirmation."""


@dataclass(frozen=True, slots=True)
class MissionBoxes:
    """A sentence as it is drawn: its words, its boxes, its version."""

    text: str
    source: str
    boxes: tuple[Any, ...]
    version: Any


class MissionsForm(HouseForm):
    """Who carries each sentence: a box by sentence and person, the version of each sentence."""

    def __init__(
        self,
        *args: Any,
        sentences: Sequence[SentenceLine],
        columns: Sequence[Column],
        **kwargs: Any,
    ) -> None:
        """Offer every sentence to every column."""
        super().__init__(*args, **kwargs)
        self.sentences = sentences
        persons = [(column.pk, column.name) for column in columns]
        for line in sentences:
            self.fields[f"carriers_{line.pk}"] = forms.TypedMultipleChoiceField(
                label=line.text,
                choices=persons,
                coerce=int,
                required=False,
                initial=[pk for pk, _ in persons if pk in line.carriers],
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields[f"version_{line.pk}"] = forms.IntegerField(
                initial=line.version, widget=forms.HiddenInput
            )

    def boxes(self, line: SentenceLine) -> MissionBoxes:
        """Return the boxes of one sentence, one by column, and its version."""
        field = self[f"carriers_{line.pk}"]
        return MissionBoxes(line.text, line.source, tuple(field), self[f"version_{line.pk}"])

    def wanted(self) -> dict[int, Carried]:
        """Return what the operation writes."""
        data = self.cleaned_data
        return {
            line.pk: Carried(frozenset(data[f"carriers_{line.pk}"]), data[f"version_{line.pk}"])
            for line in self.sentences
        }


class MissionForm(VersionedForm):
    """A mission and its sentences, one by line."""

    title = text_field("Mission", 300)
    source = text_field(
        "Source", 200, "D’où elle vient, par exemple « annexe 4, § 3.1 ».", is_required=False
    )
    sentences = forms.CharField(
        label="Phrases",
        max_length=MOST_TYPED,
        help_text=(
            "Une par ligne, 500 caractères au plus. Une phrase reprise telle quelle, ou reformulée "
            "à sa place, garde ceux qui la portent."
        ),
        widget=forms.Textarea(attrs={"class": "input", "rows": 8}),
    )

    def clean_sentences(self) -> tuple[str, ...]:
        """Return the sentences, without the empty lines."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["sentences"].splitlines())
        found = tuple(line for line in lines if line)
        if any(len(line) > MOST_SENTENCE for line in found):
            raise ValidationError(
                f"Une phrase dépasse {MOST_SENTENCE} caractères : coupez-la en deux."
            )
        return found

    def draft(self) -> MissionDraft:
        """Return what was typed."""
        data = self.cleaned_data
        return MissionDraft(data["title"], data["source"], data["sentences"])


def mission_initial(row: CoordinatorMission) -> dict[str, Any]:
    """Return what the form shows of a mission."""
    texts = row.sentences.order_by("position", "pk").values_list("text", flat=True)
    return {
        "version": row.version,
        "title": row.title,
        "source": row.source,
        "sentences": "\n".join(texts),
    }


class VerifyForm(VersionedForm):
    """What was read, and why the sheet goes on with its gaps, when it has some."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Pourquoi la fiche part avec ces écarts",
        max_length=500,
        help_text="Ce motif est gardé avec la fiche.",
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )

    def __init__(self, *args: Any, has_gaps: bool, **kwargs: Any) -> None:
        """Ask for a reason only when there are gaps."""
        super().__init__(*args, **kwargs)
        if not has_gaps:
            del self.fields["reason"]


class ReasonForm(VersionedForm):
    """Why a sheet is taken up again."""

    reason = text_field("Motif", 500, "Il reste dans l’histoire.")


class DeclareForm(VersionedForm):
    """When a sheet was typed into the portal."""

    declared_on = forms.DateField(label="Saisie sur le portail le", widget=DayInput())


class DeadlineForm(VersionedForm):
    """When a declaration of a year is open."""

    kind = forms.ChoiceField(label="Déclaration", choices=choices(DECLARATION_LABELS))
    label = text_field(
        "Intitulé", 150, "Tel que votre Caf le nomme, s’il diffère.", is_required=False
    )
    opens_on = day_field("Ouvre le")
    closes_on = forms.DateField(label="À faire avant le", widget=DayInput())
    notice_days = forms.IntegerField(
        label="Alerter avant (jours)",
        min_value=0,
        max_value=365,
        initial=30,
        widget=forms.NumberInput(attrs={"class": "input input--short"}),
    )
    doubt = forms.BooleanField(label="À vérifier auprès de votre Caf", required=False)

    def values(self) -> dict[str, Any]:
        """Return what the operation writes."""
        return {name: self.cleaned_data[name] for name in _DEADLINE}


def deadline_initial(row: DeclarationDeadline) -> dict[str, Any]:
    """Return what the form shows of a last day."""
    return {name: getattr(row, name) for name in ("version", *_DEADLINE)}


class RateForm(VersionedForm):
    """What a full-time post costs and brings in a year; all of it may stay empty."""

    amount = euro_field("Forfait par ETP (€)", "Ce que la Caf verse pour un temps plein.")
    rate = percent_field("Taux (%)")
    ceiling = euro_field(
        "Plafond de coût par ETP (€)", "Le taux s’applique au coût, dans la limite de ce plafond."
    )
    cost = euro_field("Coût d’un ETP (€)", "Salaire et charges d’un temps plein, sur l’année.")
    source = text_field(
        "Source", 200, "Convention, notification, courrier de la Caf et sa date.", is_required=False
    )

    def values(self) -> dict[str, Any]:
        """Return what the operation writes."""
        return {name: self.cleaned_data[name] for name in _RATE}


def rate_initial(row: FundingRate) -> dict[str, Any]:
    """Return what the form shows of a rate."""
    return {name: getattr(row, name) for name in ("version", *_RATE)}
