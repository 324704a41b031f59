"""What the forms of the settings share: how they are drawn, the version they carry, their words."""

from datetime import date
from typing import Any

from django import forms

from gouvernail.directory.row_changes import in_words

_BARE = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect, forms.HiddenInput)


class HouseForm(forms.Form):
    """A form drawn as the house does: labels without colon, optional fields said so."""

    marks_optional = True
    initial: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give every widget the house's class."""
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for field in self.fields.values():
            dress(field)

    def words_of(self, name: str, value: object) -> str:
        """Return how a field's value reads, choices by their label."""
        field = self.fields.get(name)
        labels = {str(key): str(label) for key, label in getattr(field, "choices", [])}
        if isinstance(value, list | tuple):
            return ", ".join(labels.get(str(item), str(item)) for item in value)
        if str(value) in labels:
            return labels[str(value)]
        return in_words(value)


class VersionedForm(HouseForm):
    """A form that carries the version that its reader saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        """Write days as the browser's calendar reads them."""
        super().__init__(format="%Y-%m-%d", attrs={"class": "input input--short"})

    def format_value(self, value: Any) -> str | None:
        """Write a day, or what was typed in its place."""
        return value.isoformat() if isinstance(value, date) else value


def dress(field: forms.Field) -> None:
    """Give a field's widget the house's class, unless it is a box to tick or has one."""
    if not isinstance(field.widget, _BARE):
        field.widget.attrs.setdefault("class", "input")


def day_field(label: str) -> forms.DateField:
    """Return an optional day."""
    return forms.DateField(label=label, required=False, widget=DayInput())


def text_field(
    label: str, most: int, hint: str = "", *, is_required: bool = True
) -> forms.CharField:
    """Return a line of text."""
    return forms.CharField(label=label, max_length=most, help_text=hint, required=is_required)
