"""What is typed about a cycle of reviews."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone

from gouvernail.common.models import choices
from gouvernail.conventions.forms.house import DayInput, HouseForm, VersionedForm, text_field
from gouvernail.governance.models import Sitting
from gouvernail.reviews.models import CycleKind, ReviewCycle
from gouvernail.reviews.models.reviews import CYCLE_LABELS
from gouvernail.reviews.operations.cycles import CycleDraft

_COLUMNS = ("kind", "title", "starts_on", "ends_on")


class CycleForm(VersionedForm):
    """The months of a cycle, the Cotech that validates, the Copil that is shown."""

    title = text_field("Titre", 120, "Celui des pages et des documents : « Bilan 2026 ».")
    kind = forms.ChoiceField(label="Période", choices=choices(CYCLE_LABELS))
    starts_on = forms.DateField(label="Du", widget=DayInput())
    ends_on = forms.DateField(label="Au", widget=DayInput())
    cotech = forms.TypedChoiceField(
        label="Séance qui valide", coerce=int, empty_value=None, required=False
    )
    copil = forms.TypedChoiceField(
        label="Séance à qui les bilans validés sont présentés",
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(
        self, *args: Any, validating: Sequence[Sitting], shown: Sequence[Sitting], **kwargs: Any
    ) -> None:
        """Offer the sittings that may validate, and those that may be shown."""
        super().__init__(*args, **kwargs)
        self.sittings = {row.pk: row for row in (*validating, *shown)}
        for name, rows in (("cotech", validating), ("copil", shown)):
            offered = [("", "À choisir plus tard"), *((row.pk, sitting_words(row)) for row in rows)]
            cast("forms.ChoiceField", self.fields[name]).choices = offered

    def draft(self) -> CycleDraft:
        """Return the cycle as the operation takes it."""
        said = self.cleaned_data
        return CycleDraft(
            CycleKind(said["kind"]),
            said["title"],
            said["starts_on"],
            said["ends_on"],
            self.sittings.get(said["cotech"]),
            self.sittings.get(said["copil"]),
        )


class ChooseSittingForm(HouseForm):
    """In which sitting something is done."""

    marks_optional = False

    seance = forms.TypedChoiceField(label="Séance", coerce=int)

    def __init__(self, *args: Any, sittings: Sequence[Sitting], **kwargs: Any) -> None:
        """Offer these sittings, in this order."""
        super().__init__(*args, **kwargs)
        self.sittings = {row.pk: row for row in sittings}
        offered = [(row.pk, sitting_words(row)) for row in sittings]
        cast("forms.ChoiceField", self.fields["seance"]).choices = offered

    @property
    def sitting(self) -> Sitting:
        """The sitting that is chosen."""
        return self.sittings[self.cleaned_data["seance"]]


def sitting_words(sitting: Sitting) -> str:
    """Return how a menu names a sitting: its body, its day, its state."""
    on = timezone.localtime(sitting.starts_at)
    return f"{sitting.body.name}, {on:%d/%m/%Y} ({sitting.get_state_display()})"


def cycle_initial(cycle: ReviewCycle) -> dict[str, Any]:
    """Return what the form shows of a cycle."""
    found = {name: getattr(cycle, name) for name in _COLUMNS}
    return {
        **found,
        "version": cycle.version,
        "cotech": cycle.cotech_id,
        "copil": cycle.copil_id,
    }


def proposed_initial(asked: QueryDict) -> dict[str, Any]:
    """Return what the form shows of a new cycle: what its address proposes."""
    return {"version": 1, **{name: asked.get(name, "") for name in (*_COLUMNS, "cotech", "copil")}}
