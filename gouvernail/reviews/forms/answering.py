"""What somebody types about their actions, by a personal link or through the team on the phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms

from gouvernail.accounts.requests import Request
from gouvernail.common.templatetags.components import FAMILY_ICONS
from gouvernail.conventions.forms.house import HouseForm, text_field
from gouvernail.conventions.models import Status
from gouvernail.conventions.uploads import PAPER_EXTENSIONS, Upload
from gouvernail.reviews.models import Review
from gouvernail.reviews.models.reviews import LONGEST_TEXT, TEXTS
from gouvernail.reviews.operations.answering import Answer
from gouvernail.reviews.operations.asks_handovers import Successor
from gouvernail.reviews.operations.writing import Figure, ReviewDraft
from gouvernail.reviews.queries.answering import QuestionPage

NO_NAMES = "Ne nommez pas d’enfant, de famille ni d’allocataire."


@dataclass(frozen=True, slots=True)
class StatusOption:
    """A state of the territory as a large choice: its words, its family, its shape."""

    value: int
    label: str
    family: str
    shape: str
    is_chosen: bool


class GestureForm(forms.Form):
    """« Rien de nouveau »: an empty form that is sent by itself says nothing."""

    gesture = forms.ChoiceField(choices=[("rien", "Rien de nouveau")])
    seen = forms.IntegerField(min_value=0)


class ReviewAnswerForm(HouseForm):
    """What somebody says of an action: five fields, a figure and a file if they want."""

    marks_optional = False

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    status = forms.TypedChoiceField(
        label="Aujourd’hui, l’action est…", coerce=int, widget=forms.RadioSelect
    )
    results = forms.CharField(
        label="Qu’avez-vous fait ? Qu’est-ce que cela a donné ?",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Deux phrases suffisent. {NO_NAMES}",
    )
    success_factors = forms.CharField(
        label="Ce qui a aidé",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    difficulties = forms.CharField(
        label="Ce qui freine",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    perspectives = forms.CharField(
        label="La suite",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    indicator = forms.ChoiceField(label="Quel chiffre ?", required=False)
    value = text_field("Sa valeur", 60, "Par exemple : 24 familles.", is_required=False)
    file = forms.FileField(
        label="Un document",
        required=False,
        help_text=f"{', '.join(PAPER_EXTENSIONS)} ; 10 Mo au plus.",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{name}" for name in PAPER_EXTENSIONS)}),
    )

    def __init__(
        self,
        data: Any,
        page: QuestionPage,
        statuses: Sequence[Status],
        indicators: Sequence[str],
        files: Any = None,
    ) -> None:
        """Show what was said before; a node has no state and no figure."""
        super().__init__(data, files, initial=_initial(page))
        self.known = {row.pk: row for row in statuses}
        self.indicators = list(indicators)
        if page.is_summary or not statuses:
            del self.fields["status"]
        else:
            cast("forms.ChoiceField", self.fields["status"]).choices = [
                (row.pk, row.label) for row in statuses
            ]
        if page.is_summary or not indicators:
            del self.fields["indicator"], self.fields["value"]
        else:
            offered = [("", "aucun"), *((name, name) for name in indicators)]
            cast("forms.ChoiceField", self.fields["indicator"]).choices = offered
        if page.is_summary:
            self.fields["results"].label = "Les résultats, en quelques phrases"

    def options(self) -> list[StatusOption]:
        """Return the states as large choices."""
        chosen = str(self["status"].value() or "") if "status" in self.fields else ""
        return [
            StatusOption(
                row.pk, row.label, row.family, FAMILY_ICONS[row.family], chosen == str(row.pk)
            )
            for row in self.known.values()
        ]

    @property
    def is_more_open(self) -> bool:
        """Is something said, or wrong, in the three texts that are folded?"""
        return any(self[name].value() or self[name].errors for name in TEXTS[1:])

    @property
    def is_proof_open(self) -> bool:
        """Is something wrong in the figure or the file?"""
        return any(
            self[name].errors for name in ("indicator", "value", "file") if name in self.fields
        )

    def clean(self) -> dict[str, Any]:
        """Ask which figure a value is of, and for the value of a figure."""
        said = super().clean() or {}
        if said.get("value") and not said.get("indicator"):
            self.add_error("indicator", "Choisissez le chiffre dont vous donnez la valeur.")
        if said.get("indicator") and not said.get("value") and "value" not in self.errors:
            self.add_error("value", "Donnez la valeur de ce chiffre.")
        return said

    def answer(self) -> Answer:
        """Return what was said as the operation takes it."""
        said = self.cleaned_data
        texts = {name: said[name] for name in TEXTS}
        figure = None
        if said.get("indicator") and said.get("value"):
            figure = Figure(said["indicator"], said["value"])
        draft = ReviewDraft(self.known.get(said.get("status") or 0), None, texts)
        return Answer(said["seen"], draft, figure, cast("Upload | None", said.get("file")))


class HandoverForm(HouseForm):
    """« Ce n’est plus moi »: who speaks now."""

    name = text_field("Son nom", 150)
    email = forms.EmailField(label="Son adresse de courriel", max_length=254, required=False)
    function = text_field("Sa fonction", 200, is_required=False)
    words = forms.CharField(label="Un mot à l’équipe", max_length=500, required=False)

    def successor(self) -> Successor:
        """Return who speaks now as the operation takes it."""
        said = self.cleaned_data
        return Successor(said["name"], said["email"], said["function"], said["words"])


def _initial(page: QuestionPage) -> dict[str, Any]:
    review, action = page.question.review, page.question.target.action
    values: dict[str, Any] = {"seen": page.question.version}
    if action:
        values["status"] = action.status_id
    if review:
        values |= _said(review)
    return values


def _said(review: Review) -> dict[str, Any]:
    return {"status": review.status_id, **{name: getattr(review, name) for name in TEXTS}}


def sent_files(request: Request) -> object:
    """Return the files that were sent; a form that is only read takes none."""
    return request.FILES if request.method == "POST" else None
