"""Two dates to set side by side: read from the address, never refused."""

from datetime import date, timedelta

from django import forms

from gouvernail.action_plan.queries.comparison import Asked
from gouvernail.rules.plan_changes import ChangeKind


class ComparisonForm(forms.Form):
    """What the address of a comparison says. A value that means nothing is left aside."""

    du = forms.DateField(required=False)
    au = forms.DateField(required=False)
    niveau = forms.IntegerField(required=False, min_value=1)
    nature = forms.ChoiceField(required=False, choices=[(kind.value, "") for kind in ChangeKind])
    convenu = forms.BooleanField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    def asked(self, first: date, today: date) -> Asked:
        """Return what to compare. `first` is the day to start from when none is said.

        Two dates the wrong way round are put in order; the plan of today has no end day.
        """
        self.is_valid()
        data = self.cleaned_data
        since = min(data.get("du") or first, today)
        until = min(data.get("au") or today, today)
        since, until = min(since, until), max(since, until)
        if since == today:
            since -= timedelta(days=1)
        return Asked(
            since=since,
            until=until if until < today else None,
            node_id=data.get("niveau"),
            kind=ChangeKind(data["nature"]) if data.get("nature") else None,
            only_agreed=bool(data.get("convenu")),
        )

    @property
    def page_number(self) -> int:
        """The page asked for, from 1."""
        return self.cleaned_data.get("page") or 1
