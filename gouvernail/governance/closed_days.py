"""Days on which nobody should be convened: public holidays, and school holidays of the zone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from holidays import country_holidays
from vacances_scolaires_france import SchoolHolidayDates, UnsupportedYearException

from gouvernail.conventions.models import Convention, PerimeterCommune
from gouvernail.rules.school_zones import school_zone

_NONE: Mapping[date, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DayOff:
    """Why a day is off, in words: the public holiday, the school holidays; empty when it is not."""

    holiday: str = ""
    school: str = ""


def zone_of(convention: Convention) -> str:
    """Return the school zone of a convention, by its first commune. One query."""
    code = (
        PerimeterCommune.objects.filter(convention=convention)
        .order_by("commune__insee_code")
        .values_list("commune__departement_id", flat=True)
        .first()
    )
    return school_zone(code or "")


def closed_in(zone: str) -> Callable[[date], bool]:
    """Return what tells whether a day is closed in a zone. No query."""
    return lambda day: day in _public_holidays(day.year) or day in _school_holidays(day.year, zone)


def day_off(day: date, zone: str) -> DayOff:
    """Tell why a day is off in a zone. No query."""
    holiday = _public_holidays(day.year).get(day, "")
    return DayOff(holiday, _school_holidays(day.year, zone).get(day, ""))


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> Mapping[date, str]:
    found = country_holidays("FR", years=year, language="fr")
    return MappingProxyType({day: _typeset(name) for day, name in found.items()})


@lru_cache(maxsize=64)
def _school_holidays(year: int, zone: str) -> Mapping[date, str]:
    """Return the days off of a zone; none when the calendar of that year is not known yet."""
    if not zone:
        return _NONE
    try:
        found = SchoolHolidayDates().holidays_for_year_and_zone(year, zone)
    except UnsupportedYearException:
        return _NONE
    return MappingProxyType(
        {day: _typeset(str(told["nom_vacances"])) for day, told in found.items()}
    )


def _typeset(name: str) -> str:
    return name.replace("'", "’")
