"""What people type about the shares of a holder and the lines of the portal."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from gouvernail.conventions.forms.house import DayInput, HouseForm, VersionedForm, text_field
from gouvernail.rules.staffing import FIRST_DAY, LAST_DAY
from gouvernail.staffing.forms.amounts import percent_field
from gouvernail.staffing.models import AfasTheme, Holding
from gouvernail.staffing.operations.mapping import LineDraft
from gouvernail.staffing.operations.shares import Part, SharesDraft
from gouvernail.staffing.queries.shares import Cell


class DateAskedForm(HouseForm):
    """The day that a page is asked for."""

    jour = forms.DateField(
        label="Au",
        required=False,
        widget=DayInput(),
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
    )

    def day(self, today: date) -> date:
        """Return the day asked for; today when none makes sense."""
        said = self.cleaned_data.get("jour") if self.is_valid() else None
        return said if isinstance(said, date) else today


class SharesForm(VersionedForm):
    """The shares of a holder for some days: a percentage for each thing that time can go to."""

    marks_optional = False
    starts_on = forms.DateField(label="Du", widget=DayInput())
    ends_on = forms.DateField(
        label="Au",
        required=False,
        widget=DayInput(),
        help_text="Laissez vide si la répartition continue.",
    )

    def __init__(self, *args: Any, cells: Sequence[Cell], **kwargs: Any) -> None:
        """Offer a field by line of the portal, or by theme of the plan."""
        super().__init__(*args, **kwargs)
        self.cells = cells
        for rank, cell in enumerate(cells):
            self.fields[f"part_{rank}"] = percent_field(cell.label)

    @property
    def parts(self) -> list[forms.BoundField]:
        """The fields of the percentages, in the order of the portal."""
        return [self[f"part_{rank}"] for rank in range(len(self.cells))]

    def draft(self) -> SharesDraft:
        """Return what the operation writes."""
        data = self.cleaned_data
        parts = tuple(
            Part(cell.theme_id, cell.term_id, data[f"part_{rank}"] or Decimal(0))
            for rank, cell in enumerate(self.cells)
        )
        return SharesDraft(data["starts_on"], data["ends_on"], parts)


def shares_initial(
    holding: Holding, cells: Sequence[Cell], starts_on: date | None, today: date
) -> dict[str, Any]:
    """Return what the form shows: a period to change, or a new one from today on. One query."""
    if starts_on is None:
        first = today if holding.theme_shares.exists() else holding.starts_on
        return {
            "version": holding.version,
            "starts_on": max(first, holding.starts_on),
            "ends_on": holding.ends_on,
        }
    rows = list(holding.theme_shares.filter(starts_on=starts_on))
    sums: dict[tuple[int, int | None], Decimal] = {}
    by_term = any(cell.term_id for cell in cells)
    for row in rows:
        key = (row.theme_id, row.term_id if by_term else None)
        sums[key] = sums.get(key, Decimal(0)) + row.percent
    found: dict[str, Any] = {
        f"part_{rank}": sums.get((cell.theme_id, cell.term_id)) for rank, cell in enumerate(cells)
    }
    ends_on = rows[0].ends_on if rows else holding.ends_on
    return {"version": holding.version, "starts_on": starts_on, "ends_on": ends_on, **found}


class ThemeLineForm(VersionedForm):
    """A line of the portal, and the themes of the plan that it counts."""

    label = text_field("Intitulé de la ligne", 200, "Mot pour mot, comme sur le portail de la Caf.")
    source = text_field(
        "Source", 200, "D’où vient cet intitulé : l’annexe, une notice…", is_required=False
    )

    def __init__(self, *args: Any, terms: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        """Offer the themes of the plan."""
        super().__init__(*args, **kwargs)
        if terms:
            self.fields["terms"] = forms.TypedMultipleChoiceField(
                label="Thèmes du plan comptés dans cette ligne",
                choices=terms,
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def draft(self) -> LineDraft:
        """Return what the operation writes."""
        data = self.cleaned_data
        return LineDraft(data["label"], data["source"], frozenset(data.get("terms", ())))


def theme_line_initial(line: AfasTheme) -> dict[str, Any]:
    """Return what the form shows of a line. One query."""
    terms = list(line.terms.values_list("pk", flat=True))
    return {"version": line.version, "label": line.label, "source": line.source, "terms": terms}
