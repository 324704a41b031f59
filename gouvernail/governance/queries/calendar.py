"""The sittings of a convention over a year or a month, beside what the rhythms ask for."""

from calendar import MONDAY, Calendar
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import timezone

from gouvernail.conventions.models import Convention
from gouvernail.governance.closed_days import DayOff, day_off, zone_of
from gouvernail.governance.models import Body, ObligationKind, Sitting
from gouvernail.governance.queries.lines import ObligationLine
from gouvernail.governance.queries.obligations import obligation_lines
from gouvernail.governance.words import rhythm_words
from gouvernail.rules.cadence import Rhythm, Standing, empty_stretches
from gouvernail.rules.periods import DAY, Term, part_in

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class RhythmLine:
    """What a rhythm asks of a body in a year, and where it stands: « 1 sur 1 à 2 »."""

    words: str
    standing: Standing
    source: str


@dataclass(frozen=True, slots=True)
class YearCell:
    """A month of a body. A sitting is to be held by `due_on`; `is_missed` says none was in time."""

    month: date
    sittings: tuple[Sitting, ...]
    due_on: date | None
    is_missed: bool


@dataclass(frozen=True, slots=True)
class YearRow:
    """A body over a year."""

    body: Body
    cells: tuple[YearCell, ...]
    rhythms: tuple[RhythmLine, ...]


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the month view; `opens_school` says that its row or its holidays begin there."""

    on: date
    is_outside: bool
    is_today: bool
    off: DayOff
    opens_school: bool
    sittings: tuple[Sitting, ...]


@dataclass(frozen=True, slots=True)
class MonthGroup:
    """The sittings of one month, for the list."""

    month: date
    sittings: tuple[Sitting, ...]


def calendar_bodies(convention: Convention) -> list[Body]:
    """Return every body of a convention, those that meet no more last. One query."""
    rows = Body.objects.of(convention).order_by("position", "pk")
    return sorted(rows, key=lambda body: body.closed_on is not None)


def sittings_in(convention: Convention, month: date, body_id: int | None) -> list[Sitting]:
    """Return the sittings of the year of a month, in order. One query."""
    rows = Sitting.objects.of(convention).filter(starts_at__year=month.year)
    if body_id:
        rows = rows.filter(body=body_id)
    return list(rows.select_related("body").order_by("starts_at", "pk"))


def by_month(sittings: Iterable[Sitting]) -> tuple[MonthGroup, ...]:
    """Return sittings in order, a group per month. No query."""
    groups = groupby(sittings, key=lambda row: day_of(row).replace(day=1))
    return tuple(MonthGroup(month, tuple(rows)) for month, rows in groups)


def year_rows(
    convention: Convention, year: int, bodies: Sequence[Body], sittings: Sequence[Sitting]
) -> tuple[YearRow, ...]:
    """Return a row per body that meets, or met that year. Six queries at most."""
    today = timezone.localdate()
    lines: dict[int, list[ObligationLine]] = defaultdict(list)
    for line in obligation_lines(convention, year, today):
        if line.obligation.kind == ObligationKind.RHYTHM.value and line.obligation.body_id:
            lines[line.obligation.body_id].append(line)
    dated: dict[int, list[Sitting]] = defaultdict(list)
    for sitting in sittings:
        dated[sitting.body_id].append(sitting)
    life = convention.life
    return tuple(
        YearRow(
            body,
            tuple(_cells(year, dated[body.pk], lines[body.pk], life)),
            tuple(_rhythm_line(line) for line in lines[body.pk]),
        )
        for body in bodies
        if body.closed_on is None or dated[body.pk]
    )


def month_weeks(
    convention: Convention, month: date, sittings: Sequence[Sitting]
) -> tuple[tuple[DayCell, ...], ...]:
    """Return the weeks of a month, Monday to Sunday, with the days off of the zone. One query."""
    today, zone = timezone.localdate(), zone_of(convention)
    dated: dict[date, list[Sitting]] = defaultdict(list)
    for sitting in sittings:
        dated[day_of(sitting)].append(sitting)
    weeks = Calendar(MONDAY).monthdatescalendar(month.year, month.month)
    return tuple(
        tuple(
            DayCell(
                on=on,
                is_outside=on.month != month.month,
                is_today=on == today,
                off=day_off(on, zone),
                opens_school=_opens_school(on, zone),
                sittings=tuple(dated[on]) if on.month == month.month else (),
            )
            for on in week
        )
        for week in weeks
    )


def _opens_school(on: date, zone: str) -> bool:
    is_first = on.day == 1 or on.weekday() == MONDAY
    return is_first or not day_off(on - DAY, zone).school


def day_of(sitting: Sitting) -> date:
    """Return the day of a sitting, where people live. No query."""
    return timezone.localtime(sitting.starts_at).date()


def _cells(
    year: int, sittings: list[Sitting], lines: list[ObligationLine], life: Term
) -> Iterable[YearCell]:
    months = {group.month.month: group.sittings for group in by_month(sittings)}
    due = {line.latest_date for line in lines if line.missing and line.latest_date}
    missed = {month for line in lines for month in _missed(line, life)}
    for number in MONTHS:
        month = date(year, number, 1)
        asked = min((on for on in due if on.replace(day=1) == month), default=None)
        yield YearCell(month, months.get(number, ()), asked, month in missed)


def _missed(line: ObligationLine, life: Term) -> set[date]:
    """Return the last month of each stretch gone by without a sitting."""
    row = line.obligation
    rhythm = Rhythm(row.at_least, row.at_most, row.per_months, row.is_average)
    held = [proof.on for proof in line.held]
    gone = empty_stretches(rhythm, part_in(line.period, life), held, timezone.localdate())
    return {stretch.end.replace(day=1) for stretch in gone}


def _rhythm_line(line: ObligationLine) -> RhythmLine:
    return RhythmLine(rhythm_words(line), line.standing, line.obligation.source)
