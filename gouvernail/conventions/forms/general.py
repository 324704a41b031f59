"""Forms of the convention itself."""

from collections.abc import Mapping
from typing import Any

from django import forms

from gouvernail.conventions.forms.house import (
    HouseForm,
    VersionedForm,
    day_field,
    text_field,
)
from gouvernail.conventions.kits import Kit
from gouvernail.conventions.models import Convention

GENERAL_COLUMNS = (
    "name",
    "starts_on",
    "ends_on",
    "signed_on",
    "plan_title",
    "stale_after_days",
    "colour",
    "is_fictional",
)


class CreationForm(HouseForm):
    """A new convention: its kit, its name, its address."""

    kit = forms.ChoiceField(label="Kit de départ", widget=forms.RadioSelect)
    name = text_field(
        "Nom de la convention", 200, "Tel que les partenaires l’appellent : « CTG … »."
    )
    slug = forms.SlugField(
        label="Adresse",
        max_length=60,
        help_text="En minuscules, sans accent, avec des tirets : elle figure dans les liens.",
        error_messages={
            "invalid": "Utilisez des lettres sans accent, des chiffres et des tirets, "
            "par exemple golfe-et-etangs."
        },
    )

    def __init__(self, kits: Mapping[str, Kit], *args: Any, **kwargs: Any) -> None:
        """Offer these kits, by the name of their file."""
        super().__init__(*args, **kwargs)
        self.kits = kits
        field = self.fields["kit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # tells mypy which field
        field.choices = [(key, kit.name) for key, kit in kits.items()]

    @property
    def chosen_kit(self) -> Kit:
        """The kit that was chosen, once the form is valid."""
        return self.kits[self.cleaned_data["kit"]]


class GeneralForm(VersionedForm):
    """Name, dates, look of a convention."""

    name = text_field("Nom de la convention", 200)
    starts_on = day_field("Début")
    ends_on = day_field("Fin")
    signed_on = day_field("Signée le")
    plan_title = text_field("Titre du plan", 200, "Écrit en tête du plan et de ses exports.")
    stale_after_days = forms.IntegerField(
        label="Une action est « sans nouvelles » au bout de",
        min_value=1,
        max_value=3650,
        help_text="En jours. Passé ce délai, elle figure dans la liste à mettre à jour.",
        widget=forms.NumberInput(attrs={"class": "input input--short"}),
    )
    colour = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$",
        label="Couleur du territoire",
        required=False,
        help_text="Boutons et liens la prennent. Assez foncée pour être lue sur du blanc "
        "(contraste d’au moins 4,5), par exemple #0f5d68 ; laissez vide pour la couleur de "
        "Gouvernail.",
        error_messages={"invalid": "Écrivez la couleur sous la forme #0f5d68."},
        widget=forms.TextInput(attrs={"class": "input input--short", "autocomplete": "off"}),
    )
    logo = forms.FileField(
        label="Logo",
        required=False,
        help_text="Image PNG ou JPG, 1 Mo au plus. Uniquement un logo dont vous avez l’usage.",
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )
    remove_logo = forms.BooleanField(label="Retirer le logo actuel", required=False)
    is_fictional = forms.BooleanField(
        label="Exemple fictif",
        required=False,
        help_text="Chaque page le dit : pour une démonstration ou un essai.",
    )

    def __init__(self, convention: Convention, *args: Any, **kwargs: Any) -> None:
        """Start from the convention as it is."""
        initial = {name: getattr(convention, name) for name in GENERAL_COLUMNS}
        super().__init__(*args, initial={**initial, "version": convention.version}, **kwargs)
        if not convention.logo:
            del self.fields["remove_logo"]

    def values(self) -> dict[str, Any]:
        """Return what the operation changes."""
        values = {name: self.cleaned_data[name] for name in GENERAL_COLUMNS}
        if self.cleaned_data["logo"]:
            return {**values, "logo": self.cleaned_data["logo"]}
        return {**values, "logo": False} if self.cleaned_data.get("remove_logo") else values


class CodesField(forms.MultipleChoiceField):
    """Codes ticked in a list that another page draws: any is accepted here."""

    def valid_value(self, value: str) -> bool:
        """Accept any code: the operation refuses those it does not know."""
        return True


class PerimeterForm(VersionedForm):
    """The communes of the perimeter, by their INSEE codes."""

    communes = CodesField(label="Communes", required=False)
    codes = forms.CharField(
        label="Ajouter par code Insee",
        required=False,
        max_length=1000,
        help_text="Un ou plusieurs codes séparés par une espace, par exemple 13047 13039.",
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )

    def all_codes(self) -> list[str]:
        """Return the codes ticked and typed."""
        typed = self.cleaned_data["codes"].replace(",", " ").replace(";", " ").split()
        return [*self.cleaned_data["communes"], *typed]
