"""What is typed about those who are called: the mail to them, their answer, proposed dates."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils import timezone

from gouvernail.common.models import choices
from gouvernail.conventions.forms.house import DayInput, HouseForm, VersionedForm, day_field
from gouvernail.governance.models import Invitee, Occasion, Sitting
from gouvernail.governance.models.invitees import ANSWER_LABELS
from gouvernail.governance.operations.mails import Letter
from gouvernail.governance.queries.convening import Recipient, kind_label
from gouvernail.mailing.models import Mail

USUAL_REMINDERS = "7, 1"
DATE_ROWS = 6


class LetterForm(VersionedForm):
    """A mail about a sitting, read over before it leaves."""

    marks_optional = False

    recipients = forms.TypedMultipleChoiceField(
        label="Destinataires", coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    subject = forms.CharField(label="Objet", max_length=250)
    body = forms.CharField(
        label="Texte",
        max_length=15_000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=f"{Mail.LINK_MARK} devient, pour chacun, son lien.",
    )
    reminders = forms.CharField(
        label="Rappels, en jours avant la séance",
        max_length=60,
        required=False,
        initial=USUAL_REMINDERS,
        help_text="« 7, 1 » : une semaine avant et la veille, à 9 heures, sauf à ceux qui ne "
        "viennent pas. Vide : aucun rappel.",
    )

    def __init__(
        self, *args: Any, occasion: Occasion, recipients: Sequence[Recipient], **kwargs: Any
    ) -> None:
        """Offer the recipients, those of usual already ticked."""
        super().__init__(*args, **kwargs)
        field = cast("forms.TypedMultipleChoiceField", self.fields["recipients"])
        field.choices = [(one.person.pk, _told(one)) for one in recipients]
        field.initial = [one.person.pk for one in recipients if one.is_usual]
        if occasion not in {Occasion.CONVOCATION, Occasion.REVISION}:
            del self.fields["reminders"]

    def clean_reminders(self) -> tuple[int, ...]:
        """Read the days of the reminders."""
        words = self.cleaned_data["reminders"].replace(";", ",").split(",")
        try:
            days = [int(word) for word in words if word.strip()]
        except ValueError as wrong:
            raise forms.ValidationError("Écrivez des nombres de jours : 7, 1.") from wrong
        if any(not 0 < number <= 90 for number in days):
            raise forms.ValidationError("Un rappel part entre 1 et 90 jours avant la séance.")
        return tuple(days)

    def letter(self) -> Letter:
        """Return the mail as the operation takes it."""
        said = self.cleaned_data
        people = frozenset(said["recipients"])
        return Letter(said["subject"], said["body"], people, said.get("reminders", ()))


def _told(one: Recipient) -> str:
    parts = [one.person.full_name, one.function]
    if one.kind == "courtesy":
        parts.append(kind_label(one.kind))
    if not one.person.email:
        parts.append("sans adresse : à remettre à la main")
    if one.note:
        parts.append(one.note)
    return " – ".join(part for part in parts if part)


class ConvocationAnswerForm(HouseForm):
    """What somebody answers to a convocation."""

    marks_optional = False

    answer = forms.ChoiceField(
        label="Votre réponse",
        choices=[
            ("present", "Je viens"),
            ("remote", "Je serai à distance"),
            ("absent", "Je ne viens pas"),
            ("proxy", "Je donne pouvoir"),
            ("deputy", "J’envoie mon suppléant"),
        ],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label="À qui donnez-vous pouvoir, ou qui vient à votre place ?",
        max_length=150,
        required=False,
    )
    words = forms.CharField(
        label="Un mot à l’équipe, si vous voulez", max_length=500, required=False
    )


class AnswerByHandForm(ConvocationAnswerForm):
    """The same, noted by the team for somebody who called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say it in the words of the team."""
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["answer"])
        field.label, field.choices = "Réponse", choices(ANSWER_LABELS)
        self.fields["name"].label = "Nom de qui reçoit le pouvoir, ou du suppléant"
        self.fields["words"].label = "Mot"


def answer_initial(invitee: Invitee) -> dict[str, Any]:
    """Return what the form shows of an answer."""
    return {
        "answer": invitee.answer,
        "name": invitee.answer_name,
        "words": invitee.answer_words,
    }


class RemarkByLinkForm(HouseForm):
    """What somebody says of the minutes that they were sent."""

    marks_optional = False

    words = forms.CharField(
        label="Votre remarque",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Sans donnée sur un enfant, une famille ou un allocataire.",
    )


class InviteForm(HouseForm):
    """Somebody to call besides those who hold a seat."""

    marks_optional = False

    person = forms.TypedChoiceField(label="Personne", coerce=int)

    def __init__(self, *args: Any, persons: list[tuple[int, str]], **kwargs: Any) -> None:
        """Offer the persons of the directory who are not called yet."""
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["person"]).choices = persons


class DatesForm(VersionedForm):
    """Moments proposed for a sitting, and until when answers are awaited."""

    marks_optional = False

    def __init__(self, *args: Any, sitting: Sitting, known: list[datetime], **kwargs: Any) -> None:
        """Offer a row per moment that is proposed, and empty ones."""
        kwargs.setdefault("initial", {"version": sitting.version})
        super().__init__(*args, **kwargs)
        moments = [timezone.localtime(moment) for moment in known]
        usual = timezone.localtime(sitting.starts_at).time()
        for rank in range(max(DATE_ROWS, len(moments) + 2)):
            moment = moments[rank] if rank < len(moments) else None
            self.fields[f"day_{rank}"] = forms.DateField(
                label=f"Date {rank + 1}",
                required=False,
                initial=moment.date() if moment else None,
                widget=DayInput(),
            )
            self.fields[f"hour_{rank}"] = forms.TimeField(
                label=f"Heure {rank + 1}",
                required=False,
                initial=moment.time() if moment else usual,
                widget=forms.TimeInput(
                    attrs={"type": "time", "class": "input input--short"}, format="%H:%M"
                ),
            )
        self.rows = len(self.fields) // 2
        self.fields["poll_ends_on"] = day_field("Réponses attendues avant le")
        self.fields["poll_ends_on"].initial = sitting.poll_ends_on

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the day and the hour of each row."""
        return [(self[f"day_{rank}"], self[f"hour_{rank}"]) for rank in range(self.rows)]

    def clean(self) -> dict[str, Any]:
        """Ask for an hour where there is a day."""
        said = super().clean() or {}
        for rank in range(self.rows):
            if said.get(f"day_{rank}") and not said.get(f"hour_{rank}"):
                self.add_error(f"hour_{rank}", "Donnez l’heure de cette date.")
        return said

    def moments(self) -> list[datetime]:
        """Return the proposed moments, in order, each once."""
        said = self.cleaned_data
        found = {
            timezone.make_aware(datetime.combine(said[f"day_{rank}"], said[f"hour_{rank}"]))
            for rank in range(self.rows)
            if said.get(f"day_{rank}")
        }
        return sorted(found)


class VotesForm(HouseForm):
    """What somebody says of each proposed date."""

    marks_optional = False

    def __init__(self, *args: Any, options: Sequence[tuple[int, str, str]], **kwargs: Any) -> None:
        """Offer yes, if need be, no for each date: its number, its words, what was said before."""
        super().__init__(*args, **kwargs)
        offered = [("yes", "Oui"), ("maybe", "Si besoin"), ("no", "Non")]
        for number, words, said in options:
            self.fields[f"option_{number}"] = forms.ChoiceField(
                label=words,
                choices=offered,
                required=False,
                initial=said,
                widget=forms.RadioSelect,
            )

    def votes(self) -> dict[int, str]:
        """Return what was said, by the number of the date."""
        return {
            int(name.removeprefix("option_")): word
            for name, word in self.cleaned_data.items()
            if word
        }
