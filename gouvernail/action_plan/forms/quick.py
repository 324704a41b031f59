"""One field of an action, edited where it is read: its state, its leads, its deadline."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict

from gouvernail.action_plan.drafts import ActionDraft
from gouvernail.action_plan.forms.names import NamesField
from gouvernail.common.templatetags.french import day
from gouvernail.conventions.models import Convention, Status
from gouvernail.conventions.queries.vocabulary import vocabulary_of
from gouvernail.directory.models import Organisation
from gouvernail.rules.deadlines import Deadline, DeadlineKind, read_deadline

UNREAD = (
    "Gouvernail ne sait pas lire cette échéance sans la deviner. Écrivez par exemple 31/12/2026, "
    "« 1er semestre 2027 » ou « année scolaire 2026-2027 »."
)


class QuickForm(forms.Form):
    """One field, the version that the person saw, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Motif (facultatif)",
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "input"}),
    )

    title = ""
    # The page of two versions asks any form for its other fields.
    long_names: tuple[str, ...] = ()

    def __init__(self, data: Any, draft: ActionDraft, convention: Convention, version: int) -> None:
        """Build the one field."""
        super().__init__(data, initial={"version": version})
        self.draft = draft
        self.fields["value"] = self.build(convention)
        self.order_fields(["version", "value", "reason"])

    def build(self, convention: Convention) -> forms.Field:
        """Return the field, with what the territory offers."""
        raise NotImplementedError

    def result(self) -> ActionDraft:
        """Return the sheet with what this field says now."""
        raise NotImplementedError

    def short_fields(self) -> list[forms.BoundField]:
        """Return what the person typed."""
        return [self["value"]]

    def carry_version(self, version: int) -> None:
        """Send what was typed again, over the version that is now shown beside it."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(version)
        self.data = data


class StatusForm(QuickForm):
    """Another state, in the words of the territory."""

    title = "Changer l’état"

    def build(self, convention: Convention) -> forms.Field:
        """Offer the words of the territory, and none."""
        offered = [(str(status.id), status.label) for status in vocabulary_of(convention).statuses]
        return forms.ChoiceField(
            label="État",
            required=False,
            choices=[("", "Sans état"), *offered],
            initial=str(self.draft.status.pk) if self.draft.status else "",
            widget=forms.Select(attrs={"class": "input"}),
        )

    def result(self) -> ActionDraft:
        """Return the sheet with its new state. One query."""
        pk = self.cleaned_data["value"]
        return replace(self.draft, status=Status.objects.get(pk=pk) if pk else None)


class LeadsForm(QuickForm):
    """Who leads."""

    title = "Changer le pilote"

    def build(self, convention: Convention) -> forms.Field:
        """Offer the names of the directory. One query."""
        known = Organisation.objects.of(convention.pk).current().order_by("name")
        field = NamesField(
            initial=self.draft.leads,
            suggestions=known.values_list("name", flat=True),
            help_text="Un nom par ligne ; un nom nouveau entre dans l’annuaire.",
        )
        field.label = "Pilote"
        return field

    def result(self) -> ActionDraft:
        """Return the sheet with its new leads."""
        return replace(self.draft, leads=self.cleaned_data["value"])


class DeadlineForm(QuickForm):
    """A deadline as people write it."""

    title = "Changer l’échéance"

    def build(self, convention: Convention) -> forms.Field:
        """Take any text; it is read when it is sent."""
        return forms.CharField(
            label="Échéance",
            required=False,
            max_length=200,
            initial=self.draft.deadline.text,
            help_text="31/12/2026, 1er semestre 2027, 2027, en continu… Vide : sans échéance.",
            widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
        )

    def clean_value(self) -> Deadline:
        """Read the deadline; one that has two readings is asked again."""
        deadline = read_deadline(self.cleaned_data["value"])
        if deadline.kind is DeadlineKind.UNCLEAR and deadline.text != self.draft.deadline.text:
            raise forms.ValidationError(UNREAD)
        return deadline

    def result(self) -> ActionDraft:
        """Return the sheet with its new deadline."""
        return replace(self.draft, deadline=self.cleaned_data["value"])


QUICK_FORMS: dict[str, Callable[..., QuickForm]] = {
    "etat": StatusForm,
    "pilote": LeadsForm,
    "echeance": DeadlineForm,
}


_WITHOUT_DAY = {
    DeadlineKind.NONE: "lu : sans échéance",
    DeadlineKind.ONGOING: "lu : en continu, jamais en retard",
    DeadlineKind.UNCLEAR: "pas encore lisible",
}


def reading(text: str) -> str:
    """Say how a deadline is read, so that a person may check before saving."""
    deadline = read_deadline(text)
    if deadline.kind in _WITHOUT_DAY:
        return _WITHOUT_DAY[deadline.kind]
    if deadline.start and deadline.end and deadline.start != deadline.end:
        return f"lu : du {day(deadline.start)} au {day(deadline.end)}"
    return f"lu : {day(deadline.end or deadline.start)}"
