"""Somebody's own log: a month, a year, what is typed, what was verified, what is only proposed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from gouvernail.accounts.models import User
from gouvernail.common.days import moments_of
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.models import Convention
from gouvernail.coordination.models import Activity, ActivityMonth, ActivityOrigin
from gouvernail.coordination.queries.log_lines import (
    NO_MISSION,
    NO_THEME,
    MonthPage,
    ProposedLine,
    SumLine,
    Words,
    YearMonth,
    YearPage,
)
from gouvernail.coordination.queries.traces import (
    Themes,
    TraceContext,
    Traces,
    themes_of,
    time_settings,
    traces_of,
)
from gouvernail.rules.inferred_time import GuessedTime, Trace, TypedTime
from gouvernail.rules.months import first_of, month_ends, months_of, next_month
from gouvernail.staffing.models import CoordinatorMission


def log_words(convention: Convention) -> Words:
    """Return the themes and missions that a time may go to. Two queries."""
    return _words(convention, themes_of(convention))


def own_lines(convention: Convention, user: User) -> tuple[Activity, ...]:
    """Return the whole of somebody's log, latest first. One query."""
    rows = Activity.objects.of(convention).filter(user=user)
    rows = rows.select_related("mission", "theme", "action", "sitting__body")
    return tuple(rows.order_by("-day", "-pk"))


def month_page(convention: Convention, user: User, month: date, today: date) -> MonthPage:
    """Return a month of somebody's log. Nine queries, whatever they did."""
    log = _read(convention, user, month_ends(month))
    settled = log.months.get(first_of(month))
    guessed = () if settled else log.traces.rows
    return MonthPage(
        month=first_of(month),
        is_over=next_month(month) <= today,
        settled=settled,
        lines=log.lines,
        proposal=_proposal(guessed, log),
        by_theme=_sums(log, guessed, themes=True),
        by_mission=_sums(log, guessed, themes=False),
        months_kept=log.months_kept,
    )


def year_page(convention: Convention, user: User, year: int, today: date) -> YearPage:
    """Return a year of somebody's log. Nine queries, whatever they did."""
    log = _read(convention, user, (date(year, 1, 1), date(year, 12, 31)))
    guessed = tuple(row for row in log.traces.rows if first_of(row.day) not in log.months)
    return YearPage(
        year=year,
        months=tuple(_year_month(month, log, guessed, today) for month in months_of(year)),
        by_theme=_sums(log, guessed, themes=True),
        by_mission=_sums(log, guessed, themes=False),
        minutes=_by((line.theme_id, line.minutes) for line in log.lines),
        themes=dict(log.words.themes),
    )


@dataclass(frozen=True, slots=True)
class _Log:
    words: Words
    lines: tuple[Activity, ...]
    months: dict[date, ActivityMonth]
    traces: Traces
    missions_of_traces: dict[Trace, int | None]
    months_kept: int


def _read(convention: Convention, user: User, days: tuple[date, date]) -> _Log:
    # A sitting prepared the month before is noted on another day: it is not proposed again.
    since, until = moments_of(*days)
    about = Q(
        sitting__starts_at__gte=since,
        sitting__starts_at__lt=until,
        origin=ActivityOrigin.TYPED.value,
    )
    rows = Activity.objects.of(convention).filter(Q(day__range=days) | about, user=user)
    rows = rows.select_related("mission", "theme", "action", "sitting__body")
    known = tuple(rows.order_by("-day", "-pk"))
    lines = tuple(line for line in known if days[0] <= line.day <= days[1])
    months = ActivityMonth.objects.filter(convention=convention, user=user, month__range=days)
    themes, settings = themes_of(convention), time_settings(convention)
    typed = tuple(
        TypedTime(line.day, line.sitting_id, line.action_id)
        for line in known
        if line.origin == ActivityOrigin.TYPED
    )
    return _Log(
        _words(convention, themes),
        lines,
        {row.month: row for row in months},
        traces_of(convention, user, days, TraceContext(settings, themes, typed)),
        dict(settings.missions),
        settings.months_kept,
    )


def _words(convention: Convention, themes: Themes) -> Words:
    missions = CoordinatorMission.objects.filter(convention=convention).order_by("position", "pk")
    return Words(tuple(themes.labels.items()), tuple(missions.values_list("pk", "title")))


def _proposal(guessed: Iterable[GuessedTime], log: _Log) -> tuple[ProposedLine, ...]:
    groups: defaultdict[tuple[int | None, int | None], list[GuessedTime]] = defaultdict(list)
    for row in guessed:
        groups[log.missions_of_traces[row.trace], row.theme].append(row)
    themes, missions = dict(log.words.themes), dict(log.words.missions)
    lines = [
        ProposedLine(
            mission,
            theme,
            missions.get(mission or 0, NO_MISSION),
            themes.get(theme or 0, NO_THEME),
            sum(row.minutes for row in rows),
            _why(rows, log.traces),
        )
        for (mission, theme), rows in groups.items()
    ]
    by_mission, by_theme = _ranks(missions), _ranks(themes)
    return tuple(
        sorted(lines, key=lambda line: (by_mission(line.mission_id), by_theme(line.theme_id)))
    )


def _ranks(words: Mapping[int, str]) -> Callable[[int | None], int]:
    """Return the place of each word; what has none comes last."""
    places = {pk: place for place, pk in enumerate(words)}
    return lambda pk: places.get(pk or 0, len(places))


def _why(rows: Sequence[GuessedTime], traces: Traces) -> str:
    names = dict.fromkeys(traces.sittings[row.key] for row in rows if row.trace is Trace.SITTING)
    changes = sum(row.trace is Trace.CHANGE for row in rows)
    told = list(names)
    if changes:
        told.append(counted(changes, "modification d’action,modifications d’actions"))
    return ", ".join(told)


def _sums(log: _Log, guessed: Iterable[GuessedTime], *, themes: bool) -> tuple[SumLine, ...]:
    said = dict(log.words.themes if themes else log.words.missions)
    found: defaultdict[int | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in log.lines:
        found[line.theme_id if themes else line.mission_id][line.origin] += line.minutes
    for row in guessed:
        key = row.theme if themes else log.missions_of_traces[row.trace]
        found[key]["proposed"] += row.minutes
    total = sum(line.minutes for line in log.lines)
    none = NO_THEME if themes else NO_MISSION
    ordered = [*said, *([None] if None in found else [])]
    return tuple(
        _sum(said.get(key or 0, none), found[key], total) for key in ordered if key in found
    )


def _sum(label: str, minutes: dict[str, int], total: int) -> SumLine:
    typed, inferred, corrected = (minutes.get(origin.value, 0) for origin in ActivityOrigin)
    noted = typed + inferred + corrected
    percent = round(Decimal(noted) * 100 / total) if total else 0
    return SumLine(label, typed, inferred, corrected, minutes.get("proposed", 0), percent)


def _year_month(month: date, log: _Log, guessed: Iterable[GuessedTime], today: date) -> YearMonth:
    settled = log.months.get(month)
    return YearMonth(
        month,
        sum(line.minutes for line in log.lines if first_of(line.day) == month),
        sum(row.minutes for row in guessed if first_of(row.day) == month),
        settled.settled_at if settled else None,
        next_month(month) <= today,
    )


def _by(pairs: Iterable[tuple[int | None, int]]) -> dict[int | None, int]:
    found: defaultdict[int | None, int] = defaultdict(int)
    for key, minutes in pairs:
        found[key] += minutes
    return dict(found)
