"""How often each organisation comes to the sittings of a body, and who no longer does."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from gouvernail.common.days import moments_of
from gouvernail.conventions.models import Convention
from gouvernail.governance.minutes_words import run_sentence
from gouvernail.governance.models import Attendance, Body
from gouvernail.rules.attendance import Tally, best_presence, missed_in_a_row, tally
from gouvernail.rules.sittings import COUNTS

MONTHS = 24
SHOWN_YEARS = 5


@dataclass(frozen=True, slots=True)
class NotedPresence:
    """How one seat was held at one sitting."""

    sitting_id: int
    on: date
    who: str
    presence: str


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """How an organisation attended: over the last months, and its rate by year."""

    name: str
    recent: Tally
    rates: tuple[tuple[int, int | None], ...]


@dataclass(frozen=True, slots=True)
class AttendanceTable:
    """The attendance of a body by organisation; `sentences` name those who no longer come."""

    since: date
    years: tuple[int, ...]
    lines: tuple[OrganisationLine, ...]
    sentences: tuple[str, ...]


def noted_presences(body: Body) -> list[NotedPresence]:
    """Return how the seats of a body were held at all its past sittings, in order. One query.

    A seat without an organisation goes by its function.
    """
    held = [state.value for state in COUNTS]
    rows = Attendance.objects.filter(
        sitting__body=body, sitting__state__in=held, seat__isnull=False
    ).order_by("sitting__starts_at", "sitting_id", "pk")
    return [
        NotedPresence(sitting, _day(moment), organisation or function, presence)
        for sitting, moment, organisation, function, presence in rows.values_list(
            "sitting_id",
            "sitting__starts_at",
            "organisation__name",
            "function",
            "presence",
        )
    ]


def attendance_table(noted: Sequence[NotedPresence], today: date) -> AttendanceTable:
    """Return the attendance by organisation, the least assiduous first. No query."""
    since = months_before(today, MONTHS)
    years = tuple(sorted({row.on.year for row in noted}, reverse=True)[:SHOWN_YEARS])
    lines, runs = [], []
    for name, presences in _by_organisation(noted).items():
        recent = [presence for on, presence in presences if on >= since]
        rates = tuple((year, _rate_of(presences, year)) for year in years)
        lines.append(OrganisationLine(name, tally(recent), rates))
        missed, is_excused = missed_in_a_row(recent)
        if missed:
            runs.append((-missed, run_sentence(name, missed, is_excused=is_excused)))
    lines.sort(key=lambda line: (_rank(line.recent.rate), line.name))
    return AttendanceTable(since, years, tuple(lines), tuple(words for _, words in sorted(runs)))


def months_before(day: date, months: int) -> date:
    """Return the first day of the month that began some months before the one of a day."""
    whole = day.year * 12 + day.month - 1 - months
    return date(whole // 12, whole % 12 + 1, 1)


def _by_organisation(noted: Sequence[NotedPresence]) -> dict[str, list[tuple[date, str]]]:
    """Return how each was there, a presence a sitting, the oldest first."""
    seats: dict[str, dict[tuple[date, int], list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in noted:
        seats[row.who][row.on, row.sitting_id].append(row.presence)
    return {
        name: [(on, best_presence(held)) for (on, _), held in sittings.items()]
        for name, sittings in seats.items()
    }


def _rate_of(presences: Sequence[tuple[date, str]], year: int) -> int | None:
    return tally(presence for on, presence in presences if on.year == year).rate


def _rank(rate: int | None) -> int:
    return 101 if rate is None else rate


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def tallies_between(convention: Convention, since: date, until: date) -> dict[int, Tally]:
    """Return how many of those awaited came to each sitting held in a period. One query."""
    held = [state.value for state in COUNTS]
    begins, over = moments_of(since, until)
    rows = Attendance.objects.filter(
        sitting__convention=convention,
        sitting__state__in=held,
        sitting__starts_at__gte=begins,
        sitting__starts_at__lt=over,
        seat__isnull=False,
    )
    noted: dict[int, list[str]] = defaultdict(list)
    for sitting, presence in rows.order_by("pk").values_list("sitting_id", "presence"):
        noted[sitting].append(presence)
    return {sitting: tally(presences) for sitting, presences in noted.items()}
