"""What is typed at the steering desk: points to take, a return to send, how often to be told."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from gouvernail.common.models import choices
from gouvernail.conventions.forms.house import HouseForm, VersionedForm
from gouvernail.governance.models import Sitting
from gouvernail.rules.digests import Frequency
from gouvernail.steering.models import FREQUENCY_LABELS


class ChosenForm(VersionedForm):
    """Boxes to tick beside what the page shows; the page draws them, each in its place."""

    chosen = forms.MultipleChoiceField(required=False)

    def __init__(self, sitting: Sitting, keys: Sequence[str], data: Any = None) -> None:
        """Take the keys that may be chosen, and the version of the sitting that is shown."""
        super().__init__(data, initial={"version": sitting.version})
        field = cast("forms.MultipleChoiceField", self.fields["chosen"])
        field.choices = [(key, key) for key in keys]


class ReturnsForm(HouseForm):
    """Who is told, with which first words."""

    marks_optional = False

    chosen = forms.MultipleChoiceField(required=False)
    opening = forms.CharField(
        label="Premiers mots",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="La suite est écrite pour chacun : seulement ce qui le concerne.",
    )
    again = forms.BooleanField(
        label="Écrire aussi à ceux qui ont déjà reçu leur retour", required=False
    )

    def __init__(self, *args: Any, keys: Sequence[str], **kwargs: Any) -> None:
        """Take the keys of the recipients."""
        super().__init__(*args, **kwargs)
        field = cast("forms.MultipleChoiceField", self.fields["chosen"])
        field.choices = [(key, key) for key in keys]


class FrequencyForm(HouseForm):
    """How often somebody wants to be told."""

    frequency = forms.TypedChoiceField(
        label="Recevoir un courriel",
        choices=choices(FREQUENCY_LABELS),
        coerce=Frequency,
        widget=forms.RadioSelect,
    )
