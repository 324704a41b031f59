"""The sheet of an action, as people type it: the territory's fields, in its words and order."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from gouvernail.action_plan.drafts import TEXT_FIELDS, ActionDraft
from gouvernail.action_plan.forms.choices import node_choices
from gouvernail.action_plan.forms.sheet_fields import FIELD_BUILDERS, free_text, name_in_form
from gouvernail.action_plan.models import PlanNode
from gouvernail.action_plan.queries.choices import SheetChoices
from gouvernail.conventions.models import Status
from gouvernail.conventions.queries.vocabulary import SheetFieldView
from gouvernail.directory.models import Person
from gouvernail.rules.deadlines import DeadlineKind, read_deadline

_IN_ROWS = frozenset({"baselines", "targets"})  # typed beside their indicator


class ActionForm(forms.Form):
    """A sheet. `draft` is what it says before; `choices` what the territory offers."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="Pourquoi ce changement ?",
        required=False,
        max_length=500,
        help_text="Facultatif. Les mots restent dans l’histoire de l’action.",
        widget=forms.TextInput(attrs={"class": "input"}),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, draft: ActionDraft, choices: SheetChoices
    ) -> None:
        """Build one field per field of the territory's sheet."""
        super().__init__(data)
        self.draft = draft
        self.wanted = ""
        self.choices = choices
        labels = {
            field.key: field
            for field in choices.words.fields
            if field.is_shown and field.key not in _IN_ROWS
        }
        self.fields["node"] = forms.ChoiceField(
            label="Rattachement",
            required=False,
            choices=node_choices(choices.nodes),
            initial=draft.node.pk if draft.node else "",
            widget=forms.Select(attrs={"class": "input"}),
        )
        for field in labels.values():
            self.fields[name_in_form(field.key)] = self._field(field)
        self.order_fields(["node", *(name_in_form(key) for key in labels), "reason"])
        self.short_names = ["node", *(name_in_form(f.key) for f in labels.values() if f.is_short)]
        self.long_names = [name_in_form(f.key) for f in labels.values() if not f.is_short]

    def _field(self, field: SheetFieldView) -> forms.Field:
        made = FIELD_BUILDERS.get(field.key, free_text)(self, field)
        made.label = field.label
        return made

    def short_fields(self) -> list[forms.BoundField]:
        """Return the fields that are visible at once."""
        return [self[name] for name in self.short_names]

    def long_fields(self) -> list[forms.BoundField]:
        """Return the fields that unfold."""
        return [self[name] for name in self.long_names]

    def opens(self, key: str) -> None:
        """Unfold the fields when the one that a link asks for is among them."""
        self.wanted = "indicators" if key in _IN_ROWS else name_in_form(key)

    def is_unfolded(self) -> bool:
        """Tell whether a folded field has an error or is asked for: the page then unfolds them."""
        return any(name in self.errors or name == self.wanted for name in self.long_names)

    def carry_version(self, version: int) -> None:
        """Send what was typed again, over the version that is now shown beside it."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(version)
        self.data = data

    def clean_deadline(self) -> Any:
        """Read the deadline; one that has two readings is asked again."""
        deadline = read_deadline(self.cleaned_data["deadline"])
        if deadline.kind is DeadlineKind.UNCLEAR and deadline.text != self.draft.deadline.text:
            raise forms.ValidationError(
                "Gouvernail ne sait pas lire cette échéance sans la deviner. Écrivez par exemple "
                "31/12/2026, « 1er semestre 2027 » ou « année scolaire 2026-2027 »."
            )
        return deadline

    def result(self) -> ActionDraft:
        """Return what the sheet says now; fields that are not shown keep what they said."""
        data, old = self.cleaned_data, self.draft
        node_id = data.get("node")
        statuses = {str(status.id): status.id for status in self.choices.words.statuses}
        status_id = statuses.get(data.get("status") or "")
        return ActionDraft(
            title=data.get("title", old.title),
            number=data.get("number", old.number),
            node=PlanNode.objects.get(pk=node_id) if node_id else None,
            status=self._kept("status", old.status, Status, status_id),
            progress=data.get("progress", old.progress),
            deadline=data.get("deadline", old.deadline),
            leads=data.get("leads", old.leads),
            partners=data.get("partners", old.partners),
            communes=data.get("communes", old.communes),
            lead_person=self._kept("lead_person", old.lead_person, Person, data.get("lead_person")),
            budget=data.get("budget", old.budget),
            texts={**old.texts, **self._texts()},
            free={**old.free, **self._free()},
            notes=old.notes,
        )

    def _kept(self, name: str, old: Any, table: Any, pk: Any) -> Any:
        if name not in self.fields:
            return old
        return table.objects.get(pk=pk) if pk else None

    def _texts(self) -> dict[str, str]:
        found = {key: self.cleaned_data[key] for key in TEXT_FIELDS if key in self.cleaned_data}
        rows = found.pop("indicators", {})
        texts = {key: ", ".join(v) if isinstance(v, list) else v for key, v in found.items()}
        return {**texts, **rows}

    def _free(self) -> dict[str, str]:
        fields = [field for field in self.choices.words.fields if field.is_free and field.is_shown]
        return {field.key: self.cleaned_data[name_in_form(field.key)] for field in fields}
