"""Forms of the territory's words: lists edited as a whole."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms

from gouvernail.conventions.forms.house import VersionedForm, dress
from gouvernail.conventions.kits import MOST_LEVELS
from gouvernail.conventions.models.vocabulary import FAMILY_LABELS
from gouvernail.conventions.operations import FieldWords, LevelWords, StatusWords
from gouvernail.conventions.queries.vocabulary import LevelView, SheetFieldView, StatusView
from gouvernail.rules.progress import StatusFamily
from gouvernail.rules.sheet_fields import REQUIRED_KEYS, SHEET_FIELDS

NEW_ROWS = ("new1", "new2")

_USUAL_LABELS = {field.key: field.label for field in SHEET_FIELDS}


class TableRow(NamedTuple):
    """One row of a form drawn as a table: its cells, and what is known of it."""

    cells: dict[str, forms.BoundField]
    known: Any
    title: str
    usual: str
    uses: int


class TableForm(VersionedForm):
    """A form whose fields make a table: `label-3` is the cell « label » of the row « 3 »."""

    def __init__(self, rows: dict[str, Any], version: int, data: Any = None) -> None:
        """Make the cells of `rows`, by the name of each row, and of the rows to fill."""
        super().__init__(data, initial={"version": version})
        self.known = rows
        self.uses: dict[str, int] = {}
        for place, name in enumerate([*rows, *self.new_rows()], 1):
            for column, field in self.cells(name, rows.get(name), place).items():
                dress(field)
                self.fields[f"{column}-{name}"] = field

    def new_rows(self) -> tuple[str, ...]:
        """Return the names of the empty rows."""
        return NEW_ROWS

    def cells(self, name: str, known: Any, place: int) -> dict[str, forms.Field]:
        """Return the fields of one row, by column."""
        raise NotImplementedError

    @property
    def rows(self) -> list[TableRow]:
        """The rows as they are drawn."""
        return [self._row(name) for name in (*self.known, *self.new_rows())]

    def _row(self, name: str) -> TableRow:
        fields = [field for field in self.fields if field.endswith(f"-{name}")]
        cells = {field.removesuffix(f"-{name}").replace("-", "_"): self[field] for field in fields}
        known = self.known.get(name)
        return TableRow(
            cells,
            known,
            title=known.label if known else "nouvelle ligne",
            usual=_USUAL_LABELS.get(name, ""),
            uses=self.uses.get(name, 0),
        )

    def value(self, column: str, name: str) -> Any:
        """Return a cell's value; what it was, when the row came after this page was opened."""
        field = f"{column}-{name}"
        if name in self.known and f"label-{name}" not in self.data:
            return self.fields[field].initial
        return self.cleaned_data.get(field)

    def names_in_order(self) -> list[str]:
        """Return the rows to keep, in the order of the places that were typed."""
        names = [name for name in (*self.known, *self.new_rows()) if self._is_kept(name)]
        last = len(names) + len(self.known) + 1
        return sorted(names, key=lambda name: self.value("place", name) or last)

    def _is_kept(self, name: str) -> bool:
        if name not in self.known:
            return bool(self.value("label", name))
        return not (f"remove-{name}" in self.fields and self.value("remove", name))


def _place(place: int | None) -> forms.IntegerField:
    return forms.IntegerField(
        label="Place",
        required=False,
        initial=place,
        min_value=1,
        max_value=999,
        widget=forms.NumberInput(attrs={"class": "input input--place"}),
    )


def _label(label: str, initial: str, most: int) -> forms.CharField:
    return forms.CharField(label=label, required=False, initial=initial, max_length=most)


class StatusesForm(TableForm):
    """The state words, their families, their order."""

    def __init__(self, statuses: Iterable[StatusView], version: int, data: Any = None) -> None:
        """Start from the words as they are."""
        super().__init__({str(status.id): status for status in statuses}, version, data)

    def cells(self, name: str, known: StatusView | None, place: int) -> dict[str, forms.Field]:
        """Return the fields of one state word."""
        cells: dict[str, forms.Field] = {
            "label": _label(
                known.label if known else "Nouvel état", known.label if known else "", 60
            ),
            "family": forms.TypedChoiceField(
                label="Compte comme",
                required=False,
                choices=[(family.value, label) for family, label in FAMILY_LABELS.items()],
                coerce=StatusFamily,
                initial=known.family if known else StatusFamily.RUNNING,
            ),
            "place": _place(place if known else None),
        }
        if known:
            cells["remove"] = forms.BooleanField(label="Retirer", required=False, initial=False)
        return cells

    def words(self) -> list[StatusWords]:
        """Return the list that was typed, in its order."""
        return [
            StatusWords(
                id=int(name) if name in self.known else None,
                label=" ".join(self.value("label", name).split()),
                family=StatusFamily(
                    self.value("family", name) or self.fields[f"family-{name}"].initial
                ),
            )
            for name in self.names_in_order()
        ]


class FieldsForm(TableForm):
    """The fields of the action sheet: names, order, which are shown."""

    def __init__(self, fields: Iterable[SheetFieldView], version: int, data: Any = None) -> None:
        """Start from the fields as they are."""
        super().__init__({field.key: field for field in fields}, version, data)

    def cells(self, name: str, known: SheetFieldView | None, place: int) -> dict[str, forms.Field]:
        """Return the fields of one field of the sheet."""
        called = known.label if known else ""
        cells: dict[str, forms.Field] = {
            "label": _label(called or "Nouvelle rubrique", called, 100),
            "place": _place(place if known else None),
            "shown": forms.BooleanField(
                label="Affichée", required=False, initial=known.is_shown if known else True
            ),
            "short": forms.BooleanField(
                label="Visible d’emblée", required=False, initial=known.is_short if known else False
            ),
        }
        if name in REQUIRED_KEYS:
            cells["shown"].disabled = True
            cells["shown"].initial = True
        return cells

    def words(self) -> list[FieldWords]:
        """Return the list that was typed, in its order."""
        return [
            FieldWords(
                key=name if name in self.known else "",
                label=" ".join(self.value("label", name).split()),
                is_shown=bool(self.value("shown", name)),
                is_short=bool(self.value("short", name)),
            )
            for name in self.names_in_order()
        ]


class LevelsForm(VersionedForm):
    """The names of the levels, highest first; an empty line is no level."""

    marks_optional = False

    def __init__(self, levels: Iterable[LevelView], version: int, data: Any = None) -> None:
        """Start from the levels as they are."""
        super().__init__(data, initial={"version": version})
        named = {level.rank: level for level in levels}
        for rank in range(1, MOST_LEVELS + 1):
            level = named.get(rank)
            self.fields[f"name_{rank}"] = _label(f"Niveau {rank}", level.name if level else "", 60)
            self.fields[f"plural_{rank}"] = _label(
                f"Niveau {rank}, au pluriel", level.plural if level else "", 60
            )
        for field in self.fields.values():
            dress(field)

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The name and the plural of each level, as they are drawn."""
        ranks = range(1, MOST_LEVELS + 1)
        return [(self[f"name_{rank}"], self[f"plural_{rank}"]) for rank in ranks]

    def clean(self) -> dict[str, Any]:
        """Refuse a level that is filled below an empty one."""
        names = [self.cleaned_data.get(f"name_{rank}") for rank in range(1, MOST_LEVELS + 1)]
        for rank in range(1, MOST_LEVELS):
            if names[rank] and not names[rank - 1]:
                self.add_error(
                    f"name_{rank}", "Remplissez les niveaux dans l’ordre, du plus haut au plus bas."
                )
        return self.cleaned_data

    def words(self) -> list[LevelWords]:
        """Return the levels that were typed."""
        read = (
            LevelWords(
                " ".join(self.cleaned_data[f"name_{rank}"].split()),
                " ".join(self.cleaned_data[f"plural_{rank}"].split()),
            )
            for rank in range(1, MOST_LEVELS + 1)
        )
        return [level for level in read if level.name]


class TermsForm(VersionedForm):
    """The words of one list, one a line."""

    marks_optional = False
    labels = forms.CharField(
        label="Un mot ou une expression par ligne, dans l’ordre",
        required=False,
        max_length=10_000,
        help_text="Sans virgule : dans les fiches, la virgule sépare les mots. Ce que disent déjà "
        "les actions ne change pas.",
        widget=forms.Textarea(attrs={"class": "input", "rows": 10}),
    )

    def clean_labels(self) -> list[str]:
        """Return the words, without the empty lines."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["labels"].splitlines()]
        for line in lines:
            if len(line) > 100:
                raise forms.ValidationError(
                    f"Raccourcissez « {line[:40]}… » : 100 caractères au plus."
                )
        return [line for line in lines if line]
