"""The day or the year that the pages of the team look at: read from the address, never refused."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from gouvernail.rules.staffing import FIRST_DAY, LAST_DAY


class AskedForm(forms.Form):
    """What the address of the ledger says. A value that means nothing is left aside."""

    le = forms.DateField(
        required=False, validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]
    )
    annee = forms.IntegerField(required=False, min_value=FIRST_DAY.year, max_value=LAST_DAY.year)

    def asked(self, today: date) -> tuple[date, int | None]:
        """Return the day looked at, and the year when one is asked for."""
        self.is_valid()
        return self.cleaned_data.get("le") or today, self.cleaned_data.get("annee")
