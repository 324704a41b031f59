"""What is typed of an agenda: its points as a table; and what was said of each."""

from collections.abc import Sequence
from typing import Any

from django import forms

from gouvernail.common.models import choices
from gouvernail.conventions.forms.house import HouseForm, dress
from gouvernail.conventions.forms.vocabulary import TableForm
from gouvernail.governance.models import AgendaItem, ItemKind, Sitting
from gouvernail.governance.models.sittings import ITEM_LABELS
from gouvernail.governance.operations.agenda import ItemDraft, drafts_of
from gouvernail.governance.operations.words import Typed
from gouvernail.governance.queries.agenda import ProposedItem
from gouvernail.rules.sittings import COUNTS, SittingState

EMPTY_ROWS = ("new1", "new2", "new3")


class AgendaForm(TableForm):
    """The points in their order, empty rows, what is proposed, and many lines at once."""

    proposed = forms.MultipleChoiceField(
        label="Points proposés", required=False, widget=forms.CheckboxSelectMultiple
    )
    more = forms.CharField(
        label="Autres points, un par ligne",
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, sitting: Sitting, proposals: Sequence[ProposedItem], data: Any = None
    ) -> None:
        """Start from the points as they are."""
        self.proposals = {item.key: item for item in proposals}
        self.was_held = SittingState(sitting.state) in COUNTS
        known = {str(draft.pk): draft for draft in drafts_of(sitting)}
        super().__init__(known, sitting.version, data)
        offered = [(item.key, f"{item.title} ({item.why})") for item in proposals]
        field = self.fields["proposed"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = offered
        if not offered:
            del self.fields["proposed"]
        for name in ("proposed", "more"):  # they read after the table
            if name in self.fields:
                self.fields[name] = self.fields.pop(name)

    def new_rows(self) -> tuple[str, ...]:
        """Return the names of the empty rows."""
        return EMPTY_ROWS

    def cells(self, name: str, known: Any, place: int) -> dict[str, forms.Field]:
        """Return the fields of one point."""
        draft: ItemDraft = known or ItemDraft("")
        cells: dict[str, forms.Field] = {
            "label": forms.CharField(
                label=draft.title or "Nouveau point",
                max_length=300,
                required=False,
                initial=draft.title,
            ),
            "kind": forms.TypedChoiceField(
                label="Nature",
                choices=choices(ITEM_LABELS),
                coerce=ItemKind,
                required=False,
                empty_value=ItemKind.INFORMATION,
                initial=draft.kind.value,
            ),
            "presenter": forms.CharField(
                label="Présenté par", max_length=150, required=False, initial=draft.presenter
            ),
            "duration": forms.IntegerField(
                label="Minutes",
                min_value=1,
                max_value=600,
                required=False,
                initial=draft.duration,
                widget=forms.NumberInput(attrs={"class": "input input--place"}),
            ),
            "place": forms.IntegerField(
                label="Place",
                min_value=1,
                max_value=999,
                required=False,
                initial=place if known else None,
                widget=forms.NumberInput(attrs={"class": "input input--place"}),
            ),
        }
        if known:
            cells["remove"] = forms.BooleanField(label="Retirer", required=False)
            if self.was_held:
                cells["again"] = forms.BooleanField(
                    label="À reprendre", required=False, initial=draft.is_unfinished
                )
        return cells

    def drafts(self) -> list[ItemDraft]:
        """Return the points to write, in order: those of the table, proposed ones, new lines."""
        table = [self._draft(name) for name in self.names_in_order()]
        chosen = (self.proposals[key] for key in self.cleaned_data.get("proposed", []))
        proposed = [
            ItemDraft(
                item.title,
                item.kind,
                origin_id=item.origin_id,
                proposal_id=item.proposal_id,
                action_ids=item.action_ids,
            )
            for item in chosen
        ]
        lines = self.cleaned_data["more"].splitlines()
        return [*table, *proposed, *(ItemDraft(line.strip()) for line in lines)]

    def _draft(self, name: str) -> ItemDraft:
        known: ItemDraft | None = self.known.get(name)
        return ItemDraft(
            self.value("label", name) or (known.title if known else ""),
            ItemKind(self.value("kind", name) or ItemKind.INFORMATION),
            self.value("presenter", name) or "",
            self.value("duration", name),
            pk=known.pk if known else None,
            origin_id=known.origin_id if known else None,
            is_unfinished=bool(
                self.value("again", name)
                if f"again-{name}" in self.fields
                else known and known.is_unfinished
            ),
        )


class MinutesForm(HouseForm):
    """What was said, of each point and in general, with the texts that the writer started from."""

    def __init__(self, sitting: Sitting, items: Sequence[AgendaItem], data: Any = None) -> None:
        """Offer a text for each point, then one for the rest."""
        super().__init__(data)
        for item in items:
            self._offer(f"item_{item.pk}", item.title, 20_000, item.minutes)
        label = "Le reste de la séance" if items else "Compte rendu"
        self._offer("minutes", label, 100_000, sitting.minutes)
        self.fields["minutes"].widget.attrs["rows"] = 10 if items else 18

    def typed(self) -> dict[int | None, Typed]:
        """Return what was typed of each point by its number, and of the rest under None."""
        names = [name for name in self.fields if not name.startswith("base_")]
        return {
            int(name.removeprefix("item_")) if name != "minutes" else None: Typed(
                self.cleaned_data[f"base_{name}"], self.cleaned_data[name]
            )
            for name in names
        }

    def _offer(self, name: str, label: str, most: int, initial: str) -> None:
        self.fields[name] = _words(label, most, initial, rows=5)
        self.fields[f"base_{name}"] = forms.CharField(
            max_length=most, required=False, strip=False, initial=initial, widget=forms.HiddenInput
        )


def _words(label: str, most: int, initial: str, *, rows: int) -> forms.CharField:
    field = forms.CharField(
        label=label,
        max_length=most,
        required=False,
        initial=initial,
        widget=forms.Textarea(attrs={"rows": rows}),
    )
    dress(field)
    return field
