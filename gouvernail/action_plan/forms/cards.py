"""The short form that moves a card of the board to another column."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict

from gouvernail.action_plan.drafts import ActionDraft
from gouvernail.conventions.models import Status
from gouvernail.conventions.queries.vocabulary import StatusView


class MoveCardForm(forms.Form):
    """Another state for an action, and the version that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    status = forms.TypedChoiceField(
        label="Nouvel état",
        coerce=int,
        widget=forms.Select(attrs={"class": "input", "autofocus": True}),
    )
    reason = forms.CharField(
        label="Motif (facultatif)",
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "input"}),
    )

    # The page of two versions asks any form for its other fields.
    long_names: tuple[str, ...] = ()

    def __init__(
        self, *args: Any, draft: ActionDraft, statuses: tuple[StatusView, ...], **kwargs: Any
    ) -> None:
        """Offer the words of the territory."""
        super().__init__(*args, **kwargs)
        self.draft = draft
        offered = [(status.id, status.label) for status in statuses]
        self.fields["status"].choices = offered  # type: ignore[attr-defined]

    def short_fields(self) -> list[forms.BoundField]:
        """Return what the person chose."""
        return [self["status"]]

    def carry_version(self, version: int) -> None:
        """Send the choice again, over the version that is now shown beside it."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(version)
        self.data = data

    def result(self) -> ActionDraft:
        """Return the sheet with its new state. One query."""
        status = Status.objects.get(pk=self.cleaned_data["status"])
        return replace(self.draft, status=status)
