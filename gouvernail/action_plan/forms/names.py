"""A list of names, one line each, with suggestions that need no JavaScript."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

SPARE_LINES = 1


class NamesWidget(forms.Widget):
    """One input per name, and a spare one, all with the same suggestions."""

    template_name = "action_plan/names_widget.html"
    use_fieldset = True

    def __init__(self, suggestions: Iterable[str]) -> None:
        """Keep the suggestions; the lines are counted when the widget is drawn."""
        super().__init__()
        self.suggestions = list(suggestions)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give the template the names, with spare lines at the end."""
        context = super().get_context(name, value, attrs)
        names = list(value or [])
        context["widget"]["lines"] = names + [""] * SPARE_LINES
        context["widget"]["suggestions"] = self.suggestions
        context["widget"]["describedby"] = context["widget"]["attrs"].get("aria-describedby", "")
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Return every line that was sent."""
        sent = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return list(sent)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Tell whether no line was sent."""
        return name not in data

    def id_for_label(self, id_: str) -> str:
        """Point the links of the error summary at the first line."""
        return f"{id_}_0"


class NamesField(forms.Field):
    """A list of names, without repeats, in the order typed."""

    def __init__(
        self, *, initial: Sequence[str], suggestions: Iterable[str], help_text: str
    ) -> None:
        """Draw one line per name."""
        super().__init__(
            required=False,
            initial=list(initial),
            help_text=help_text,
            widget=NamesWidget(suggestions),
        )

    def to_python(self, value: Any) -> tuple[str, ...]:
        """Return the names, without spaces around, empty lines or repeats."""
        names = dict.fromkeys(" ".join(str(line).split()) for line in value or [])
        return tuple(name for name in names if name)

    def validate(self, value: Any) -> None:
        """Refuse a name that is too long to be one."""
        for name in value:
            if len(name) > 200:
                raise forms.ValidationError(
                    f"« {name[:40]}… » est trop long : un nom tient en 200 caractères."
                )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare names with names."""
        return self.to_python(initial) != self.to_python(data)
