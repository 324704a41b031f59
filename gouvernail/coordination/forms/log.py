"""What people type about their time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gouvernail.action_plan.models import Action
from gouvernail.conventions.forms.house import DayInput, HouseForm, VersionedForm, text_field
from gouvernail.coordination.models import Activity, CoordinationSettings
from gouvernail.coordination.models.activities import MOST_MONTHS
from gouvernail.coordination.operations.activities import ActivityDraft, Verified
from gouvernail.coordination.queries.log_lines import ProposedLine, Words
from gouvernail.governance.models import Sitting
from gouvernail.rules.durations import read_minutes, told_minutes
from gouvernail.staffing.models import CoordinatorMission

NO_NAMES = "N’écrivez rien sur un enfant, une famille ou un allocataire en particulier."
MOST_TYPED = 20
MINUTES_HINT = (
    "Par exemple 45 min, 1 h 30 ou 1,5 h. Un nombre seul se lit en heures jusqu’à 8, en minutes "
    "au-delà : 2 vaut 2 h, 15 vaut 15 min."
)
QUICK = (15, 30, 60, 120)


class MinutesField(forms.CharField):
    """A length of time as people type it; minutes once cleaned."""

    def __init__(self, label: str, *, required: bool = True, help_text: str = "") -> None:
        """Take a short line of text."""
        super().__init__(
            label=label,
            required=required,
            max_length=MOST_TYPED,
            help_text=help_text,
            widget=forms.TextInput(attrs={"class": "input input--short", "autocomplete": "off"}),
        )

    def clean(self, value: Any) -> Any:
        """Return the minutes; 0 when nothing is typed."""
        text = super().clean(value)
        if not text:
            return 0
        minutes = read_minutes(text)
        if minutes is None:
            raise ValidationError(
                f"« {text} » ne se lit pas comme une durée. Écrivez par exemple 45 min, 1 h 30 "
                "ou 1,5 h."
            )
        return minutes

    def prepare_value(self, value: Any) -> Any:
        """Write a time as one would type it."""
        return told_minutes(value) if isinstance(value, int) else value


def _choice(label: str, words: Iterable[tuple[int, str]], none: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", none), *words],
    )


class ActivityForm(VersionedForm):
    """A time in one's own log."""

    minutes = MinutesField("Durée", help_text=MINUTES_HINT)
    day = forms.DateField(label="Date", widget=DayInput())
    words = text_field("Quoi", 300, NO_NAMES, is_required=False)

    def __init__(self, *args: Any, words: Words, **kwargs: Any) -> None:
        """Offer the missions and the themes of the convention."""
        super().__init__(*args, **kwargs)
        self.fields["theme"] = _choice("Thème", words.themes, "Sans thème")
        self.fields["mission"] = _choice("Mission", words.missions, "Sans mission")
        for name in ("theme", "mission"):
            self.fields[name].widget.attrs["class"] = "input"

    def draft(self, action: Action | None = None, sitting: Sitting | None = None) -> ActivityDraft:
        """Return what was typed."""
        data = self.cleaned_data
        return ActivityDraft(
            day=data["day"],
            minutes=data["minutes"],
            words=data["words"],
            mission_id=data["mission"],
            theme_id=data["theme"],
            action=action,
            sitting=sitting,
        )


def activity_initial(row: Activity) -> dict[str, object]:
    """Return what a line of the log says, for its form."""
    return {
        "minutes": row.minutes,
        "day": row.day,
        "words": row.words,
        "theme": row.theme_id,
        "mission": row.mission_id,
        "version": row.version,
    }


class QuickForm(forms.Form):
    """A time noted in two gestures: a button that says how long, and what it is about."""

    minutes = forms.TypedChoiceField(coerce=int, choices=[(one, one) for one in QUICK])
    words = forms.CharField(required=False, max_length=300)
    action = forms.IntegerField(required=False)
    sitting = forms.IntegerField(required=False)
    next = forms.CharField(required=False, max_length=500)

    def draft(self, action: Action | None, sitting: Sitting | None, today: date) -> ActivityDraft:
        """Return what was pressed."""
        data = self.cleaned_data
        return ActivityDraft(today, data["minutes"], data["words"], action=action, sitting=sitting)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A proposed line and its three fields."""

    line: ProposedLine
    minutes: forms.BoundField
    mission: forms.BoundField
    theme: forms.BoundField


class MonthForm(HouseForm):
    """The proposal of a month, each line of which can be corrected."""

    signature = forms.CharField(widget=forms.HiddenInput, max_length=10_000, required=False)

    def __init__(
        self, proposal: tuple[ProposedLine, ...], words: Words, *args: Any, **kwargs: Any
    ) -> None:
        """Draw three fields by line."""
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        for line in proposal:
            fields = {
                "minutes": MinutesField("Temps", required=False),
                "mission": _choice("Mission", words.missions, "Sans mission"),
                "theme": _choice("Thème", words.themes, "Sans thème"),
            }
            values = {
                "minutes": line.minutes,
                "mission": line.mission_id,
                "theme": line.theme_id,
            }
            for name, field in fields.items():
                field.initial = values[name]
                field.widget.attrs.setdefault("class", "input")
                self.fields[f"{name}-{line.key}"] = field

    def rows(self) -> Iterator[MonthRow]:
        """Yield each line with its fields."""
        for line in self.proposal:
            fields = (self[f"{name}-{line.key}"] for name in ("minutes", "mission", "theme"))
            yield MonthRow(line, *fields)

    def said(self) -> Mapping[str, Verified]:
        """Return what was said of each line."""
        data = self.cleaned_data
        return {
            line.key: Verified(
                data[f"minutes-{line.key}"], data[f"mission-{line.key}"], data[f"theme-{line.key}"]
            )
            for line in self.proposal
        }


class ShareForm(HouseForm):
    """A colleague who may read one's log."""

    reader = forms.TypedChoiceField(label="Collègue", coerce=int)

    def __init__(self, people: list[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        """Offer the members of the team."""
        super().__init__(*args, **kwargs)
        self.fields["reader"].choices = [  # type: ignore[attr-defined]
            ("", "Choisissez un collègue"),
            *people,
        ]


class TimeSettingsForm(VersionedForm):
    """What the team counts, and how long its logs are kept."""

    minutes_per_change = forms.IntegerField(
        label="Minutes pour une modification d’action",
        min_value=0,
        max_value=480,
        help_text=(
            "Une action modifiée plusieurs fois dans la journée compte une fois. "
            "0 : les modifications ne proposent aucun temps."
        ),
        widget=forms.NumberInput(attrs={"class": "input input--short"}),
    )
    months_kept = forms.IntegerField(
        label="Mois gardés",
        min_value=1,
        max_value=MOST_MONTHS,
        help_text="Au-delà, les notes et les absences s’effacent, un mois après l’avoir annoncé.",
        widget=forms.NumberInput(attrs={"class": "input input--short"}),
    )

    def __init__(self, missions: Iterable[CoordinatorMission], *args: Any, **kwargs: Any) -> None:
        """Offer the missions of the convention."""
        super().__init__(*args, **kwargs)
        self.missions = {mission.pk: mission for mission in missions}
        words = [(pk, mission.title) for pk, mission in self.missions.items()]
        for name, label in (
            ("sitting_mission", "Le temps des séances va à la mission"),
            ("change_mission", "Le temps sur les actions va à la mission"),
        ):
            self.fields[name] = _choice(label, words, "À choisir chaque mois")
            self.fields[name].widget.attrs["class"] = "input"

    def values(self) -> dict[str, Any]:
        """Return what the operation writes."""
        data = self.cleaned_data
        return {
            "minutes_per_change": data["minutes_per_change"],
            "months_kept": data["months_kept"],
            "sitting_mission": self.missions.get(data["sitting_mission"] or 0),
            "change_mission": self.missions.get(data["change_mission"] or 0),
        }


def settings_initial(row: CoordinationSettings) -> dict[str, object]:
    """Return what the team counts now, for its form."""
    return {
        "minutes_per_change": row.minutes_per_change,
        "months_kept": row.months_kept,
        "sitting_mission": row.sitting_mission_id,
        "change_mission": row.change_mission_id,
        "version": row.version,
    }
