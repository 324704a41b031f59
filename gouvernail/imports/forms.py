"""What a person says while bringing a file in."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms

from gouvernail.conventions.queries.vocabulary import VocabularyWords
from gouvernail.imports.readers import Sheet
from gouvernail.imports.sheets import PLAN_FIELDS, ReadPlan

_CELL = re.compile(r"^(\d{1,6}):([A-Z]{1,3})$")
CORRECTION_LENGTH = 500
ANSWER_LENGTH = 100


class UploadForm(forms.Form):
    """The file to bring in."""

    file = forms.FileField(
        label="Fichier du plan",
        help_text="XLSX, ODS, DOCX ou CSV, 10 Mo au plus. Rien n’est écrit avant votre accord.",
        error_messages={
            "required": "Choisissez le fichier qui contient votre plan.",
            "empty": "Ce fichier est vide. Vérifiez que vous avez choisi le bon fichier.",
        },
        widget=forms.ClearableFileInput(
            attrs={"class": "input", "accept": ".xlsx,.ods,.docx,.csv,.tsv,.txt"}
        ),
    )


class ContactsFileForm(forms.Form):
    """The file of contacts to bring in."""

    file = forms.FileField(
        label="Fichier des contacts",
        help_text="XLSX, ODS, CSV ou vCard (.vcf), 10 Mo au plus. Rien n’est écrit avant votre "
        "accord.",
        error_messages={
            "required": "Choisissez le fichier qui contient vos contacts.",
            "empty": "Ce fichier est vide. Vérifiez que vous avez choisi le bon fichier.",
        },
        widget=forms.ClearableFileInput(
            attrs={"class": "input", "accept": ".xlsx,.ods,.csv,.tsv,.txt,.vcf"}
        ),
    )


class PostsFileForm(forms.Form):
    """The table of posts to bring in."""

    file = forms.FileField(
        label="Fichier des postes",
        help_text="XLSX, ODS ou CSV, 10 Mo au plus. Rien n’est écrit avant votre accord.",
        error_messages={
            "required": "Choisissez le fichier qui contient vos postes.",
            "empty": "Ce fichier est vide. Vérifiez que vous avez choisi le bon fichier.",
        },
        widget=forms.ClearableFileInput(
            attrs={"class": "input", "accept": ".xlsx,.ods,.csv,.tsv,.txt"}
        ),
    )


class SheetForm(forms.Form):
    """Which sheet, and which row holds the heads of the columns."""

    sheet = forms.ChoiceField(
        label="Feuille", required=False, widget=forms.Select(attrs={"class": "input"})
    )
    header_row = forms.IntegerField(
        label="Ligne des titres de colonnes",
        min_value=1,
        max_value=20_000,
        widget=forms.NumberInput(attrs={"class": "input input--short"}),
    )

    def __init__(self, *args: Any, sheets: Iterable[Sheet], **kwargs: Any) -> None:
        """Offer the sheets of the workbook; hidden ones say so."""
        super().__init__(*args, **kwargs)
        choices = [(s.name, s.name + (" (masquée)" if s.is_hidden else "")) for s in sheets]
        self.fields["sheet"].choices = choices  # type: ignore[attr-defined]


class LayoutForm(forms.Form):
    """What was typed in `SheetForm`, beside what it showed."""

    sheet = forms.CharField(max_length=200, required=False)
    header_row = forms.IntegerField(min_value=1, max_value=20_000)
    shown_sheet = forms.CharField(max_length=200, required=False)
    shown_row = forms.IntegerField(required=False)

    def chosen_sheet(self) -> str:
        """Return the sheet chosen."""
        return str(self.cleaned_data["sheet"])

    def chosen_row(self) -> int | None:
        """Return the row chosen, None when another sheet is to be looked through."""
        data = self.cleaned_data
        is_other = data["sheet"] != data["shown_sheet"]
        return None if is_other and data["header_row"] == data["shown_row"] else data["header_row"]


class ColumnsForm(forms.Form):
    """What each column means; empty keeps it as a note on the action."""

    def __init__(self, *args: Any, plan: ReadPlan, words: VocabularyWords, **kwargs: Any) -> None:
        """Build one menu per column."""
        super().__init__(*args, **kwargs)
        self.choices = field_choices(words)
        for header in plan.headers:
            self.fields[header.column] = forms.ChoiceField(
                label=f"Colonne {header.column}",
                required=False,
                choices=self.choices,
                initial=plan.by_column.get(header.column, ""),
                widget=forms.Select(attrs={"class": "input"}),
            )

    def clean(self) -> dict[str, str]:
        """Refuse two columns for one field, and a plan without titles."""
        chosen = [field for field in self.cleaned_data.values() if field]
        names = dict(self.choices)
        for field in chosen:
            if chosen.count(field) > 1:
                raise forms.ValidationError(
                    f"Deux colonnes donnent « {names.get(field, field)} ». Gardez-en une ; "
                    "l’autre peut rester en note."
                )
        if "title" not in chosen:
            raise forms.ValidationError("Indiquez la colonne qui porte l’intitulé des actions.")
        return self.cleaned_data

    def mapping(self) -> dict[str, str]:
        """Return the field of each column letter, "" for a note."""
        return {column: self.cleaned_data.get(column, "") for column in self.fields}


def field_choices(words: VocabularyWords) -> list[tuple[str, str]]:
    """Return what a column can be, in the words of the territory."""
    levels = {f"level{level.rank}": level.name for level in words.levels}
    own = {field.key: field.label for field in words.fields}
    known = [
        (field.key, levels.get(field.key) or own.get(field.key) or field.label)
        for field in PLAN_FIELDS
    ]
    free = [(field.key, field.label) for field in words.fields if field.is_free]
    return [("", "Garder en note"), *known, *free]


def corrections_from(data: Any) -> dict[str, str]:
    """Return what a preview's form corrects: « row:column » to text. Other names are ignored."""
    found = {}
    for name, text in data.items():
        place = name.removeprefix("cell-")
        is_cell = name != place and _CELL.match(place) and len(text) <= CORRECTION_LENGTH
        if is_cell and text.strip() != data.get(f"was-{place}", "").strip():
            found[place] = text.strip()
    return found


def answers_from(data: Any) -> dict[str, str]:
    """Return what a form answers about the whole file: « answer-key » to one of its options."""
    prefix = "answer-"
    return {
        name.removeprefix(prefix): text[:ANSWER_LENGTH]
        for name, text in data.items()
        if name.startswith(prefix) and len(name) <= ANSWER_LENGTH
    }
