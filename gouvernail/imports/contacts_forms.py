"""What a person says of the columns, groups and persons of a file of contacts."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms

from gouvernail.imports.contacts import CONTACT_FIELDS, Group, MatchedContacts, ReadContacts
from gouvernail.imports.contacts.fields import FIELDS, PRIVATE

_KEY = re.compile(r"^[0-9a-f]{12}$")
CHOICES = [("", "Laisser de côté"), *((field.key, field.label) for field in CONTACT_FIELDS)]


class ContactColumnsForm(forms.Form):
    """What each column is. A private column has no menu: it is never imported."""

    def __init__(self, *args: Any, read: ReadContacts, **kwargs: Any) -> None:
        """Build one menu per column."""
        super().__init__(*args, **kwargs)
        for header in read.headers:
            key = read.by_column.get(header.column, "")
            if key != PRIVATE:
                self.fields[header.column] = forms.ChoiceField(
                    label=f"Colonne {header.column}",
                    required=False,
                    choices=CHOICES,
                    initial=key,
                    widget=forms.Select(attrs={"class": "input"}),
                )

    def clean(self) -> dict[str, str]:
        """Refuse two columns for what has only one, and a file without structure nor name."""
        chosen = [key for key in self.cleaned_data.values() if key]
        for key in dict.fromkeys(chosen):
            if chosen.count(key) > 1 and not FIELDS[key].repeats:
                raise forms.ValidationError(
                    f"Deux colonnes donnent « {FIELDS[key].label} ». Gardez-en une ; laissez "
                    "l’autre de côté."
                )
        if not {"structure", "full_name", "last_name", "email"} & set(chosen):
            raise forms.ValidationError("Indiquez la colonne des structures ou celle des noms.")
        return self.cleaned_data

    def mapping(self) -> dict[str, str]:
        """Return the field of each column letter, "" for what is left aside."""
        return {column: self.cleaned_data.get(column, "") for column in self.fields}


def contact_answers(data: Any, found: MatchedContacts) -> dict[str, object]:
    """Return what the preview's form says of groups and persons; other names are ignored.

    With the button « accept », every group without an answer is joined as it is proposed.
    """
    answers: dict[str, object] = {}
    for group in found.groups:
        answers |= _group_answer(data, group)
    for question in found.questions:
        given = data.get(f"person-{question.key}", "")
        if given in dict(question.options):
            answers[f"person:{question.key}"] = given
    return answers


def _group_answer(data: Any, group: Group) -> dict[str, object]:
    name = data.get(f"group-{group.key}", "")
    if not name and "accept" in data:
        name = group.suggestion
    if not name or len(name) > 300 or not _KEY.match(group.key):
        return {}
    spellings = [one.key for one in group.spellings]
    ticked = set(_list(data, f"with-{group.key}"))
    shown = f"shown-{group.key}" in data
    apart = [key for key in spellings if shown and key not in ticked and key != name]
    return {f"group:{group.key}": {"name": name, "apart": apart}}


def _list(data: Any, name: str) -> Iterable[str]:
    return data.getlist(name) if hasattr(data, "getlist") else ()
