"""What is typed while a sitting goes on, and what people type who sign in by themselves."""

from typing import Any

from django import forms
from django.utils import timezone

from gouvernail.common.models import choices
from gouvernail.conventions.forms.house import HouseForm, day_field, text_field
from gouvernail.directory.models import Person
from gouvernail.governance.forms.sittings import AttendanceForm
from gouvernail.governance.models import AgendaItem, Presence, Seat, Sitting
from gouvernail.governance.models.decisions import DECISION_KIND_LABELS
from gouvernail.governance.operations.attendance import Noted, SignIn
from gouvernail.governance.operations.decisions import DecisionDraft
from gouvernail.governance.queries.live import LiveAttendance, persons_called
from gouvernail.governance.queries.sittings import SeatLine
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.sittings import COUNTS, SittingState

# Twice what a column takes: a text too long is refused by its operation, which says what to do.
LONGEST = 200_000


class WordsForm(forms.Form):
    """The text of one point, and the one that its writer started from; « 0 » is the rest."""

    item = forms.IntegerField(min_value=0)
    base = forms.CharField(max_length=LONGEST, required=False, strip=False)
    text = forms.CharField(max_length=LONGEST, required=False, strip=False)


class LiveAttendanceForm(AttendanceForm):
    """Who is there: any seat, everybody at once, one guest who comes or goes."""

    everyone = forms.BooleanField(required=False)
    guest = forms.CharField(max_length=150, required=False)
    gone = forms.CharField(max_length=150, required=False)

    def __init__(self, data: Any, attendance: LiveAttendance) -> None:
        """Take the seats of the sitting."""
        super().__init__(data, lines=list(attendance.seats), guests=[])
        self.attendance = attendance
        del self.fields["guests"]

    def noted(self) -> Noted:
        """Return what changes, as the operation takes it."""
        said, presences = self.cleaned_data, self.presences()
        if said["everyone"]:
            here = Presence.PRESENT.value
            presences = {line.seat.pk: here for line in self.attendance.unnoted} | presences
        come, gone = ([said[name]] if said[name] else [] for name in ("guest", "gone"))
        return Noted(presences, self.attendance.names, come, gone)


class DecisionFields(HouseForm):
    """The fields of a decision or a task, named apart for each point of the page."""

    text = forms.CharField(
        label="Décision", max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(label="Nature", choices=choices(DECISION_KIND_LABELS))
    owner = text_field("Responsable", 350, is_required=False)
    due_on = day_field("À faire avant le")

    def __init__(self, key: int, data: Any = None) -> None:
        """Give the fields names of their own: the page has one form for each point."""
        super().__init__(data, auto_id=f"decision_{key}_%s")
        self.fields["owner"].widget.attrs |= {"list": "personnes", "autocomplete": "off"}


class LiveDecisionForm(DecisionFields):
    """A decision or a task, as it was sent."""

    def __init__(self, sitting: Sitting, item: AgendaItem | None, data: Any) -> None:
        """Take what was sent of a point."""
        super().__init__(item.pk if item else 0, data)
        self.sitting, self.item = sitting, item

    def clean_owner(self) -> Person | None:
        """Find the person; one that the directory does not know is said."""
        words = self.cleaned_data["owner"]
        found = persons_called(self.sitting, words) if words else []
        if words and not found:
            raise forms.ValidationError(
                "L’annuaire ne connaît pas ce nom : choisissez dans la liste, ou laissez vide."
            )
        if len(found) > 1:
            raise forms.ValidationError("Plusieurs personnes portent ce nom : précisez laquelle.")
        return found[0] if found else None

    def draft(self) -> DecisionDraft:
        """Return the decision as the operation takes it, of the day of the sitting."""
        names = ("text", "kind", "owner", "due_on")
        return DecisionDraft(
            {name: self.cleaned_data[name] for name in names}
            | {
                "sitting": self.sitting,
                "body": self.sitting.body,
                "item": self.item,
                "decided_on": timezone.localtime(self.sitting.starts_at).date(),
            }
        )

    @property
    def state(self) -> DecisionState:
        """The state in which a decision is noted: adopted once the sitting was held."""
        is_held = SittingState(self.sitting.state) in COUNTS
        return DecisionState.ADOPTED if is_held else DecisionState.PROPOSED


class SignInForm(HouseForm):
    """Who signs in: one of those who are expected, or a guest."""

    marks_optional = False

    seat = forms.ChoiceField(
        label="Votre place",
        required=False,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": "Cette place est déjà notée. Si ce n’est pas par vous, dites-le à la "
            "personne qui tient la séance."
        },
    )
    name = forms.CharField(
        label="Votre nom",
        max_length=70,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="Si vous n’êtes pas dans la liste, ou si vous remplacez la personne choisie.",
    )
    organisation = forms.CharField(
        label="Votre structure",
        max_length=75,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )

    def __init__(self, lines: list[SeatLine], data: Any = None) -> None:
        """Offer the places that are not noted yet."""
        super().__init__(data)
        self.lines = {str(line.seat.pk): line for line in lines if not line.presence}
        field = self.fields["seat"]
        if isinstance(field, forms.ChoiceField):
            offered = [(key, _place_words(line)) for key, line in self.lines.items()]
            field.choices = [*offered, ("", "Je ne suis pas dans la liste")]

    def clean_seat(self) -> Seat | None:
        """Return the seat that was chosen."""
        line = self.lines.get(self.cleaned_data["seat"])
        return line.seat if line else None

    def clean(self) -> dict[str, Any]:
        """Ask for a name where none is known."""
        said: dict[str, Any] = super().clean() or {}
        if "name" in said and "seat" in said and not self._name():
            self.add_error("name", "Donnez votre nom, ou choisissez votre place dans la liste.")
        return said

    def told(self) -> SignIn:
        """Return who signs in, as the operation takes it."""
        organisation = self.cleaned_data["organisation"]
        named = f"{self._name()}, {organisation}" if organisation else self._name()
        return SignIn(named, self.cleaned_data["seat"])

    def _name(self) -> str:
        """Return the name that was typed, else that of whoever holds the seat."""
        typed: str = self.cleaned_data.get("name", "")
        seat = self.cleaned_data.get("seat")
        return typed or (self.lines[str(seat.pk)].holder if seat else "")


def _place_words(line: SeatLine) -> str:
    return f"{line.holder} – {line.seat}" if line.holder else f"{line.seat} (siège vacant)"
