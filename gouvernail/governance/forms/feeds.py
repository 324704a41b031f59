"""What is typed about calendars."""

from datetime import date
from typing import Any, cast

from django import forms

from gouvernail.accounts.models import User
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person
from gouvernail.governance.models import Body

YEARS = range(2000, 2101)


class FeedForm(HouseForm):
    """Whose sittings a shared calendar shows."""

    marks_optional = False

    of = forms.ChoiceField(
        label="Séances de qui ?",
        help_text="Une personne de l’annuaire y voit les instances où elle siège.",
    )

    def __init__(self, *args: Any, convention: Convention, may_edit: bool, **kwargs: Any) -> None:
        """Offer oneself, and to editors the persons and the bodies. Two queries."""
        super().__init__(*args, **kwargs)
        offered: list[Any] = [("me", "Moi : toutes les séances de la convention")]
        if may_edit:
            bodies = Body.objects.of(convention).current().order_by("position", "pk")
            persons = Person.objects.of(convention.pk).order_by("full_name", "pk")
            offered += [
                ("Une instance", [(f"body-{row.pk}", row.name) for row in bodies]),
                ("Une personne", [(f"person-{row.pk}", str(row)) for row in persons]),
            ]
        cast("forms.ChoiceField", self.fields["of"]).choices = offered

    def chosen(self, user: User) -> User | Person | Body:
        """Return whose calendar it is. One query."""
        kind, _, pk = self.cleaned_data["of"].partition("-")
        if kind == "body":
            return Body.objects.get(pk=pk)
        if kind == "person":
            return Person.objects.get(pk=pk)
        return user


class CalendarForm(HouseForm):
    """What the calendar is asked for; what cannot be read is today's."""

    vue = forms.ChoiceField(choices=[("annee", "Année"), ("mois", "Mois")], required=False)
    annee = forms.IntegerField(min_value=YEARS[0], max_value=YEARS[-1], required=False)
    mois = forms.DateField(input_formats=["%Y-%m"], required=False)
    instance = forms.IntegerField(required=False)

    def asked(self, today: date) -> tuple[int, date, int | None]:
        """Return the year, the first day of the month, and the body if there is one."""
        self.is_valid()
        said = self.cleaned_data
        month = said.get("mois")
        if month is None or month.year not in YEARS:
            month = today.replace(day=1)
        return said.get("annee") or today.year, month, said.get("instance")
