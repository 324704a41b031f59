"""What people type about absences and handovers; the filters of the board."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from gouvernail.conventions.forms.house import (
    DayInput,
    HouseForm,
    VersionedForm,
    day_field,
    text_field,
)
from gouvernail.coordination.carried import KIND_WORDS, Carried, Kind
from gouvernail.coordination.models import Absence
from gouvernail.coordination.operations.absences import AbsenceDraft
from gouvernail.coordination.operations.passing import Order
from gouvernail.coordination.queries.board import SHOWN, BoardFilters
from gouvernail.coordination.queries.handover import CarriedGroup
from gouvernail.directory.models import Person

Choices = Iterable[tuple[int, str]]


def person_field(
    label: str, people: Choices, none: str, *, required: bool = True
) -> forms.TypedChoiceField:
    """Return the choice of a person of the directory."""
    return forms.TypedChoiceField(
        label=label,
        required=required,
        coerce=int,
        empty_value=None,
        choices=[("", none), *people],
        widget=forms.Select(attrs={"class": "input"}),
    )


class AbsenceForm(VersionedForm):
    """Days on which somebody is not there."""

    starts_on = forms.DateField(label="Du", widget=DayInput())
    ends_on = forms.DateField(label="Au", widget=DayInput())
    words = text_field(
        "À savoir",
        200,
        "Qui répond en attendant, comment joindre. N’écrivez jamais le motif d’une absence.",
        is_required=False,
    )

    field_order = ("person", "starts_on", "ends_on", "words")

    def __init__(self, people: Choices, *args: Any, **kwargs: Any) -> None:
        """Offer the persons of the directory."""
        super().__init__(*args, **kwargs)
        self.fields["person"] = person_field("Personne", people, "Choisissez une personne")
        self.order_fields(self.field_order)

    def draft(self) -> AbsenceDraft:
        """Return what was typed."""
        data = self.cleaned_data
        person = Person.objects.get(pk=data["person"])
        return AbsenceDraft(person, data["starts_on"], data["ends_on"], data["words"])


def absence_initial(row: Absence) -> dict[str, object]:
    """Return what an absence says now, for its form."""
    return {
        "person": row.person_id,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "words": row.words,
        "version": row.version,
    }


class BoardForm(forms.Form):
    """The filters of the board, in its address."""

    personne = forms.IntegerField(required=False, min_value=1)
    objet = forms.TypedChoiceField(
        required=False,
        coerce=Kind,
        empty_value=None,
        choices=[("", ""), *((kind.value, KIND_WORDS[kind]) for kind in SHOWN)],
    )

    def filters(self) -> BoardFilters:
        """Return what the address keeps; what makes no sense keeps everything."""
        self.is_valid()
        data = self.cleaned_data
        return BoardFilters(data.get("personne"), data.get("objet"))


@dataclass(frozen=True, slots=True)
class PassRow:
    """One thing to pass on and its field: who takes it, or a box to close it."""

    row: Carried
    field: forms.BoundField


class PassForm(HouseForm):
    """Who takes what, object by object; or everything to one person."""

    reason = text_field(
        "Pourquoi", 500, "Par exemple « départ au 31 décembre ». Chaque objet en garde la trace."
    )
    until = day_field("Jusqu’au")

    def __init__(
        self, groups: Sequence[CarriedGroup], people: Choices, *args: Any, **kwargs: Any
    ) -> None:
        """Draw one field by thing, and one for all of them."""
        super().__init__(*args, **kwargs)
        self.groups = [group for group in groups if group.is_passed or group.is_closed]
        choices = list(people)
        self.fields["until"].help_text = (
            "Pour une absence : un rappel de retour. Rien ne revient tout seul. "
            "Vide : le relais est définitif."
        )
        self.fields["everything"] = person_field(
            "Tout passer à", choices, "Choisir objet par objet", required=False
        )
        self.fields[
            "everything"
        ].help_text = (
            "Ce qui a un nom choisi plus bas va à cette personne-là ; tout le reste à celle-ci."
        )
        for group in self.groups:
            for row in group.rows:
                self.fields[row.key] = (
                    person_field("Repris par", choices, "Ne pas passer", required=False)
                    if group.is_passed
                    else forms.BooleanField(label="Fermer", required=False)
                )
                self.fields[f"v-{row.key}"] = forms.IntegerField(
                    widget=forms.HiddenInput, initial=row.version
                )
        self.order_fields(["reason", "until", "everything"])

    def rows_of(self) -> Iterator[tuple[CarriedGroup, list[PassRow]]]:
        """Yield each kind with its fields."""
        for group in self.groups:
            yield group, [PassRow(row, self[row.key]) for row in group.rows]

    def versions(self) -> list[forms.BoundField]:
        """Return the versions that the reader saw."""
        return [self[name] for name in self.fields if name.startswith("v-")]

    def head(self) -> list[forms.BoundField]:
        """Return the fields that hold for everything."""
        return [self["reason"], self["until"], self["everything"]]

    def orders(self) -> list[Order]:
        """Return what is passed on, and to whom. One query."""
        data = self.cleaned_data
        asked = {data["everything"], *(data[row.key] for row in self._passed())}
        people = Person.objects.in_bulk([pk for pk in asked if pk])
        orders = []
        for group in self.groups:
            for row in group.rows:
                chosen = data[row.key]
                taker = people.get(chosen or data["everything"]) if group.is_passed else None
                if taker or (group.is_closed and (chosen or data["everything"])):
                    orders.append(Order(row.key, data[f"v-{row.key}"], taker))
        return orders

    def _passed(self) -> Iterator[Carried]:
        return (row for group in self.groups if group.is_passed for row in group.rows)
