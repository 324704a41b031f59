"""What the calendar reads: a year against its rhythms, or a month of days."""

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from gouvernail.conventions.models import Convention
from gouvernail.governance.closed_days import closing_words, zone_of
from gouvernail.governance.models import Body, ObligationKind, Sitting
from gouvernail.governance.queries.lines import ObligationLine
from gouvernail.governance.queries.obligations import obligation_lines
from gouvernail.rules.cadence import Standing

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class BodyYear:
    """The sittings of a body, month by month, and its rhythm: « 2 sur 1 à 2 »."""

    body: Body
    months: tuple[tuple[Sitting, ...], ...]
    held: str
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class YearPage:
    """The sittings of a year, a line per body."""

    year: int
    lines: tuple[BodyYear, ...]
    total: int


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of a month: why it is closed, in words, and what sits that day."""

    on: date
    is_in: bool
    is_today: bool
    closed: str
    sittings: tuple[Sitting, ...]


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A month, week by week from Monday on."""

    first: date
    before: date
    after: date
    weeks: tuple[tuple[DayCell, ...], ...]
    total: int


def year_page(convention: Convention, year: int, body_id: int | None, today: date) -> YearPage:
    """Return a year of sittings against the rhythms. Eight queries at most."""
    sittings = _between(convention, date(year, 1, 1), date(year, 12, 31), body_id)
    months: dict[tuple[int, int], list[Sitting]] = defaultdict(list)
    for row in sittings:
        months[row.body_id, timezone.localtime(row.starts_at).month].append(row)
    rhythms = _rhythms(convention, year, today)
    bodies = Body.objects.of(convention).order_by("position", "pk")
    sat = {row.body_id for row in sittings}
    shown = [
        body
        for body in bodies
        if (body_id in {None, body.pk}) and (body.closed_on is None or body.pk in sat)
    ]
    lines = tuple(
        BodyYear(
            body=body,
            months=tuple(tuple(months[body.pk, month]) for month in MONTHS),
            held=_told(rhythms.get(body.pk)),
            standing=rhythms[body.pk].standing if body.pk in rhythms else None,
        )
        for body in shown
    )
    return YearPage(year, lines, len(sittings))


def month_page(convention: Convention, first: date, body_id: int | None, today: date) -> MonthPage:
    """Return a month of days. Two queries."""
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    days: dict[date, list[Sitting]] = defaultdict(list)
    for row in _between(convention, weeks[0][0], weeks[-1][-1], body_id):
        days[timezone.localtime(row.starts_at).date()].append(row)
    closed = closing_words(zone_of(convention))
    cells = tuple(
        tuple(
            DayCell(
                on=day,
                is_in=day.month == first.month,
                is_today=day == today,
                closed=closed(day),
                sittings=tuple(days[day]),
            )
            for day in week
        )
        for week in weeks
    )
    inside = sum(len(cell.sittings) for week in cells for cell in week if cell.is_in)
    before = (first - timedelta(days=1)).replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return MonthPage(first, before, after, cells, inside)


def _between(convention: Convention, start: date, end: date, body_id: int | None) -> list[Sitting]:
    rows = Sitting.objects.of(convention).filter(
        starts_at__gte=timezone.make_aware(datetime.combine(start, time.min)),
        starts_at__lt=timezone.make_aware(datetime.combine(end + timedelta(days=1), time.min)),
    )
    if body_id:
        rows = rows.filter(body=body_id)
    return list(rows.select_related("body").order_by("starts_at", "pk"))


def _rhythms(convention: Convention, year: int, today: date) -> dict[int, ObligationLine]:
    found = {}
    for line in obligation_lines(convention, year, today):
        is_rhythm = line.obligation.kind == ObligationKind.RHYTHM.value
        if is_rhythm and line.obligation.body_id and line.obligation.body_id not in found:
            found[line.obligation.body_id] = line
    return found


def _told(line: ObligationLine | None) -> str:
    if line is None or line.expected is None:
        return ""
    least, most = line.expected.least, line.expected.most
    if most is None:
        return f"{len(line.held)} sur {least} au moins"
    return f"{len(line.held)} sur {least}" + (f" à {most}" if most != least else "")
