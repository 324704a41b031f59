"""What a person says of the columns of a table of posts."""

from datetime import date
from typing import Any

from django import forms

from gouvernail.conventions.forms.house import day_field
from gouvernail.imports.posts import POST_FIELDS, ReadPosts

CHOICES = [("", "Laisser de côté"), *((field.key, field.label) for field in POST_FIELDS)]


class PostColumnsForm(forms.Form):
    """What each column is, and the first day of the rows that give none."""

    since = day_field("Premier jour des lignes sans date")

    def __init__(self, *args: Any, read: ReadPosts, **kwargs: Any) -> None:
        """Build one menu per column."""
        super().__init__(*args, **kwargs)
        self.letters = [column.letter for column in read.columns]
        for column in read.columns:
            self.fields[f"col-{column.letter}"] = forms.ChoiceField(
                label=f"Colonne {column.letter}",
                required=False,
                choices=CHOICES,
                initial=column.field,
                widget=forms.Select(attrs={"class": "input"}),
            )

    def clean(self) -> dict[str, Any]:
        """Refuse two columns for one field."""
        chosen = [key for key in self.mapping().values() if key]
        names = dict(CHOICES)
        for key in dict.fromkeys(chosen):
            if chosen.count(key) > 1:
                raise forms.ValidationError(
                    f"Deux colonnes donnent « {names[key]} ». Gardez-en une ; laissez l’autre de "
                    "côté."
                )
        return self.cleaned_data

    def mapping(self) -> dict[str, str]:
        """Return the field of each column letter, "" for what is left aside."""
        return {letter: self.cleaned_data.get(f"col-{letter}", "") for letter in self.letters}

    def first_day(self) -> date | None:
        """Return the first day of the rows that give none."""
        day: date | None = self.cleaned_data["since"]
        return day

    def rows(self, read: ReadPosts) -> list[dict[str, Any]]:
        """Return each column with its menu, as the page shows them."""
        return [
            {"column": column, "field": self[f"col-{column.letter}"]} for column in read.columns
        ]
