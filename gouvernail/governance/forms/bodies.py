"""What is typed about bodies, seats and mandates."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from gouvernail.common.models import choices
from gouvernail.conventions.forms.house import DayInput, HouseForm, VersionedForm, text_field
from gouvernail.governance.models import Body, Seat
from gouvernail.governance.models.bodies import COLLEGE_LABELS, LEVEL_LABELS, PART_LABELS
from gouvernail.governance.operations.bodies import SeatDraft

_SEAT_COLUMNS = ("function", "level", "college", "is_elected")


def _choice(label: str, labels: Any, hint: str = "") -> forms.ChoiceField:
    offered = [("", "Non précisé"), *choices(labels)]
    return forms.ChoiceField(label=label, choices=offered, required=False, help_text=hint)


class BodyForm(VersionedForm):
    """A body, in the words of the territory; it is attached to a body that is not below it."""

    name = text_field("Nom", 150)
    short_name = text_field("Nom court", 40, "Par exemple « Copil ».", is_required=False)
    kind = text_field("Sorte d’instance", 80, is_required=False)
    level = _choice("Niveau", LEVEL_LABELS)
    part = _choice("Place dans le circuit des ajustements", PART_LABELS)
    parent = forms.ModelChoiceField(
        Body.objects.none(), label="Rattachée à", required=False, empty_label="Aucune instance"
    )
    source = text_field("Source", 200, "Par exemple « annexe 4, § 2.1 ».", is_required=False)
    convener = text_field("Convoquée par", 200, is_required=False)
    chair = text_field("Présidée par", 200, is_required=False)
    place = text_field("Lieu habituel", 200, is_required=False)
    duration = forms.IntegerField(
        label="Durée habituelle (minutes)", min_value=5, max_value=1440, initial=120
    )
    agenda = forms.CharField(
        label="Points permanents, un par ligne",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ils ouvrent l’ordre du jour de chaque nouvelle séance.",
    )
    convocation = forms.CharField(
        label="Modèle de convocation",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="{instance}, {date}, {lieu} et {territoire} y prennent leur valeur. Vide, la "
        "convocation a le texte usuel.",
    )
    minutes_outline = forms.CharField(
        label="Trame du compte rendu",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Elle ouvre chaque compte rendu à compléter.",
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        """Offer the bodies that this one may be attached to."""
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Body]", self.fields["parent"]).queryset = bodies

    def values(self) -> dict[str, Any]:
        """Return the columns of the body."""
        return {name: word for name, word in self.cleaned_data.items() if name != "version"}


class SeatForm(VersionedForm):
    """A seat: for which organisation, as what, at which level."""

    organisation = forms.CharField(
        label="Structure",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"list": "structures", "autocomplete": "off"}),
    )
    function = text_field("Fonction", 200, "Par exemple « Maire ».", is_required=False)
    level = _choice("Niveau", LEVEL_LABELS)
    college = _choice("Collège", COLLEGE_LABELS)
    is_elected = forms.BooleanField(label="Siège d’élu", required=False)

    def draft(self) -> SeatDraft:
        """Return the seat as the operation takes it."""
        columns = {name: self.cleaned_data[name] for name in _SEAT_COLUMNS}
        return SeatDraft(self.cleaned_data["organisation"], columns)


def seat_initial(seat: Seat) -> dict[str, Any]:
    """Return what the form shows of a seat."""
    columns = {name: getattr(seat, name) for name in _SEAT_COLUMNS}
    organisation = seat.organisation.name if seat.organisation else ""
    return {**columns, "version": seat.version, "organisation": organisation}


class HolderForm(HouseForm):
    """Who holds a seat, from when."""

    full_name = forms.CharField(
        label="Personne",
        max_length=150,
        widget=forms.TextInput(attrs={"list": "personnes", "autocomplete": "off"}),
        help_text="Prénom et nom ; une personne inconnue de l’annuaire y est ajoutée.",
    )
    since = forms.DateField(label="Depuis le", widget=DayInput())
    is_deputy = forms.BooleanField(label="Comme suppléant", required=False)


class DayForm(HouseForm):
    """A day on which something ends."""

    on = forms.DateField(label="Le", widget=DayInput())


class ElectedForm(HouseForm):
    """The elected people of an organisation, from a day on; nobody named is a vacant seat."""

    on = forms.DateField(label="À partir du", widget=DayInput())

    def __init__(self, *args: Any, seats: list[Seat], holders: dict[int, str], **kwargs: Any):
        """Offer a name for each seat."""
        super().__init__(*args, **kwargs)
        for seat in seats:
            self.fields[f"seat_{seat.pk}"] = forms.CharField(
                label=f"{seat.body} : {seat.function or 'élu'}",
                max_length=150,
                required=False,
                initial=holders.get(seat.pk, ""),
                widget=forms.TextInput(attrs={"class": "input", "list": "personnes"}),
            )

    def names(self) -> dict[int, str]:
        """Return the name typed for each seat, by its number."""
        return {
            int(name.removeprefix("seat_")): word
            for name, word in self.cleaned_data.items()
            if name != "on"
        }
