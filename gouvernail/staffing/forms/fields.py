"""Shares of full time and names, as people type them."""

from decimal import Decimal
from typing import Any

from django import forms

from gouvernail.rules.fte_text import LONGEST_FTE, read_fte, written_to_thousandth


class FteField(forms.CharField):
    """A share of full time, read as it is written: « 0,5 », « 0,333 », « 80 % »."""

    def __init__(self, label: str, *, help_text: str = "Par exemple 0,5 ou 50\u202f%.") -> None:
        """Take a line of text, short, with the keys of numbers on a phone."""
        super().__init__(
            label=label,
            max_length=LONGEST_FTE,
            help_text=help_text,
            widget=forms.TextInput(attrs={"class": "input input--short", "inputmode": "decimal"}),
        )

    def clean(self, value: Any) -> Any:
        """Return the share."""
        text = super().clean(value)
        if not text:
            return text
        fte = read_fte(text)
        if fte is None:
            raise forms.ValidationError(
                f"« {text} » ne se lit pas comme une part de temps plein. Écrivez par exemple "
                "0,5, 0,333 ou 80\u202f% ; trois décimales au plus."
            )
        return fte

    def prepare_value(self, value: Any) -> Any:
        """Write a share as one would type it."""
        return written_to_thousandth(value) if isinstance(value, Decimal) else value


def required_day(label: str, hint: str = "") -> forms.DateField:
    """Return a day that must be given."""
    return forms.DateField(
        label=label,
        help_text=hint,
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "input input--short"}
        ),
    )


def listed_field(label: str, source: str, hint: str, most: int = 150) -> forms.CharField:
    """Return a line of text with the suggestions of a list of the page."""
    return forms.CharField(
        label=label,
        max_length=most,
        help_text=hint,
        widget=forms.TextInput(attrs={"class": "input", "list": source, "autocomplete": "off"}),
    )
