"""The indicators of a sheet, a line each with its starting point and its target."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from gouvernail.rules.indicators import Indicator, pair_lines, written_lines

SPARE_LINES = 2
LONGEST_TEXT = 5_000
PARTS = ("name", "baseline", "target")
KEYS = ("indicators", "baselines", "targets")


@dataclass(frozen=True, slots=True)
class Part:
    """A column of the rows: its words, and whether the territory shows it."""

    name: str
    label: str
    is_shown: bool = True


class IndicatorsWidget(forms.Widget):
    """Three inputs per indicator, with blank lines at the end. Needs no JavaScript."""

    template_name = "action_plan/indicators_widget.html"
    use_fieldset = True

    def __init__(self, parts: tuple[Part, ...]) -> None:
        """Keep the columns; the lines are counted when the widget is drawn."""
        super().__init__()
        self.parts = parts

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give the template its lines, each with its three cells."""
        context = super().get_context(name, value, attrs)
        rows = [*(value or ()), *([Indicator("")] * SPARE_LINES)]
        context["widget"]["parts"] = self.parts
        context["widget"]["lines"] = [
            [(part, getattr(row, part.name)) for part in self.parts] for row in rows
        ]
        context["widget"]["describedby"] = context["widget"]["attrs"].get("aria-describedby", "")
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Indicator]:
        """Return every line that was sent."""
        columns = [_sent(data, f"{name}_{part}") for part in PARTS]
        length = max(len(column) for column in columns)
        padded = (column + [""] * (length - len(column)) for column in columns)
        return [Indicator(*row) for row in zip(*padded, strict=True)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Tell whether no line was sent."""
        return f"{name}_{PARTS[0]}" not in data

    def id_for_label(self, id_: str) -> str:
        """Point the links of the error summary at the first line."""
        return f"{id_}_name_0"


def _sent(data: Any, name: str) -> list[str]:
    sent = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
    return [" ".join(str(line).split()) for line in sent]


class IndicatorsField(forms.Field):
    """The three texts of a sheet that speak of indicators, given and returned together."""

    def __init__(self, texts: Mapping[str, str], parts: tuple[Part, ...], help_text: str) -> None:
        """Draw one line per indicator."""
        self.texts = {key: texts.get(key, "") for key in KEYS}
        self.before = pair_lines(*self.texts.values())
        super().__init__(
            required=False,
            initial=self.before,
            help_text=help_text,
            widget=IndicatorsWidget(parts),
        )

    def to_python(self, value: Any) -> dict[str, str]:
        """Return the three texts; as they were written when no line has changed."""
        texts = written_lines(value or [])
        seen = tuple(Indicator(*map(_one_line, _cells(row))) for row in self.before)
        return self.texts if pair_lines(*texts) == seen else dict(zip(KEYS, texts, strict=True))

    def validate(self, value: Any) -> None:
        """Refuse what the sheet cannot hold.

        Errors: ValidationError.
        """
        for text in value.values():
            if len(text) > LONGEST_TEXT and text not in self.texts.values():
                raise forms.ValidationError(
                    f"Ces indicateurs sont trop longs : {LONGEST_TEXT} caractères au plus."
                )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare lines with lines."""
        return self.to_python(data) != self.texts


def _cells(row: Indicator) -> tuple[str, str, str]:
    return row.name, row.baseline, row.target


def _one_line(text: str) -> str:
    return " ".join(text.split())
