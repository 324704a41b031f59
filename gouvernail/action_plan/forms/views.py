"""A view that a person keeps: its name, and for whom."""

from typing import Any

from django import forms

from gouvernail.action_plan.models import SavedView
from gouvernail.action_plan.operations.views import ViewDraft

TABS = ("tree", "table", "board", "timeline", "matrix")
_INPUT = {"class": "input"}


class SavedViewForm(forms.Form):
    """The name of a view, what it shows, and whether everyone sees it."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    tab = forms.ChoiceField(
        required=False, choices=[(tab, tab) for tab in TABS], widget=forms.HiddenInput
    )
    query = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    name = forms.CharField(
        label="Nom de la vue",
        max_length=60,
        help_text="Par exemple « Pour le Cotech de mars ».",
        widget=forms.TextInput(attrs=_INPUT),
    )
    is_shared = forms.BooleanField(
        label="La partager avec toutes les personnes qui lisent le plan", required=False
    )
    is_default = forms.BooleanField(
        label="L’ouvrir quand j’ouvre le plan",
        required=False,
        help_text="Pour une vue qui n’est qu’à vous.",
    )

    def __init__(self, data: Any, *, may_share: bool, view: SavedView | None = None) -> None:
        """Start from a view that is kept; only who edits the plan may share."""
        super().__init__(data, initial=_initial(view) if view else None)
        if not may_share:
            del self.fields["is_shared"]

    def draft(self, user: Any, view: SavedView | None = None) -> ViewDraft:
        """Return the view as it is to be kept; what is not sent stays as it was."""
        data = self.cleaned_data
        is_shared = bool(data.get("is_shared"))
        return ViewDraft(
            name=data["name"],
            tab=data["tab"] or (view.tab if view else "table"),
            query=data["query"] if view is None or data["tab"] else view.query,
            owner=None if is_shared else user,
            is_default=data["is_default"] and not is_shared,
        )


def _initial(view: SavedView) -> dict[str, Any]:
    return {
        "version": view.version,
        "name": view.name,
        "is_shared": view.owner_id is None,
        "is_default": view.is_default,
    }
