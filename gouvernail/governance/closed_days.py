"""Days on which nobody should be convened: public holidays, and school holidays of the zone."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from holidays import country_holidays
from vacances_scolaires_france import SchoolHolidayDates, UnsupportedYearException

from gouvernail.conventions.models import Convention, PerimeterCommune
from gouvernail.rules.school_zones import school_zone


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


def closing_words(zone: str) -> Callable[[date], str]:
    """Return what tells why a day is closed in a zone, in words; empty when it is open."""

    def told(day: date) -> str:
        if day in _public_holidays(day.year):
            return "jour férié"
        return "vacances scolaires" if day in _school_holidays(day.year, zone) else ""

    return told


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("FR", years=year))


@lru_cache(maxsize=64)
def _school_holidays(year: int, zone: str) -> frozenset[date]:
    """Return the days off of a zone; none when the calendar of that year is not known yet."""
    if not zone:
        return frozenset()
    try:
        found = SchoolHolidayDates().holidays_for_year_and_zone(year, zone)
    except UnsupportedYearException:
        return frozenset()
    return frozenset(found)
