"""What is typed of a review: the state of the action, four texts, figures, a file, who speaks."""

from collections.abc import Sequence
from typing import Any, cast
from zlib import crc32

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gouvernail.action_plan.models import Action
from gouvernail.conventions.forms.house import HouseForm, VersionedForm, text_field
from gouvernail.conventions.queries.vocabulary import StatusView
from gouvernail.conventions.uploads import PAPER_EXTENSIONS
from gouvernail.reviews.models.reviews import LONGEST_TEXT, TEXTS
from gouvernail.reviews.operations.papers import PaperChange
from gouvernail.reviews.operations.writing import Figure
from gouvernail.reviews.permissions import OpenedReview
from gouvernail.reviews.queries.review import FigureLine, figure_name
from gouvernail.rules.indicators import Indicator
from gouvernail.rules.reviews import ReviewState

_LABELS = {
    "results": ("Résultats", "Ce qui a été fait, ce que cela a changé."),
    "success_factors": ("Facteurs de réussite", "Ce qui a aidé, et qu’il faut garder."),
    "difficulties": ("Difficultés", "Ce qui a freiné ou manqué."),
    "perspectives": ("Perspectives", "La suite : ce qui est prévu, ce qu’il faut décider."),
}
FIGURE, COMMENT = "valeur_", "precision_"
_SPEAKER_STAYS = (
    "Laissez ce nom si vous corrigez ce que cette personne a dit ; écrivez le vôtre si vous parlez "
    "vous-même."
)
NO_NAMES = "N’écrivez le nom d’aucun enfant, d’aucune famille ni d’aucun allocataire."


class ReviewForm(VersionedForm):
    """A review as its lead, or the team for somebody, fills it in."""

    marks_optional = False  # one text is enough: none of the fields is required by itself

    status = forms.TypedChoiceField(
        label="Où en est l’action ?", coerce=int, empty_value=None, required=False
    )
    progress = forms.IntegerField(
        label="Avancement (%)",
        min_value=0,
        max_value=100,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input input--short", "inputmode": "numeric"}),
    )
    file = forms.FileField(
        label="Une pièce, si elle aide à comprendre",
        required=False,
        help_text=f"{', '.join(PAPER_EXTENSIONS)} ; 10 Mo au plus. Elle remplace la précédente.",
        widget=forms.FileInput(),
    )
    removes_file = forms.BooleanField(label="Retirer la pièce jointe", required=False)
    speaker = text_field(
        "Qui le dit ?",
        300,
        "Écrivez le nom si vous notez ce que quelqu’un vous a dit, au téléphone ou en réunion : "
        "le bilan le dira. Laissez vide si vous parlez vous-même.",
        is_required=False,
    )

    def __init__(
        self,
        *args: Any,
        opened: OpenedReview,
        statuses: Sequence[StatusView],
        indicators: Sequence[Indicator],
        **kwargs: Any,
    ) -> None:
        """Make the four texts and a line for each indicator; keep what this person may fill in."""
        super().__init__(*args, **kwargs)
        self.indicators = tuple(indicators)
        self._add_texts()
        self._add_figures()
        offered = [("", "Sans changement"), *((row.id, row.label) for row in statuses)]
        cast("forms.ChoiceField", self.fields["status"]).choices = offered
        if not isinstance(opened.target, Action):
            del self.fields["status"], self.fields["progress"]
        if not (opened.review and opened.review.file):
            del self.fields["removes_file"]
        if not opened.is_team or opened.state is ReviewState.KEPT:
            del self.fields["speaker"]
        elif opened.review:
            self.fields["speaker"].help_text = _SPEAKER_STAYS
        last = ("file", "removes_file", "speaker")
        self.order_fields(["speaker", "status", "progress", *TEXTS, *self._figure_names(), *last])

    def texts(self) -> dict[str, str]:
        """Return the four texts."""
        return {name: self.cleaned_data[name] for name in TEXTS}

    def figures(self) -> tuple[Figure, ...]:
        """Return the values given of the indicators."""
        said = self.cleaned_data
        return tuple(
            Figure(name, said[_field(FIGURE, name)], said[_field(COMMENT, name)])
            for name in map(figure_name, self.indicators)
        )

    def paper(self) -> PaperChange:
        """Return what becomes of the file."""
        upload = self.cleaned_data.get("file")
        upload = upload if isinstance(upload, UploadedFile) else None
        return PaperChange(upload, bool(self.cleaned_data.get("removes_file")))

    @property
    def four(self) -> list[forms.BoundField]:
        """The four texts, to be drawn together."""
        return [self[name] for name in TEXTS]

    @property
    def figure_rows(self) -> list[tuple[Indicator, forms.BoundField, forms.BoundField]]:
        """Each indicator with its two fields."""
        return [
            (row, self[_field(FIGURE, name)], self[_field(COMMENT, name)])
            for row in self.indicators
            for name in [figure_name(row)]
        ]

    def _add_texts(self) -> None:
        for name, (label, hint) in _LABELS.items():
            self.fields[name] = forms.CharField(
                label=label,
                max_length=LONGEST_TEXT,
                required=False,
                help_text=hint,
                widget=forms.Textarea(attrs={"rows": 4, "class": "input"}),
            )

    def _add_figures(self) -> None:
        for name in map(figure_name, self.indicators):
            self.fields[_field(FIGURE, name)] = forms.CharField(
                label=f"Valeur : {name}",
                max_length=60,
                required=False,
                widget=forms.TextInput(attrs={"class": "input input--short"}),
            )
            self.fields[_field(COMMENT, name)] = forms.CharField(
                label=f"Précision : {name}",
                max_length=300,
                required=False,
                widget=forms.TextInput(attrs={"class": "input"}),
            )

    def _figure_names(self) -> list[str]:
        return [
            _field(prefix, figure_name(row))
            for row in self.indicators
            for prefix in (FIGURE, COMMENT)
        ]


def _field(prefix: str, indicator: str) -> str:
    """Name a field after its indicator: a sheet put in another order mixes nothing up."""
    return f"{prefix}{crc32(indicator.encode()):x}"


def review_initial(opened: OpenedReview, figures: Sequence[FigureLine]) -> dict[str, Any]:
    """Return what the form shows: what is written, or what the plan says now. No query."""
    review, target = opened.review, opened.target
    values: dict[str, Any] = {"version": review.version if review else 0}
    if isinstance(target, Action):
        kept = review or target
        values |= {"status": kept.status_id, "progress": kept.progress}
    if review:
        values |= {name: getattr(review, name) for name in TEXTS}
    if opened.is_team:
        values["speaker"] = _usual_speaker(opened)
    for row in figures:
        values[_field(FIGURE, row.indicator)] = row.value
        values[_field(COMMENT, row.indicator)] = row.comment
    return values


def _usual_speaker(opened: OpenedReview) -> str:
    """Return who speaks: whoever did, by whatever way, or else the person that the sheet names."""
    if opened.review:
        return opened.review.speaker
    target = opened.target
    person = target.lead_person if isinstance(target, Action) else target.referent
    return str(person or "")


class BackForm(HouseForm):
    """Why a review goes back to whoever speaks."""

    marks_optional = False

    words = forms.CharField(
        label="Ce que vous attendez",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Une phrase : la personne la lira en tête de son bilan.",
    )


class CorrectForm(HouseForm):
    """Why what is validated is opened again."""

    marks_optional = False

    reason = forms.CharField(
        label="Pourquoi corriger",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="La nouvelle version le dira. D’ici sa validation, le texte validé reste celui "
        "des documents.",
    )
