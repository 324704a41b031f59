"""The filters of the plan, and how its list is laid out: read from the address, never refused."""

import datetime

from django import forms
from django.http import QueryDict

from gouvernail.action_plan.queries.filters import PlanFilters, Watch
from gouvernail.action_plan.queries.table import Layout


class PlanFiltersForm(forms.Form):
    """What the address of a list says. A value that means nothing is left aside."""

    q = forms.CharField(required=False, max_length=200)
    niveau = forms.IntegerField(required=False, min_value=1)
    etat = forms.IntegerField(required=False, min_value=1)
    commune = forms.CharField(required=False, max_length=5)
    pilote = forms.IntegerField(required=False, min_value=1)
    partenaire = forms.IntegerField(required=False, min_value=1)
    theme = forms.CharField(required=False, max_length=200)
    public = forms.CharField(required=False, max_length=200)
    priorite = forms.CharField(required=False, max_length=100)
    annee = forms.IntegerField(required=False, min_value=1900, max_value=2200)
    veille = forms.ChoiceField(required=False, choices=[(watch.value, "") for watch in Watch])
    date = forms.DateField(required=False)
    tri = forms.CharField(required=False, max_length=20)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    def filters(self, today: datetime.date) -> PlanFilters:
        """Return the filters. A day to come is no past state: it is left aside."""
        self.is_valid()
        data = self.cleaned_data
        node, on = data.get("niveau"), data.get("date")
        return PlanFilters(
            words=data.get("q") or "",
            node_ids=(node,) if node else (),
            status_id=data.get("etat"),
            commune=data.get("commune") or "",
            lead_id=data.get("pilote"),
            partner_id=data.get("partenaire"),
            theme=data.get("theme") or "",
            public=data.get("public") or "",
            priority=data.get("priorite") or "",
            year=data.get("annee"),
            watch=Watch(data["veille"]) if data.get("veille") else None,
            on=on if on and on < today else None,
        )

    @property
    def sort(self) -> str:
        """The order asked for."""
        return self.cleaned_data.get("tri") or ""

    @property
    def layout(self) -> Layout:
        """The order, the page and the columns asked for."""
        return Layout(self.sort, self.page_number, self.columns)

    @property
    def columns(self) -> list[str]:
        """The keys of the columns asked for, in order."""
        return self.data.getlist("colonnes") if isinstance(self.data, QueryDict) else []

    @property
    def page_number(self) -> int:
        """The page asked for, from 1."""
        return self.cleaned_data.get("page") or 1
