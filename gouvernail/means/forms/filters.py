"""The filters of the means: read from the address, never refused."""

from django import forms

from gouvernail.means.queries import MeansFilters
from gouvernail.means.queries.watch import OTHERS, OWN
from gouvernail.rules.funding import FundingState, Measure

ACQUIRED, HOPED = "acquis", "attente"


class MeansFiltersForm(forms.Form):
    """What the address of a list says. A value that means nothing is left aside."""

    annee = forms.IntegerField(required=False, min_value=2000, max_value=2100)
    financeur = forms.IntegerField(required=False, min_value=1)
    action = forms.IntegerField(required=False, min_value=1)
    niveau = forms.IntegerField(required=False, min_value=1)
    etat = forms.ChoiceField(required=False, choices=[(state.value, "") for state in FundingState])
    montant = forms.ChoiceField(required=False, choices=[(item.value, "") for item in Measure])
    part = forms.ChoiceField(required=False, choices=[(OWN, ""), (OTHERS, "")])
    stade = forms.ChoiceField(required=False, choices=[(ACQUIRED, ""), (HOPED, "")])
    commun = forms.BooleanField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    def filters(self) -> MeansFilters:
        """Return the filters."""
        self.is_valid()
        data = self.cleaned_data
        node, state, measure = data.get("niveau"), data.get("etat"), self.measure
        return MeansFilters(
            year=data.get("annee"),
            funder_id=data.get("financeur"),
            action_id=data.get("action"),
            node_ids=(node,) if node else (),
            state=FundingState(state) if state else None,
            measure=measure,
            is_own_share={OWN: True, OTHERS: False}.get(data.get("part", "")),
            is_acquired={ACQUIRED: True, HOPED: False}.get(data.get("stade", "")),
            is_whole=bool(data.get("commun")),
        )

    @property
    def measure(self) -> Measure | None:
        """The amount asked for."""
        self.is_valid()
        name = self.cleaned_data.get("montant")
        return Measure(name) if name else None

    @property
    def page_number(self) -> int:
        """The page asked for, from 1."""
        return self.cleaned_data.get("page") or 1
