"""Percents and euros, as French people type them."""

from decimal import Decimal
from typing import Any

from django import forms

from gouvernail.rules.amounts import LONGEST_AMOUNT, read_amount, typed_amount


class TypedNumberField(forms.CharField):
    """An optional number as it is written: « 33,33 », « 70 % », « 24 000 € »; empty is None."""

    def __init__(self, label: str, *, most: Decimal, help_text: str = "") -> None:
        """Take a short line of text, with the keys of numbers on a phone."""
        super().__init__(
            label=label,
            required=False,
            max_length=LONGEST_AMOUNT,
            help_text=help_text,
            widget=forms.TextInput(
                attrs={"class": "input input--short", "inputmode": "decimal", "autocomplete": "off"}
            ),
        )
        self.most = most

    def clean(self, value: Any) -> Any:
        """Return the number; None when nothing is typed."""
        text = super().clean(value).rstrip("%\u202f\xa0 ")
        if not text:
            return None
        amount = read_amount(text)
        if amount is None:
            raise forms.ValidationError(
                f"« {text} » ne se lit pas comme un nombre positif : écrivez par exemple 33,33."
            )
        if amount > self.most:
            raise forms.ValidationError(f"« {text} » est trop grand : {self.most:f} au plus.")
        return amount

    def prepare_value(self, value: Any) -> Any:
        """Write a number as one would type it."""
        return typed_amount(value) if isinstance(value, Decimal) else value


def percent_field(label: str) -> TypedNumberField:
    """Return a share of time, in percents."""
    return TypedNumberField(label, most=Decimal(100))


def euro_field(label: str, hint: str = "") -> TypedNumberField:
    """Return an amount in euros."""
    return TypedNumberField(label, most=Decimal(10) ** 8 - 1, help_text=hint)
