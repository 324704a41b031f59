"""Amounts and ETP, as French people type them."""

from decimal import Decimal
from typing import Any

from django import forms

from gouvernail.rules.amounts import LONGEST_AMOUNT, read_amount, typed_amount

LARGEST = Decimal(10) ** 10


class AmountField(forms.CharField):
    """An optional amount, read as it is written: « 12 500,50 », « 12500 € »; empty is not said."""

    def __init__(self, label: str, *, largest: Decimal = LARGEST, help_text: str = "") -> None:
        """Take a line of text, short, with the keys of numbers on a phone."""
        super().__init__(
            label=label,
            required=False,
            max_length=LONGEST_AMOUNT,
            help_text=help_text,
            widget=forms.TextInput(attrs={"class": "input input--short", "inputmode": "decimal"}),
        )
        self.largest = largest

    def clean(self, value: Any) -> Any:
        """Return the amount; None when nothing is typed."""
        text = super().clean(value)
        if not text:
            return None
        amount = read_amount(text)
        if amount is None:
            raise forms.ValidationError(
                f"« {text} » ne se lit pas comme un nombre positif. Écrivez par exemple "
                "12500, 12 500,50 ou 0,5 ; laissez vide si vous ne savez pas."
            )
        if amount >= self.largest:
            raise forms.ValidationError(f"« {text} » est trop grand : vérifiez les zéros.")
        return amount

    def prepare_value(self, value: Any) -> Any:
        """Write an amount as one would type it."""
        return typed_amount(value) if isinstance(value, Decimal) else value


class OrganisationNameField(forms.CharField):
    """The name of a structure; one that the directory does not know is added to it."""

    def __init__(self, label: str, *, required: bool = True) -> None:
        """Take a line of text with suggestions."""
        super().__init__(
            label=label,
            required=required,
            max_length=300,
            help_text="Si elle n’est pas encore dans l’annuaire, cette structure y est ajoutée.",
            widget=forms.TextInput(
                attrs={"class": "input", "list": "structures", "autocomplete": "off"}
            ),
        )


def year_field() -> forms.IntegerField:
    """Return a calendar year."""
    return forms.IntegerField(
        label="Année",
        min_value=2000,
        max_value=2100,
        widget=forms.NumberInput(attrs={"class": "input input--short", "min": 2000, "max": 2100}),
    )
