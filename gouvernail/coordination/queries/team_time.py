"""The time of the team in sums, over a year or a month that is over (decision 0071).

Nothing here compares persons: a sum that would let the time of one be read is not given. The lines
that too few noted are told as one; of a line, the months that too few noted are told with the year.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Sum

from gouvernail.accounts.models import User
from gouvernail.conventions.models import Convention
from gouvernail.coordination.models import Activity, LogShare
from gouvernail.coordination.queries.log import log_words
from gouvernail.coordination.queries.log_lines import NO_MISSION, NO_THEME
from gouvernail.rules.months import months_of, next_month
from gouvernail.rules.staffing import shown_fte
from gouvernail.rules.team_sums import TOGETHER, Noted, hides_people, told_sums
from gouvernail.staffing.queries.settings import settings_of

FEWEST = 3
MINUTES_IN_HOUR = 60
OTHER_THEMES, ALL_THEMES = "Autres thèmes, réunis", "Tous les thèmes, réunis"
OTHER_MISSIONS, ALL_MISSIONS = "Autres missions, réunies", "Toutes les missions, réunies"


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A theme, a mission or a month: the minutes of the team, and those of the reader.

    `team` is None when a month alone would tell the time of somebody: the year counts it.
    """

    label: str
    team: int | None
    own: int


@dataclass(frozen=True, slots=True)
class TeamTable:
    """The lines of a table, and what they add up to."""

    lines: tuple[TeamLine, ...]

    @property
    def team(self) -> int:
        """The minutes of the team that may be told."""
        return sum(line.team or 0 for line in self.lines)

    @property
    def own(self) -> int:
        """The minutes of the reader."""
        return sum(line.own for line in self.lines)


@dataclass(frozen=True, slots=True)
class TeamMonth:
    """A month that is over, in the view of a year."""

    month: date
    team: int
    own: int


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A year of the team, or one month of it.

    `hides` tells that too few noted their time over the year to give any sum of it.
    """

    year: int
    month: date | None
    people: int
    hides: bool
    by_theme: TeamTable
    by_mission: TeamTable
    months: tuple[TeamMonth, ...]
    logs: tuple[LogShare, ...]
    annual_hours: int

    @property
    def team(self) -> int:
        """The minutes of the team that may be told."""
        return self.by_theme.team

    @property
    def own(self) -> int:
        """The minutes of the reader."""
        return self.by_theme.own

    @property
    def full_time(self) -> Decimal:
        """The time of the team as a share of one full time over the year."""
        return shown_fte(Decimal(self.team) / (self.annual_hours * MINUTES_IN_HOUR))

    @property
    def in_year_only(self) -> int:
        """The minutes of the team that no month may tell; those of months not over are in it."""
        return self.team - sum(month.team for month in self.months)


def team_page(
    convention: Convention, user: User, year: int, today: date, month: date | None = None
) -> TeamPage:
    """Return the sums of the team over a year or over one month of it, and the reader's own.

    Five queries. Of a month that is not over, the page tells the reader's own time alone.
    """
    counted = _counted(convention, year)
    words = log_words(convention)
    themes = _Matter(
        tuple(row.noted(row.theme) for row in counted),
        {**dict(words.themes), None: NO_THEME, TOGETHER: OTHER_THEMES},
        ALL_THEMES,
    )
    missions = _Matter(
        tuple(row.noted(row.mission) for row in counted),
        {**dict(words.missions), None: NO_MISSION, TOGETHER: OTHER_MISSIONS},
        ALL_MISSIONS,
    )
    over = [each for each in months_of(year) if next_month(each) <= today]
    asked = month.month if month else None
    logs = LogShare.objects.filter(convention=convention, reader=user)
    people = len({row.user for row in counted})
    return TeamPage(
        year=year,
        month=month,
        people=people,
        hides=hides_people(people, FEWEST),
        by_theme=themes.table(user.pk, asked),
        by_mission=missions.table(user.pk, asked),
        months=() if asked else themes.months(user.pk, over),
        logs=tuple(logs.select_related("owner").order_by("owner__full_name", "pk")),
        annual_hours=settings_of(convention).annual_hours or 1,
    )


class _Counted(NamedTuple):
    user: int
    theme: int | None
    mission: int | None
    month: int
    minutes: int

    def noted(self, line: int | None) -> Noted:
        return Noted(self.user, line, self.month, self.minutes)


def _counted(convention: Convention, year: int) -> list[_Counted]:
    rows = Activity.objects.of(convention).filter(day__range=(date(year, 1, 1), date(year, 12, 31)))
    keys = ("user", "theme", "mission", "day__month")
    sums = rows.values(*keys).annotate(spent=Sum("minutes")).order_by(*keys)
    return [_Counted(*row) for row in sums.values_list(*keys, "spent")]


class _Matter:
    """What was noted along the themes, or along the missions, and what may be told of it."""

    def __init__(self, rows: tuple[Noted, ...], labels: dict[int | None, str], every: str) -> None:
        self.rows = rows
        self.told = told_sums(rows, FEWEST)
        is_one = set(self.told.year) == {TOGETHER}
        self.labels = {**labels, TOGETHER: every} if is_one else labels

    def table(self, user: int, month: int | None) -> TeamTable:
        """Return the lines of the year, or of a month."""
        told = self.told.months.get(month, {}) if month else self.told.year
        own = self._own(user, month)
        lines = [
            TeamLine(label, told.get(key), own[key])
            for key, label in self.labels.items()
            if key in told or key in own
        ]
        return TeamTable(tuple(lines))

    def months(self, user: int, over: Iterable[date]) -> tuple[TeamMonth, ...]:
        """Return what the months tell, those where nothing is told or noted left out."""
        found = (
            TeamMonth(
                month,
                sum(self.told.months.get(month.month, {}).values()),
                sum(self._own(user, month.month).values()),
            )
            for month in over
        )
        return tuple(month for month in found if month.team or month.own)

    def _own(self, user: int, month: int | None) -> Counter[int | None]:
        found: Counter[int | None] = Counter()
        for row in self.rows:
            if row.person == user and month in (None, row.month):
                found[self.told.lines.get(row.line, row.line)] += row.minutes
        return found
