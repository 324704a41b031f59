"""Short forms: a reason, a place in the tree, an order."""

from typing import Any, cast

from django import forms

from gouvernail.action_plan.forms.choices import node_choices
from gouvernail.action_plan.queries.nodes import NodeLine
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person


class ReasonForm(forms.Form):
    """Why something is done; the words stay in the history."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Motif",
        max_length=500,
        help_text="Par exemple « retirée par le Copil du 12 décembre ». Il reste dans l’histoire.",
        widget=forms.TextInput(attrs={"class": "input"}),
    )


class NodeForm(forms.Form):
    """The title of a level of the plan."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label="Intitulé",
        max_length=500,
        help_text="Avec son numéro, comme vous l’écrivez : « 1.2 Développer l’offre d’accueil ».",
        widget=forms.TextInput(attrs={"class": "input"}),
    )


class ReferentForm(forms.Form):
    """Who speaks for a level of the plan."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    person = forms.ModelChoiceField(Person.objects.none(), required=False)

    def __init__(self, data: Any, convention: Convention) -> None:
        """Take the persons of the convention alone."""
        super().__init__(data)
        field = cast("forms.ModelChoiceField[Person]", self.fields["person"])
        field.queryset = Person.objects.of(convention.pk)


class MoveForm(forms.Form):
    """Where an action hangs in the plan."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    node = forms.TypedChoiceField(
        label="Rattacher à",
        coerce=int,
        required=False,
        empty_value=None,
        widget=forms.Select(attrs={"class": "input"}),
    )
    reason = forms.CharField(
        label="Motif (facultatif)",
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "input"}),
    )

    def __init__(self, *args: Any, nodes: list[NodeLine], **kwargs: Any) -> None:
        """Offer the nodes of the plan."""
        super().__init__(*args, **kwargs)
        self.fields["node"].choices = node_choices(nodes)  # type: ignore[attr-defined]


class OrderForm(forms.Form):
    """The numbers of the items of one list in order, and the one a button sends up or down."""

    order = forms.RegexField(r"^\d{1,18}(,\d{1,18})*$", max_length=20_000)
    up = forms.IntegerField(required=False)
    down = forms.IntegerField(required=False)

    @property
    def moved(self) -> int | None:
        """The item that a button sent up or down."""
        found: int | None = self.cleaned_data["up"] or self.cleaned_data["down"]
        return found

    def ids(self) -> list[int]:
        """Return the numbers in the order wanted."""
        ids = [int(part) for part in self.cleaned_data["order"].split(",")]
        for name, step in (("up", -1), ("down", 1)):
            item = self.cleaned_data[name]
            if item in ids:
                here = ids.index(item)
                there = min(max(here + step, 0), len(ids) - 1)
                ids[here], ids[there] = ids[there], ids[here]
        return ids
