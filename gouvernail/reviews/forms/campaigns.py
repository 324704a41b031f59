"""What the team types about a campaign: what it is for, its days, whom it asks, whom it reminds."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms

from gouvernail.conventions.forms.house import DayInput, HouseForm, VersionedForm, day_field
from gouvernail.directory.models import Person
from gouvernail.governance.models import Sitting
from gouvernail.reviews.models import Campaign, ReviewCycle
from gouvernail.reviews.operations.campaigns import CampaignDraft
from gouvernail.reviews.queries.asks import days_of
from gouvernail.reviews.queries.campaign_choices import Candidate
from gouvernail.reviews.queries.campaigns import PersonLine, StageLine
from gouvernail.rules.campaign_days import StageDays

REMINDER_FIELDS = 2


class PrepareForm(HouseForm):
    """For which cycle, and before which sitting."""

    marks_optional = False

    cycle = forms.TypedChoiceField(label="Cycle de bilans", coerce=int)
    sitting = forms.TypedChoiceField(
        label="Séance qui validera les bilans",
        coerce=int,
        help_text="Les dates sont calculées à rebours depuis cette séance.",
    )

    def __init__(
        self, data: Any, cycles: Sequence[ReviewCycle], sittings: Sequence[Sitting]
    ) -> None:
        """Offer the cycles and the sittings to come; that of the latest cycle is chosen."""
        super().__init__(data)
        self.cycles = {row.pk: row for row in cycles}
        self.sittings = {row.pk: row for row in sittings}
        wanted = next((row.cotech_id for row in cycles if row.cotech_id in self.sittings), None)
        self._offer("cycle", [(row.pk, str(row)) for row in cycles])
        self._offer("sitting", [(row.pk, str(row)) for row in sittings])
        self.fields["sitting"].initial = wanted

    def _offer(self, name: str, offered: list[tuple[int, str]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = offered

    @property
    def cycle_row(self) -> ReviewCycle:
        """The cycle that was chosen."""
        return self.cycles[self.cleaned_data["cycle"]]

    @property
    def sitting_row(self) -> Sitting:
        """The sitting that was chosen."""
        return self.sittings[self.cleaned_data["sitting"]]


class CampaignForm(VersionedForm):
    """The title, the words and the days of a campaign."""

    marks_optional = False

    title = forms.CharField(label="Titre", max_length=120)
    words = forms.CharField(
        label="Mot d’introduction des courriels",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="La liste des actions, le lien et la date limite s’ajoutent d’eux-mêmes.",
    )
    quiet_days = forms.IntegerField(
        label="Jours sans nouveau rappel",
        min_value=1,
        max_value=60,
        help_text="Quelqu’un qui vient de recevoir un courriel n’en reçoit pas d’autre avant.",
        widget=forms.NumberInput(attrs={"class": "input input--short"}),
    )

    sitting = forms.TypedChoiceField(
        label="Séance qui validera les bilans",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Les dates restent : celles qui ne conviennent plus seront dites.",
    )

    def __init__(
        self,
        data: Any,
        campaign: Campaign,
        stages: Sequence[StageLine],
        sittings: Sequence[Sitting] = (),
    ) -> None:
        """Offer the sittings to come, and the days of each level."""
        initial = {
            "version": campaign.version,
            "title": campaign.title,
            "words": campaign.words,
            "quiet_days": campaign.quiet_days,
            "sitting": campaign.sitting_id,
        }
        super().__init__(data, initial=initial)
        self.campaign, self.lines = campaign, stages
        known = [campaign.sitting, *sittings] if campaign.sitting else sittings
        self.sittings = {row.pk: row for row in known}
        offered = [(pk, str(row)) for pk, row in self.sittings.items()]
        cast("forms.ChoiceField", self.fields["sitting"]).choices = [("", "aucune"), *offered]
        for line in stages:
            self._add_days(line)

    def _add_days(self, line: StageLine) -> None:
        rank, days = line.stage.rank, days_of(line.stage)
        named = [
            (f"opens_{rank}", "Demande le", days.opens_on),
            (f"due_{rank}", "Réponses attendues le", days.due_on),
        ]
        for name, label, on in named:
            self.fields[name] = forms.DateField(label=label, initial=on, widget=DayInput())
        for number in range(REMINDER_FIELDS):
            field = day_field(f"Rappel {number + 1}")
            field.initial = days.reminders[number] if number < len(days.reminders) else None
            self.fields[f"reminder_{number}_{rank}"] = field

    def groups(self) -> list[tuple[StageLine, list[forms.BoundField]]]:
        """Return the fields of each level."""
        names = ["opens", *(f"reminder_{number}" for number in range(REMINDER_FIELDS)), "due"]
        return [
            (line, [self[f"{name}_{line.stage.rank}"] for name in names]) for line in self.lines
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a level that is due before it is asked, beside its day."""
        said = super().clean() or {}
        for line in self.lines:
            rank = line.stage.rank
            opens, due = said.get(f"opens_{rank}"), said.get(f"due_{rank}")
            if opens and due and due < opens:
                self.add_error(f"opens_{rank}", "La demande part après l’échéance.")
        return said

    def draft(self) -> CampaignDraft:
        """Return the campaign as the operation takes it."""
        said = self.cleaned_data
        stages = {line.stage.rank: self._days(line.stage.rank) for line in self.lines}
        sitting = self.sittings.get(said["sitting"] or 0)
        return CampaignDraft(said["title"], said["words"], sitting, said["quiet_days"], stages)

    def _days(self, rank: int) -> StageDays:
        said = self.cleaned_data
        reminders: list[date | None] = [
            said.get(f"reminder_{number}_{rank}") for number in range(REMINDER_FIELDS)
        ]
        told = tuple(sorted({day for day in reminders if day}))
        return StageDays(said[f"opens_{rank}"], said[f"due_{rank}"], told)


class QuestionsForm(VersionedForm):
    """What a campaign asks about."""

    marks_optional = False

    chosen = forms.MultipleChoiceField(
        label="Objets", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, data: Any, campaign: Campaign, candidates: Sequence[Candidate], chosen: set[str]
    ) -> None:
        """Offer all that somebody answers for; those that are asked about are ticked."""
        initial = {"version": campaign.version, "chosen": sorted(chosen)}
        super().__init__(data, initial=initial)
        self.ticked = set(data.getlist("chosen")) if data else chosen
        cast("forms.MultipleChoiceField", self.fields["chosen"]).choices = [
            (one.key, str(one.subject)) for one in candidates if one.person
        ]


class RemindForm(HouseForm):
    """Whom to remind, and with which words."""

    marks_optional = False

    people = forms.TypedMultipleChoiceField(
        label="Destinataires", coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    words = forms.CharField(
        label="Premiers mots du courriel",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="La liste de ce qui manque et le lien s’ajoutent d’eux-mêmes.",
    )

    def __init__(self, data: Any, people: Sequence[PersonLine], words: str) -> None:
        """Offer those who may be reminded, all ticked."""
        super().__init__(data, initial={"words": words})
        free = [one for one in people if one.hold is None]
        field = cast("forms.TypedMultipleChoiceField", self.fields["people"])
        field.choices = [(one.line.ask.pk, _reminded(one)) for one in free]
        field.initial = [one.line.ask.pk for one in free]


class DeputyForm(HouseForm):
    """Who is asked when somebody says nothing in time."""

    marks_optional = False

    deputy = forms.TypedChoiceField(
        label="Sans réponse à l’échéance, demander à",
        coerce=int,
        required=False,
        empty_value=None,
    )

    def __init__(self, data: Any, persons: Sequence[Person], deputy_id: int | None) -> None:
        """Offer the persons of the directory."""
        super().__init__(data, initial={"deputy": deputy_id})
        offered = [(row.pk, _with_organisation(row)) for row in persons]
        cast("forms.ChoiceField", self.fields["deputy"]).choices = [("", "personne"), *offered]
        self.persons = {row.pk: row for row in persons}

    @property
    def person(self) -> Person | None:
        """Who was chosen."""
        return self.persons.get(self.cleaned_data["deputy"] or 0)


class SureVersionForm(VersionedForm):
    """A gesture that is confirmed, on the object as its reader saw it."""


def _reminded(one: PersonLine) -> str:
    titles = " ; ".join(question.title for question in one.line.still)
    return f"{one.line.ask.name} – {titles}"


def _with_organisation(person: Person) -> str:
    parts = [person.full_name, str(person.organisation or "")]
    if not person.email:
        parts.append("sans adresse")
    return ", ".join(part for part in parts if part)
