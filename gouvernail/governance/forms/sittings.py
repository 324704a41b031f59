"""What is typed about a sitting."""

from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils import timezone

from gouvernail.conventions.forms.house import HouseForm, VersionedForm
from gouvernail.governance.models import Sitting
from gouvernail.governance.models.sittings import PRESENCE_LABELS
from gouvernail.governance.queries.sittings import SeatLine

COLUMNS = ("title", "duration", "place", "video_url", "validates_elements")


class SittingForm(VersionedForm):
    """When a body meets, where, how long."""

    body = forms.TypedChoiceField(label="Instance", coerce=int)
    day = forms.DateField(
        label="Date", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    hour = forms.TimeField(
        label="Heure", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    duration = forms.IntegerField(label="Durée (minutes)", min_value=5, max_value=1440, initial=120)
    place = forms.CharField(label="Lieu", max_length=200, required=False)
    video_url = forms.URLField(
        label="Lien de visioconférence", max_length=500, required=False, assume_scheme="https"
    )
    title = forms.CharField(label="Objet", max_length=200, required=False)
    validates_elements = forms.BooleanField(
        label="Cette séance valide les éléments à présenter au comité de pilotage",
        required=False,
        help_text="Résultats, facteurs de réussite, difficultés et perspectives.",
    )

    def __init__(self, *args: Any, bodies: list[tuple[int, str]], **kwargs: Any) -> None:
        """Offer the bodies of the convention."""
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["body"]).choices = bodies

    def values(self) -> dict[str, Any]:
        """Return the columns of the sitting, without its body."""
        found = {name: self.cleaned_data[name] for name in COLUMNS}
        starts = datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"])
        return {**found, "starts_at": timezone.make_aware(starts)}


def initial_of(sitting: Sitting) -> dict[str, Any]:
    """Return what the form shows of a sitting."""
    starts = timezone.localtime(sitting.starts_at)
    found = {name: getattr(sitting, name) for name in COLUMNS}
    moment = {"day": starts.date(), "hour": starts.time(), "version": sitting.version}
    return {**found, **moment, "body": sitting.body_id}


class ConfirmForm(VersionedForm):
    """Nothing to type: a confirmation, of what was seen."""

    marks_optional = False


class WhyForm(HouseForm):
    """Why a sitting is cancelled, postponed or goes back."""

    reason = forms.CharField(label="Motif", max_length=500, required=False)


class PostponeForm(WhyForm):
    """Why a sitting is postponed, and to when if that is known."""

    day = forms.DateField(
        label="Nouvelle date",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Si elle est connue : la nouvelle séance reprend le lieu et l’ordre du jour.",
    )
    hour = forms.TimeField(
        label="Heure",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def moment(self) -> datetime | None:
        """Return the new moment, None when no day was given."""
        day, hour = self.cleaned_data["day"], self.cleaned_data["hour"]
        return timezone.make_aware(datetime.combine(day, hour)) if day and hour else None


class AttendanceForm(HouseForm):
    """How each seat was held. Only what its reader changed is noted: others may note meanwhile."""

    marks_optional = False

    def __init__(self, *args: Any, lines: list[SeatLine], guests: list[str], **kwargs: Any) -> None:
        """Offer a presence for each seat, and a list of guests."""
        super().__init__(*args, **kwargs)
        offered = [("", "Non noté"), *((str(key), label) for key, label in PRESENCE_LABELS.items())]
        for line in lines:
            who = f"{line.seat} – {line.holder}" if line.holder else f"{line.seat} – siège vacant"
            self.fields[f"seat_{line.seat.pk}"] = forms.ChoiceField(
                label=who,
                choices=offered,
                required=False,
                initial=line.presence,
                show_hidden_initial=True,
            )
        self.fields["guests"] = forms.CharField(
            label="Invités présents, un par ligne",
            max_length=5_000,
            required=False,
            initial="\n".join(guests),
            show_hidden_initial=True,
            widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
            help_text="Nom, puis structure : « Lou Exemple, association fictive ».",
        )

    def presences(self) -> dict[int, str]:
        """Return the presences that changed, by the number of the seat."""
        return {
            int(name.removeprefix("seat_")): self.cleaned_data[name]
            for name in self.changed_data
            if name.startswith("seat_")
        }

    def guests_who_come(self) -> list[str]:
        """Return the guests who were added, in order."""
        before = self._guests_before()
        return [name for name in _names(self.cleaned_data["guests"]) if name not in before]

    def guests_who_go(self) -> list[str]:
        """Return the guests who were taken off."""
        after = _names(self.cleaned_data["guests"])
        return [name for name in self._guests_before() if name not in after]

    def _guests_before(self) -> list[str]:
        return _names(str(self.data.get(self.add_initial_prefix("guests"), "")))


def _names(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
