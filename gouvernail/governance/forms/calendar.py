"""What the address of the calendar asks for: a view, when, and whose sittings."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.utils.http import urlencode

from gouvernail.common.asked import YEARS, asked_month, asked_year, number_of
from gouvernail.rules.months import first_of, next_month, previous_month


class View(StrEnum):
    """How the calendar is drawn."""

    YEAR = "annee"
    MONTH = "mois"
    LIST = "liste"


VIEW_LABELS = {View.YEAR: "Année", View.MONTH: "Mois", View.LIST: "Liste"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A view, the first day of the month it is about, and the body it keeps."""

    view: View
    month: date
    body_id: int | None = None

    @property
    def query(self) -> str:
        """Write the address that asks for this."""
        when = ("mois", f"{self.month:%Y-%m}")
        if self.view is not View.MONTH:
            when = ("annee", str(self.month.year))
        told = [("vue", self.view.value), when]
        if self.body_id:
            told.append(("instance", str(self.body_id)))
        return f"?{urlencode(told)}"

    def seen_as(self, view: View) -> "Asked":
        """Return the same, drawn otherwise."""
        return replace(self, view=view)

    def of_body(self, known: Container[int]) -> "Asked":
        """Return the same without a body that is not known."""
        return (
            self if self.body_id is None or self.body_id in known else replace(self, body_id=None)
        )

    def in_month(self, month: date) -> "Asked":
        """Return the view of a month, of the same body."""
        return replace(self, view=View.MONTH, month=month)

    def around(self) -> tuple["Asked | None", "Asked | None"]:
        """Return what comes before and after: a month, or a year; None past the calendar's ends."""
        if self.view is View.MONTH:
            before, after = previous_month(self.month), next_month(self.month)
        else:
            before = self.month.replace(year=self.month.year - 1)
            after = self.month.replace(year=self.month.year + 1)
        return self._at(before), self._at(after)

    def _at(self, month: date) -> "Asked | None":
        return replace(self, month=month) if month.year in YEARS else None


def asked_calendar(told: Mapping[str, str], today: date) -> Asked:
    """Read an address; what makes no sense is left out."""
    view = told.get("vue", "")
    return Asked(
        View(view) if view in set(View) else View.YEAR,
        asked_month(told) or _january(asked_year(told), today),
        number_of(told.get("instance", "")),
    )


def _january(year: int | None, today: date) -> date:
    """Return January of another year; for this one, or without one, the month of today."""
    return date(year, 1, 1) if year and year != today.year else first_of(today)
