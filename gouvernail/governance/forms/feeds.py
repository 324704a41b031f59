"""What is typed about a shared calendar."""

from typing import Any, cast

from django import forms

from gouvernail.accounts.models import User
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person
from gouvernail.governance.models import Body

PERSON_HELP = "Une personne de l’annuaire y voit les instances où elle siège."


class FeedForm(HouseForm):
    """Whose sittings a shared calendar shows."""

    marks_optional = False

    of = forms.ChoiceField(label="Séances de qui ?")

    def __init__(self, *args: Any, convention: Convention, may_edit: bool, **kwargs: Any) -> None:
        """Offer oneself, and to editors the persons and the bodies. Two queries."""
        super().__init__(*args, **kwargs)
        offered: list[Any] = [("me", "Moi : toutes les séances de la convention")]
        if may_edit:
            self.fields["of"].help_text = PERSON_HELP
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
