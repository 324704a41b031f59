"""One change for many actions: what to change, for which of them, and why."""

from typing import Any

from django import forms

from gouvernail.action_plan.forms.choices import node_choices
from gouvernail.action_plan.forms.names import NamesField
from gouvernail.action_plan.forms.quick import UNREAD
from gouvernail.action_plan.models import PlanNode
from gouvernail.action_plan.operations.bulk import BulkChange
from gouvernail.action_plan.queries.choices import SheetChoices
from gouvernail.conventions.models import Status
from gouvernail.rules.deadlines import Deadline, DeadlineKind, read_deadline

SAME, NO_STATUS = "", "none"
_SELECT = {"class": "input"}


class BulkForm(forms.Form):
    """What is changed in every chosen action; what stays empty is not changed.

    `lot` holds the numbers of the actions with the versions seen: « 12:3,15:1 ».
    """

    lot = forms.RegexField(
        r"^\d{1,18}:\d{1,9}(,\d{1,18}:\d{1,9})*$", max_length=150_000, widget=forms.HiddenInput
    )
    status = forms.ChoiceField(label="État", required=False, widget=forms.Select(attrs=_SELECT))
    replaces_leads = forms.ChoiceField(
        label="Ces pilotes",
        required=False,
        choices=[("", "s’ajoutent à ceux qui sont là"), ("1", "les remplacent")],
        widget=forms.Select(attrs=_SELECT),
    )
    deadline = forms.CharField(
        label="Échéance",
        required=False,
        max_length=200,
        help_text="La même pour toutes : 31/12/2026, 1er semestre 2027…",
        widget=forms.TextInput(attrs=_SELECT),
    )
    shift = forms.IntegerField(
        label="Ou décaler l’échéance, en mois",
        required=False,
        min_value=-120,
        max_value=120,
        help_text="6 pour un semestre de plus, -12 pour un an de moins. "
        "Une année se décale par années, un semestre par semestres.",
        widget=forms.NumberInput(attrs={"class": "input input--short"}),
    )
    node = forms.ChoiceField(
        label="Rattachement", required=False, widget=forms.Select(attrs=_SELECT)
    )
    theme = forms.ChoiceField(
        label="Thème à ajouter", required=False, widget=forms.Select(attrs=_SELECT)
    )
    priority = forms.ChoiceField(
        label="Priorité", required=False, widget=forms.Select(attrs=_SELECT)
    )
    archives = forms.BooleanField(label="Archiver ces actions", required=False)
    reason = forms.CharField(
        label="Motif",
        max_length=500,
        help_text="Par exemple « décidé au Copil du 12 décembre ». Il reste dans l’histoire.",
        widget=forms.TextInput(attrs=_SELECT),
    )

    def __init__(self, data: Any, choices: SheetChoices, initial: dict[str, Any]) -> None:
        """Offer the words of the territory, the tree and the directory."""
        super().__init__(data, initial=initial)
        words = choices.words
        self.fields["leads"] = NamesField(
            initial=(),
            suggestions=choices.organisations,
            help_text="Un nom par ligne ; un nom nouveau entre dans l’annuaire.",
        )
        self.fields["leads"].label = "Pilote"
        self._offer("status", [(str(status.id), status.label) for status in words.statuses])
        self._offer("status", [(NO_STATUS, "Sans état")])
        self._offer("node", node_choices(choices.nodes)[1:])
        self._offer("theme", [(word, word) for word in words.themes])
        self._offer("priority", [(word, word) for word in words.priorities])
        self.order_fields(["lot", "status", "leads", "replaces_leads"])

    def _offer(self, name: str, pairs: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = [*(field.choices or [(SAME, "Ne pas changer")]), *pairs]

    def clean_deadline(self) -> Deadline | None:
        """Read the deadline; one that has two readings is asked again."""
        text = self.cleaned_data["deadline"]
        deadline = read_deadline(text) if text else None
        if deadline and deadline.kind is DeadlineKind.UNCLEAR:
            raise forms.ValidationError(UNREAD)
        return deadline

    def clean(self) -> dict[str, Any]:
        """Refuse a form that asks for nothing, or for two deadlines."""
        data = super().clean() or self.cleaned_data
        if data.get("deadline") and data.get("shift"):
            self.add_error("shift", "Choisissez : une échéance, ou un décalage.")
        asked = ("status", "leads", "deadline", "shift", "node", "theme", "priority", "archives")
        if not self.errors and not any(data.get(name) for name in asked):
            raise forms.ValidationError("Choisissez au moins une chose à changer.")
        return data

    def chosen(self) -> dict[int, int]:
        """Return the numbers of the actions, with the versions seen."""
        pairs = (pair.split(":") for pair in self.cleaned_data["lot"].split(","))
        return {int(pk): int(version) for pk, version in pairs}

    def change(self) -> BulkChange:
        """Return what is asked. Two queries at most."""
        data = self.cleaned_data
        status = data["status"]
        return BulkChange(
            status=Status.objects.get(pk=status) if status and status != NO_STATUS else None,
            sets_status=bool(status),
            leads=data["leads"],
            replaces_leads=bool(data["replaces_leads"]),
            deadline=data["deadline"],
            shift=data["shift"] or 0,
            node=PlanNode.objects.get(pk=data["node"]) if data["node"] else None,
            theme=data["theme"],
            priority=data["priority"],
            archives=data["archives"],
        )
