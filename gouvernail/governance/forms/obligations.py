"""What is typed about an obligation: which reading, which document."""

from typing import Any, cast

from django import forms

from gouvernail.conventions.forms.house import HouseForm, VersionedForm
from gouvernail.governance.models import ObligationReading


class ReadingForm(VersionedForm):
    """Which of its readings a sentence is given."""

    reading = forms.ChoiceField(label="Lecture retenue", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Qui l’a dit, et où",
        max_length=500,
        required=False,
        help_text="Par exemple : groupe projet du 12 mars, accord de la Caf.",
    )

    def __init__(self, *args: Any, readings: list[ObligationReading], **kwargs: Any) -> None:
        """Offer the readings of the sentence."""
        super().__init__(*args, **kwargs)
        offered = [(str(row.pk), row.label) for row in readings]
        cast("forms.ChoiceField", self.fields["reading"]).choices = offered


class ProofForm(HouseForm):
    """A document that was handed in."""

    label = forms.CharField(label="Document", max_length=200)
    handed_on = forms.DateField(
        label="Remis le", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    address = forms.URLField(
        label="Adresse du document",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Là où il est rangé, s’il l’est en ligne.",
    )
