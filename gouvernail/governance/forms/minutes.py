"""What is typed on the way of the minutes: until when, remarks, what became of them, approval."""

from datetime import date
from typing import Any, cast

from django import forms

from gouvernail.common.models import choices
from gouvernail.conventions.forms.house import DayInput, HouseForm, text_field
from gouvernail.governance.models.minutes import REMARK_LABELS


class SendForm(HouseForm):
    """Until when remarks are received."""

    until = forms.DateField(
        label="Remarques attendues jusqu’au",
        widget=DayInput(),
        help_text="Ce jour compris.",
    )


class RemarkForm(HouseForm):
    """A remark; whoever keeps the minutes may note that of somebody else."""

    name = text_field("De la part de", 150)
    words = forms.CharField(
        label="Remarque",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Sans donnée sur un enfant, une famille ou un allocataire.",
    )

    def __init__(self, data: Any, name: str, *, may_edit: bool) -> None:
        """Start with the name of whoever writes; readers speak for themselves alone."""
        super().__init__(data, initial={"name": name})
        self.own_name = name
        if not may_edit:
            del self.fields["name"]

    @property
    def author(self) -> str:
        """Whose remark it is."""
        return str(self.cleaned_data.get("name", self.own_name))


class SettleForm(HouseForm):
    """What becomes of a remark, and why."""

    outcome = forms.ChoiceField(
        label="Suite", choices=choices(REMARK_LABELS), widget=forms.RadioSelect
    )
    words = text_field("Pourquoi", 500, "La personne qui a fait la remarque le lira.")


class ApproveForm(HouseForm):
    """In which sitting minutes are approved."""

    approved_in = forms.TypedChoiceField(
        label="Approuvé en séance du",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="La séance suivante de l’instance, si elle est déjà datée.",
    )

    def __init__(self, data: Any = None, *, offered: list[tuple[int, str]]) -> None:
        """Offer the later sittings of the body; the next one is proposed."""
        super().__init__(data, initial={"approved_in": offered[0][0] if offered else ""})
        field = cast("forms.ChoiceField", self.fields["approved_in"])
        field.choices = [("", "Sans séance (par échange de courriels)"), *offered]


def default_deadline(today: date) -> dict[str, date]:
    """Propose fifteen days to read minutes."""
    return {"until": date.fromordinal(today.toordinal() + 15)}
