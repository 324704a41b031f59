"""The sheet of an action, as people type it: the territory's fields, in its words and order."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from gouvernail.action_plan.drafts import TEXT_FIELDS, ActionDraft
from gouvernail.action_plan.forms.choices import node_choices, word_choices
from gouvernail.action_plan.forms.indicators import KEYS, PARTS, IndicatorsField, Part
from gouvernail.action_plan.forms.names import NamesField
from gouvernail.action_plan.models import PlanNode
from gouvernail.action_plan.queries.choices import SheetChoices
from gouvernail.conventions.models import Status
from gouvernail.conventions.queries.vocabulary import SheetFieldView
from gouvernail.directory.models import Person
from gouvernail.rules.deadlines import DeadlineKind, read_deadline

_IN_ROWS = frozenset({"baselines", "targets"})  # typed beside their indicator
LONG_TEXTS = frozenset(TEXT_FIELDS) - {
    *("elected_referent", "publics", "themes", "priority"),
    *KEYS,
}
WHOLE_TERRITORY = "Toutes"
_DEADLINE_HELP = (
    "Comme vous l’écrivez : 31/12/2026, 1er semestre 2027, T3 2027, 2027, "
    "année scolaire 2026-2027, en continu. Vide : sans échéance."
)


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
            self.fields[_name(field.key)] = self._field(field)
        self.order_fields(["node", *(_name(key) for key in labels), "reason"])
        self.short_names = ["node", *(_name(f.key) for f in labels.values() if f.is_short)]
        self.long_names = [_name(f.key) for f in labels.values() if not f.is_short]

    def _field(self, field: SheetFieldView) -> forms.Field:
        made = _BUILDERS.get(field.key, _free_text)(self, field)
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
        self.wanted = "indicators" if key in _IN_ROWS else _name(key)

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
        return {field.key: self.cleaned_data[_name(field.key)] for field in fields}


def _name(key: str) -> str:
    """Return the name of a field in the form: a key without what HTML names dislike."""
    return key.replace(":", "_")


def _line(form: ActionForm, field: SheetFieldView) -> forms.Field:
    length = {"number": 30, "title": 500}.get(field.key, 200)
    old = form.draft.texts.get(field.key) or getattr(form.draft, field.key, "")
    return forms.CharField(
        required=field.key == "title",
        max_length=length,
        initial=old,
        widget=forms.TextInput(attrs={"class": "input"}),
    )


def _long_text(form: ActionForm, field: SheetFieldView) -> forms.Field:
    return forms.CharField(
        required=False,
        max_length=5000,
        initial=form.draft.texts.get(field.key, ""),
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )


def _free_text(form: ActionForm, field: SheetFieldView) -> forms.Field:
    return forms.CharField(
        required=False,
        max_length=5000,
        initial=form.draft.free.get(field.key, ""),
        widget=forms.Textarea(attrs={"class": "input", "rows": 2}),
    )


def _names(form: ActionForm, field: SheetFieldView) -> forms.Field:
    return NamesField(
        initial=getattr(form.draft, field.key),
        suggestions=form.choices.organisations,
        help_text="Un nom par ligne ; un nom nouveau entre dans l’annuaire.",
    )


def _communes(form: ActionForm, field: SheetFieldView) -> forms.Field:
    return NamesField(
        initial=form.draft.communes,
        suggestions=[*form.choices.communes, WHOLE_TERRITORY],
        help_text=(
            f"{', '.join(form.choices.communes)} ; « {WHOLE_TERRITORY} » pour tout le territoire. "
            "Un quartier s’écrit entre parenthèses après sa commune."
        ),
    )


def _deadline(form: ActionForm, field: SheetFieldView) -> forms.Field:
    return forms.CharField(
        required=False,
        max_length=200,
        initial=form.draft.deadline.text,
        help_text=_DEADLINE_HELP,
        widget=forms.TextInput(attrs={"class": "input"}),
    )


def _status(form: ActionForm, field: SheetFieldView) -> forms.Field:
    choices = [(str(status.id), status.label) for status in form.choices.words.statuses]
    return forms.ChoiceField(
        required=False,
        choices=[("", "Sans état"), *choices],
        initial=form.draft.status.pk if form.draft.status else "",
        widget=forms.Select(attrs={"class": "input"}),
    )


def _progress(form: ActionForm, field: SheetFieldView) -> forms.Field:
    return forms.IntegerField(
        required=False,
        min_value=0,
        max_value=100,
        initial=form.draft.progress,
        help_text="De 0 à 100. Vide : une action en cours compte pour moitié.",
        widget=forms.NumberInput(attrs={"class": "input input--short", "min": 0, "max": 100}),
    )


def _budget(form: ActionForm, field: SheetFieldView) -> forms.Field:
    return forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        localize=True,
        initial=form.draft.budget,
        help_text="En euros, par exemple 12 500,50.",
        widget=forms.TextInput(attrs={"class": "input input--short", "inputmode": "decimal"}),
    )


def _indicators(form: ActionForm, field: SheetFieldView) -> forms.Field:
    known = [form.choices.words.field(key) for key in KEYS[1:]]
    beside = (
        Part(name, found.label if found else "", bool(found and found.is_shown))
        for name, found in zip(PARTS[1:], known, strict=True)
    )
    parts = (Part(PARTS[0], "Indicateur"), *beside)
    return IndicatorsField(
        form.draft.texts, parts, "Un indicateur par ligne ; une ligne vide est laissée de côté."
    )


def _person(form: ActionForm, field: SheetFieldView) -> forms.Field:
    return forms.ChoiceField(
        required=False,
        choices=[("", "Personne"), *((str(pk), name) for pk, name in form.choices.persons)],
        initial=form.draft.lead_person.pk if form.draft.lead_person else "",
        widget=forms.Select(attrs={"class": "input"}),
    )


def _words(form: ActionForm, field: SheetFieldView) -> forms.Field:
    written = form.draft.texts.get(field.key, "")
    kept = [word.strip() for word in written.split(",") if word.strip()]
    offered = getattr(form.choices.words, field.key)
    return forms.MultipleChoiceField(
        required=False,
        choices=word_choices(offered, kept),
        initial=kept,
        widget=forms.CheckboxSelectMultiple,
    )


def _priority(form: ActionForm, field: SheetFieldView) -> forms.Field:
    written = form.draft.texts.get("priority", "")
    choices = word_choices(form.choices.words.priorities, [written] if written else [])
    return forms.ChoiceField(
        required=False,
        choices=[("", "Sans priorité"), *choices],
        initial=written,
        widget=forms.Select(attrs={"class": "input"}),
    )


_BUILDERS = {
    **dict.fromkeys(("number", "title", "elected_referent"), _line),
    **dict.fromkeys(LONG_TEXTS, _long_text),
    **dict.fromkeys(("leads", "partners"), _names),
    **dict.fromkeys(("themes", "publics"), _words),
    "communes": _communes,
    "deadline": _deadline,
    "status": _status,
    "progress": _progress,
    "budget": _budget,
    "indicators": _indicators,
    "lead_person": _person,
    "priority": _priority,
}
