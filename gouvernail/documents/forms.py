"""Forms of documents."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from gouvernail.conventions.forms.house import HouseForm, VersionedForm, dress, text_field
from gouvernail.documents.models import LONGEST_REPORT_TEXT
from gouvernail.rules.reports import Place


class TemplateForm(HouseForm):
    """A template that the territory brings."""

    file = forms.FileField(
        label="Votre modèle",
        help_text=(
            ".docx pour les documents, .pptx pour le diaporama\u202f; 10\u202fMo au plus, sans "
            "macros."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx,.pptx"}),
    )


class TextForm(VersionedForm):
    """What people write in a part of a report."""

    text = forms.CharField(
        label="Texte",
        required=False,
        max_length=LONGEST_REPORT_TEXT,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=(
            "Une ligne vide sépare deux paragraphes\u202f; une ligne qui commence par un tiret "
            "devient un élément de liste. Sans donnée sur un enfant, une famille ou un allocataire."
        ),
    )

    def __init__(self, *args: Any, most: int | None = None, **kwargs: Any) -> None:
        """Bound the text when its report is; what is beyond would not be written in it."""
        super().__init__(*args, **kwargs)
        self.most = most
        if most is not None:
            field = self.fields["text"]
            field.widget.attrs |= {"rows": 6, "maxlength": most}
            field.help_text = (
                f"{most} signes au plus, pour que le rapport tienne en deux pages. Sans donnée sur "
                "un enfant, une famille ou un allocataire."
            )

    def clean_text(self) -> str:
        """Refuse what the report would cut. Spaces and line breaks count as it writes them."""
        text: str = self.cleaned_data["text"]
        length = len(" ".join(text.split()))
        if self.most is not None and length > self.most:
            raise forms.ValidationError(
                f"Ce texte compte {length} signes\u202f: gardez-en {self.most} au plus."
            )
        return text


class PublishForm(HouseForm):
    """Whether publishing a report also proves the commitment that asks for it."""

    hands_in = forms.BooleanField(label="Noter ce rapport comme remis", required=False)

    def __init__(self, data: Any, duty: str) -> None:
        """Say which commitment is proved; without one, nothing is asked."""
        super().__init__(data, initial={"hands_in": True})
        if duty:
            self.fields["hands_in"].help_text = f"Preuve de l’engagement «\u202f{duty}\u202f»."
        else:
            del self.fields["hands_in"]


class OutlineForm(VersionedForm):
    """The parts of a report: the place of each, its title, whether it is told."""

    def __init__(self, data: Any, places: Sequence[Place], version: int) -> None:
        """Give each part its three fields, as it is set now."""
        super().__init__(data, initial={"version": version})
        self.places = places
        for rank, place in enumerate(places, 1):
            self.fields[f"rank_{place.key}"] = forms.IntegerField(
                label=f"Place de «\u202f{place.title}\u202f»",
                initial=rank,
                min_value=1,
                max_value=99,
                widget=forms.NumberInput(attrs={"class": "input input--short"}),
            )
            self.fields[f"title_{place.key}"] = text_field(
                f"Titre de «\u202f{place.title}\u202f»", 120
            )
            self.fields[f"title_{place.key}"].initial = place.title
            self.fields[f"shown_{place.key}"] = forms.BooleanField(
                label=f"«\u202f{place.title}\u202f» dans le rapport",
                required=False,
                initial=place.is_shown,
            )
            for name in ("rank", "title"):
                dress(self.fields[f"{name}_{place.key}"])

    @property
    def rows(self) -> list[tuple[Place, Any, Any, Any]]:
        """Each part with its three fields, as the page draws them."""
        return [
            (
                place,
                self[f"rank_{place.key}"],
                self[f"title_{place.key}"],
                self[f"shown_{place.key}"],
            )
            for place in self.places
        ]

    def chosen(self, usual: Mapping[str, str]) -> list[Place]:
        """Return the outline that was typed; the application's own titles are not kept as typed."""
        said = self.cleaned_data
        order = sorted(self.places, key=lambda place: said[f"rank_{place.key}"])
        return [
            Place(
                place.key,
                ""
                if said[f"title_{place.key}"] == usual[place.key]
                else said[f"title_{place.key}"],
                said[f"shown_{place.key}"],
            )
            for place in order
        ]
