"""Forms of the directory."""

from typing import Any

from django import forms

from gouvernail.conventions.forms.house import VersionedForm, text_field
from gouvernail.directory.models import Organisation, Person
from gouvernail.directory.operations import OrganisationData, PersonData

ORGANISATION_COLUMNS = ("name", "short_name", "kind", "email", "phone", "note")
PERSON_COLUMNS = (
    "full_name",
    "function",
    "email",
    "phone",
    "other_details",
    "bodies_cited",
    "note",
)

KINDS = (
    "Association",
    "Bailleur",
    "Caf",
    "Centre social",
    "Commune",
    "Crèche",
    "Département",
    "Établissement scolaire",
    "Intercommunalité",
    "Service de l’État",
    "Service municipal",
)


def _note_field() -> forms.CharField:
    return forms.CharField(
        label="Note",
        max_length=2000,
        required=False,
        help_text="Lue par tous ceux qui lisent l’annuaire. N’y nommez ni enfant, ni famille, ni "
        "allocataire.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OrganisationForm(VersionedForm):
    """An organisation of the directory."""

    name = text_field("Nom", 300)
    short_name = text_field("Sigle", 60, is_required=False)
    kind = forms.CharField(
        label="Type",
        max_length=80,
        required=False,
        help_text="Avec vos mots : commune, association, service municipal…",
        widget=forms.TextInput(attrs={"list": "types", "autocomplete": "off"}),
    )
    email = forms.EmailField(label="Courriel", required=False, max_length=254)
    phone = text_field("Téléphone", 40, is_required=False)
    note = _note_field()

    def typed(self) -> OrganisationData:
        """Return what was typed."""
        values = {name: self.cleaned_data[name] for name in ORGANISATION_COLUMNS}
        return OrganisationData(**{**values, "name": " ".join(values["name"].split())})

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        """Return the values of a row."""
        return {name: getattr(organisation, name) for name in (*ORGANISATION_COLUMNS, "version")}


class PersonForm(VersionedForm):
    """A professional contact."""

    full_name = text_field("Prénom et nom", 150)
    function = text_field("Fonction", 200, is_required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Structure",
        required=False,
        empty_label="Aucune",
        error_messages={"invalid_choice": "Choisissez une structure de la liste."},
    )
    email = forms.EmailField(label="Courriel professionnel", required=False, max_length=254)
    phone = text_field("Téléphone professionnel", 40, is_required=False)
    other_details = text_field("Autres coordonnées professionnelles", 500, is_required=False)
    bodies_cited = text_field("Instances citées", 500, is_required=False)
    note = _note_field()

    def __init__(self, convention_id: int, *args: Any, **kwargs: Any) -> None:
        """Offer the organisations of this directory."""
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # tells mypy which field
        rows = Organisation.objects.of(convention_id).current()
        field.queryset = rows.order_by("folded_name", "pk")

    def typed(self) -> PersonData:
        """Return what was typed."""
        values = {name: self.cleaned_data[name] for name in PERSON_COLUMNS}
        return PersonData(**values, organisation=self.cleaned_data["organisation"])

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        """Return the values of a row."""
        values = {name: getattr(person, name) for name in (*PERSON_COLUMNS, "version")}
        return {**values, "organisation": person.organisation_id}


class MergeForm(forms.Form):
    """Which entry of a group is kept, and which are merged into it."""

    keep = forms.IntegerField()
    others = forms.TypedMultipleChoiceField(coerce=int, choices=())

    def __init__(self, ids: list[int], *args: Any, **kwargs: Any) -> None:
        """Accept the entries of this directory."""
        super().__init__(*args, **kwargs)
        field = self.fields["others"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101  # for mypy
        field.choices = [(pk, str(pk)) for pk in ids]
