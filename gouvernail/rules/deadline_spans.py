"""Pieces of a deadline (a day, a month, a quarter, a school year) and the days they cover."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DeadlineKind(StrEnum):
    """The grain in which a deadline is known."""

    DATE = "date"
    RANGE = "range"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"
    ONGOING = "ongoing"
    NONE = "none"
    UNCLEAR = "unclear"


class UnclearReason(StrEnum):
    """Why a text cannot be read as a deadline without asking."""

    AMBIGUOUS_YEARS = "ambiguous_years"
    IMPOSSIBLE_DATE = "impossible_date"
    CONTRADICTORY_DATES = "contradictory_dates"
    NO_YEAR = "no_year"
    VAGUE = "vague"
    SEVERAL_DATES = "several_dates"
    START_ONLY = "start_only"
    NOT_A_DATE = "not_a_date"


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a piece of text covers; a single day has no start, a `rentrée` no end."""

    kind: DeadlineKind
    start: date | None
    end: date | None

    @property
    def first(self) -> date | None:
        """The first day covered."""
        return self.start or self.end

    @property
    def last(self) -> date | None:
        """The last day covered."""
        return self.end or self.start


FIRST_YEAR, LAST_YEAR = 1950, 2100

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan",
            "fevrier fevr fev",
            "mars mar",
            "avril avr",
            "mai",
            "juin",
            "juillet juil jul",
            "aout aou",
            "septembre sept sep",
            "octobre oct",
            "novembre nov",
            "decembre dec",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH_WORD = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b"
YEAR = r"(?:19|20)[0-9]{2}"

_ORDINALS = {"premier": 1, "premiere": 1, "second": 2, "seconde": 2, "deuxieme": 2}
_ORDINALS |= {"troisieme": 3, "quatrieme": 4}
_ORDINAL = rf"(?P<rank>{'|'.join(_ORDINALS)}|[1-4](?: ?(?:ere|er|eme|nde|nd|de|e))?)"
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
_HOUR = r"(?:[t ,]+(?:a )?[0-9]{1,2}[:h][0-9:.]*z?)?"
_DASHES = re.compile(r"[\u2010-\u2015\u2212\u2192\u00ad]")
_QUOTES = re.compile(r"[\u2018\u2019\u02bc\u0060\u00b4]")


def plain(text: str) -> str:
    """Return a text ready to be read: no accents, small letters, one kind of dash and space.

    Unit: text, to read and never to show.
    Errors: none.
    Source: CHOICE 0005.
    """
    text = _QUOTES.sub("'", _DASHES.sub("-", text))
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


def _full_year(digits: str) -> int:
    """Return the year that two or four digits stand for."""
    return int(digits) + 2000 if len(digits) == 2 else int(digits)


def read_span(text: str) -> Span | UnclearReason | None:
    """Return what one piece of plain text covers, or None when no pattern knows it.

    Unit: days, both ends included.
    Errors: none; a piece that is known and cannot be gives its reason.
    Source: CHOICE 0005.
    """
    for pattern, build in _PATTERNS:
        match = pattern.fullmatch(text)
        if match:
            return build(match)
    return None


def day_span(year: int, month: int, day: int) -> Span | UnclearReason:
    """Return one day, or say that the calendar does not have it.

    Unit: days.
    Errors: none; IMPOSSIBLE_DATE is returned, also for a year before 1950 or after 2100.
    Source: CHOICE 0005.
    """
    try:
        found = date(year, month, day)
    except ValueError:
        return UnclearReason.IMPOSSIBLE_DATE
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return UnclearReason.IMPOSSIBLE_DATE
    return Span(DeadlineKind.DATE, None, found)


def _months_span(kind: DeadlineKind, year: int, first: int, count: int) -> Span | UnclearReason:
    """Return `count` whole months of a year, from the month `first`."""
    last = first + count - 1
    if first < 1 or last > 12 or not FIRST_YEAR <= year <= LAST_YEAR:
        return UnclearReason.IMPOSSIBLE_DATE
    return Span(kind, date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def year_span(year: int) -> Span | UnclearReason:
    """Return a calendar year.

    Unit: days, from 1 January to 31 December.
    Errors: none; IMPOSSIBLE_DATE is returned for a year before 1950 or after 2100.
    Source: CHOICE 0005.
    """
    return _months_span(DeadlineKind.YEAR, year, 1, 12)


def _rank(word: str) -> int:
    return _ORDINALS.get(word) or int(word[0])


def _day(match: re.Match[str]) -> Span | UnclearReason:
    return day_span(_full_year(match["year"]), int(match["month"]), int(match["day"]))


def _day_in_words(match: re.Match[str]) -> Span | UnclearReason:
    return day_span(_full_year(match["year"]), MONTHS[match["month"]], int(match["day"]))


def _month(match: re.Match[str]) -> Span | UnclearReason:
    month = MONTHS.get(match["month"]) or int(match["month"])
    return _months_span(DeadlineKind.MONTH, _full_year(match["year"]), month, 1)


def _quarter(match: re.Match[str]) -> Span | UnclearReason:
    first = 3 * _rank(match["rank"]) - 2
    return _months_span(DeadlineKind.QUARTER, _full_year(match["year"]), first, 3)


def _half(match: re.Match[str]) -> Span | UnclearReason:
    first = 6 * _rank(match["rank"]) - 5
    return _months_span(DeadlineKind.HALF, _full_year(match["year"]), first, 6)


def _year(match: re.Match[str]) -> Span | UnclearReason:
    return year_span(int(match["year"]))


def _years(match: re.Match[str]) -> Span | UnclearReason:
    first, last = int(match["year"]), int(match["last"])
    if last == first + 1:
        return UnclearReason.AMBIGUOUS_YEARS
    if last <= first:
        return UnclearReason.CONTRADICTORY_DATES
    return Span(DeadlineKind.RANGE, date(first, 1, 1), date(last, 12, 31))


def _school_year(match: re.Match[str]) -> Span | UnclearReason:
    first = int(match["year"])
    last = first // 100 * 100 + int(match["last"][-2:])
    if last <= first:
        return UnclearReason.CONTRADICTORY_DATES
    kind = DeadlineKind.SCHOOL_YEAR if last == first + 1 else DeadlineKind.RANGE
    return Span(kind, date(first, 9, 1), date(last, 8, 31))


def _back_to_school(match: re.Match[str]) -> Span | UnclearReason:
    return Span(DeadlineKind.SCHOOL_YEAR, date(int(match["year"]), 9, 1), None)


_Builder = Callable[[re.Match[str]], Span | UnclearReason]

_Y = rf"(?P<year>{YEAR})"
_Y2 = r"(?P<year>[0-9]{4}|[0-9]{2})"
_TWO_YEARS = rf"{_Y} ?[-/] ?(?P<last>{YEAR})"
_OF = r"(?: (?:de l'annee|de|annee))? ?[-/.]? ?"

_D = rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})"
_M = rf"(?P<month>{MONTH_WORD})\.?"
_N = r"(?P<month>[0-9]{1,2})"

_PATTERNS: tuple[tuple[re.Pattern[str], _Builder], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"{_D} ?([/.\- ]) ?{_N} ?\2 ?{_Y2}{_HOUR}", _day),
        (rf"(?P<year>[0-9]{{4}})([/.\-]){_N}\2(?P<day>[0-9]{{1,2}}){_HOUR}", _day),
        (rf"{_D}(?: ?er)?[ -]?{_M}[ -]*{_Y2}{_HOUR}", _day_in_words),
        (rf"{_M}(?: de)? ?[-/.]? ?(?P<year>[0-9]{{4}})", _month),
        (rf"{_M}[-/'](?P<year>[0-9]{{2}})", _month),
        (rf"{_N} ?[-/.] ?{_Y}", _month),
        (rf"{_Y}-(?P<month>[0-9]{{2}})", _month),
        (rf"[tq]\.? ?(?P<rank>[1-4]){_OF}{_Y}", _quarter),
        (rf"{_Y}[ /-]*[tq](?P<rank>[1-4])", _quarter),
        (rf"(?P<rank>[1-4])t ?{_Y}", _quarter),
        (rf"{_ORDINAL} ?trim(?:estre|\.)?{_OF}{_Y}", _quarter),
        (rf"trimestre (?P<rank>[1-4]){_OF}{_Y}", _quarter),
        (rf"s\.? ?(?P<rank>[12]){_OF}{_Y}", _half),
        (rf"{_Y}[ /-]*s(?P<rank>[12])", _half),
        (rf"(?P<rank>[12])s ?{_Y}", _half),
        (rf"{_ORDINAL} ?sem(?:estre|\.)?{_OF}{_Y}", _half),
        (rf"semestre (?P<rank>[12]){_OF}{_Y}", _half),
        (rf"(?:(?:l'|toute l')?annee |exercice )?(?:civile )?{_Y}", _year),
        (_TWO_YEARS, _years),
        (rf"annees? scolaires? {_Y} ?[-/a] ?(?P<last>(?:20)?[0-9]{{2}})", _school_year),
        (rf"{_TWO_YEARS} \(?(?:annees? )?scolaires?\)?", _school_year),
        (
            rf"rentree(?: scolaire)?(?: de)?(?: (?:septembre|sept\.?))?(?: de)?[ :]*{_Y}"
            rf"(?: ?[-/] ?(?:20)?[0-9]{{2}})?",
            _back_to_school,
        ),
    )
)
