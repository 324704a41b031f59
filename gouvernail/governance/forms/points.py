"""What is typed about one point of an agenda, and about the points that members propose."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from gouvernail.action_plan.models import Action
from gouvernail.common.models import choices
from gouvernail.conventions.forms.house import HouseForm, text_field
from gouvernail.conventions.models import Convention
from gouvernail.conventions.uploads import Upload
from gouvernail.governance.forms.pickers import file_field, numbered_actions
from gouvernail.governance.models import Invitee, ItemKind
from gouvernail.governance.models.sittings import ITEM_LABELS
from gouvernail.governance.operations.backlog import ProposalDraft


class PointActionsForm(HouseForm):
    """The actions of the plan that a point is about: those to keep, and others."""

    kept = forms.TypedMultipleChoiceField(
        label="Actions liées", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    numbers = text_field(
        "Ajouter par leurs numéros",
        300,
        "Séparés par des virgules : 1.1.2, 2.3.1.",
        is_required=False,
    )
    title = forms.CharField(
        label="Ou ajouter une action par son intitulé",
        max_length=600,
        required=False,
        widget=forms.TextInput(attrs={"list": "actions", "autocomplete": "off"}),
        help_text="Commencez à l’écrire, puis choisissez dans la liste.",
    )

    def __init__(
        self, data: Any, convention: Convention, linked: Sequence[Action], known: Sequence[Action]
    ) -> None:
        """Offer to keep the actions that are linked; `known` are all those of the plan."""
        super().__init__(data, initial={"kept": [action.pk for action in linked]})
        self.convention, self.linked = convention, linked
        self.by_title = {str(action): action for action in known}
        cast("forms.ChoiceField", self.fields["kept"]).choices = [
            (action.pk, str(action)) for action in linked
        ]
        if not linked:
            del self.fields["kept"]

    def clean_numbers(self) -> list[Action]:
        """Read the numbers of the actions; one that no action bears is said."""
        return numbered_actions(self.convention, self.cleaned_data["numbers"])

    def clean_title(self) -> list[Action]:
        """Find the action that was named, as the list names it."""
        title = self.cleaned_data["title"].strip()
        if title and title not in self.by_title:
            raise forms.ValidationError(
                "Aucune action ne s’appelle ainsi : choisissez-la dans la liste, ou donnez son n°."
            )
        return [self.by_title[title]] if title else []

    def actions(self) -> list[Action]:
        """Return the actions to link, each once."""
        kept = set(self.cleaned_data.get("kept", []))
        chosen = [action for action in self.linked if action.pk in kept]
        chosen += [*self.cleaned_data["numbers"], *self.cleaned_data["title"]]
        return list({action.pk: action for action in chosen}.values())


class DocumentForm(HouseForm):
    """A file to join to a point."""

    title = text_field("Titre", 200, "À défaut, le nom du fichier.", is_required=False)
    file = file_field()

    @property
    def upload(self) -> Upload:
        """The file."""
        return cast("Upload", self.cleaned_data["file"])


class CarryForm(HouseForm):
    """Where a point is carried, and how."""

    marks_optional = False

    target = forms.TypedChoiceField(label="Vers la séance", coerce=int)
    way = forms.ChoiceField(label="Comment", widget=forms.RadioSelect)

    def __init__(self, data: Any, targets: Sequence[tuple[int, str]], *, may_move: bool) -> None:
        """Offer the coming sittings of the body; what was held is only copied."""
        super().__init__(data, initial={"way": "move" if may_move else "copy"})
        cast("forms.ChoiceField", self.fields["target"]).choices = list(targets)
        ways = [("copy", "Le copier : il reste aussi à cet ordre du jour")]
        if may_move:
            ways.insert(0, ("move", "Le déplacer : il quitte cet ordre du jour"))
        cast("forms.ChoiceField", self.fields["way"]).choices = ways


class ProposalForm(HouseForm):
    """A point that somebody proposes to a body."""

    title = text_field("Point", 300, "En quelques mots, comme il se lira à l’ordre du jour.")
    kind = forms.TypedChoiceField(
        label="Nature", choices=choices(ITEM_LABELS), coerce=ItemKind, initial="information"
    )
    reason = forms.CharField(
        label="Pourquoi",
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ce que vous attendez de l’instance.",
    )

    def draft(self, invitee: Invitee | None = None) -> ProposalDraft:
        """Return the proposal as the operation takes it; by one of those called, in their name."""
        said = self.cleaned_data
        name = invitee.name if invitee else ""
        return ProposalDraft(said["title"], said["reason"], said["kind"], name, invitee)


class SetAsideForm(HouseForm):
    """Why a proposed point is set aside."""

    words = text_field("Pourquoi", 500, "La personne qui l’a proposé le lira.")
