"""The declarations to the Caf: when they fall due by default, and if they were made in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gouvernail.rules.cadence import Standing

# From the most worrying to the least.
_ORDER = (Standing.MISSED, Standing.AT_RISK, Standing.ON_COURSE, Standing.HELD)


@dataclass(frozen=True, slots=True)
class Due:
    """A declaration that one employer owes; `declared_on` is None until it is made."""

    closes_on: date
    notice_days: int
    declared_on: date | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """When a declaration of a year is open. `opens_on` is None when nobody said it."""

    kind: str
    opens_on: date | None
    closes_on: date


def assess_declaration(due: Due, today: date) -> Standing:
    """Return where one declaration stands on a day.

    Held: made by its last day. Missed: that day is over without it, or it was made later. At risk:
    the last day comes within the notice. On course otherwise.

    Unit: a standing.
    Errors: none.
    Source: CHOICE 0068; PILOTAGE, § 4.2: "selon la ventilation de déclaration d'activités".
    """
    if due.declared_on is not None:
        return Standing.HELD if due.declared_on <= due.closes_on else Standing.MISSED
    if today > due.closes_on:
        return Standing.MISSED
    notice = timedelta(days=due.notice_days)
    return Standing.AT_RISK if due.closes_on <= today + notice else Standing.ON_COURSE


def assess_declarations(dues: Iterable[Due], today: date) -> Standing:
    """Return where the declarations of a year stand together: as the most worrying of them.

    Unit: a standing; not applicable when nothing is due.
    Errors: none.
    Source: CHOICE 0068; PILOTAGE, § 4.2.
    """
    found = {assess_declaration(due, today) for due in dues}
    return next((standing for standing in _ORDER if standing in found), Standing.NOT_APPLICABLE)


def proposed_windows(year: int) -> tuple[Window, ...]:
    """Return the days that one Caf once published, for the declarations of a year.

    They are an example to check with the Caf, never a rule: days differ by Caf and by year.

    Unit: windows, in the order of their last days.
    Errors: ValueError in the first and last years of the calendar (1 and 9999).
    Source: CHOICE 0068, after the calendar of the Caf de la Somme.
    """
    return (
        Window("forecast", date(year - 1, 12, 15), date(year, 2, 13)),
        Window("update", date(year, 6, 15), date(year, 7, 10)),
        Window("update_2", date(year, 9, 17), date(year, 10, 12)),
        Window("actual", None, date(year + 1, 3, 31)),
    )
