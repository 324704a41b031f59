"""The day or the year that the pages of the team look at: read from the address, never refused."""

from datetime import date

from django import forms


class AskedForm(forms.Form):
    """What the address of the ledger says. A value that means nothing is left aside."""

    le = forms.DateField(required=False)
    annee = forms.IntegerField(required=False, min_value=2000, max_value=2100)

    def asked(self, today: date) -> tuple[date, int | None]:
        """Return the day looked at, and the year when one is asked for."""
        self.is_valid()
        return self.cleaned_data.get("le") or today, self.cleaned_data.get("annee")
