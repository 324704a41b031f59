"""Forms of signatories, annexes and amendments."""

from typing import Any

from django import forms

from gouvernail.conventions.forms.house import HouseForm, VersionedForm, day_field, text_field
from gouvernail.conventions.operations import SignatoryData
from gouvernail.conventions.uploads import PAPER_EXTENSIONS, Upload


class SignatoryForm(VersionedForm):
    """Who signs."""

    name = forms.CharField(
        label="Structure",
        max_length=300,
        help_text="Si elle n’est pas encore dans l’annuaire, elle y est ajoutée.",
        widget=forms.TextInput(attrs={"list": "structures", "autocomplete": "off"}),
    )
    role = text_field("Qualité", 150, "Par exemple « Commune », « Caf ».", is_required=False)
    signed_on = day_field("Signé le")

    def data_typed(self) -> SignatoryData:
        """Return what was typed."""
        return SignatoryData(
            " ".join(self.cleaned_data["name"].split()),
            self.cleaned_data["role"],
            self.cleaned_data["signed_on"],
        )


def _file_field() -> forms.FileField:
    return forms.FileField(
        label="Fichier",
        required=False,
        help_text=f"{', '.join(PAPER_EXTENSIONS)} ; 10 Mo au plus.",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{name}" for name in PAPER_EXTENSIONS)}),
    )


class PaperForm(VersionedForm):
    """What annexes and amendments share."""

    columns: tuple[str, ...] = ()

    def values(self) -> dict[str, Any]:
        """Return what the operation writes on the row."""
        return {name: self.cleaned_data[name] for name in self.columns}

    @property
    def upload(self) -> Upload | None:
        """The file, if one was chosen."""
        return self.cleaned_data["file"] or None


class AnnexForm(PaperForm):
    """An annex, as the convention names it."""

    columns = ("label", "title")
    label = text_field(
        "Intitulé dans la convention", 60, "Les numéros changent d’un territoire à l’autre."
    )
    title = text_field("Objet", 200)
    file = _file_field()


class AmendmentForm(PaperForm):
    """An amendment."""

    columns = ("number", "signed_on", "purpose")
    number = forms.IntegerField(
        label="Numéro",
        min_value=1,
        max_value=999,
        widget=forms.NumberInput(attrs={"class": "input input--short"}),
    )
    signed_on = day_field("Signé le")
    purpose = text_field("Objet", 500)
    file = _file_field()


class EmptyForm(HouseForm):
    """A confirmation, that asks for nothing."""
