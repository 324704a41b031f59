"""The time of the team in sums, who reads a log, and what the shares declared say beside it.

Nothing here compares persons: a sum that would let the time of one be read is not given.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from gouvernail.accounts.models import User
from gouvernail.conventions.models import Convention, Membership
from gouvernail.coordination.models import Activity, LogReading, LogShare
from gouvernail.coordination.permissions import is_account_of
from gouvernail.coordination.queries.log import NO_MISSION, NO_THEME, Words, log_words
from gouvernail.directory.models import Person
from gouvernail.rules.inferred_time import grouped_together, hides_people, share_gaps
from gouvernail.rules.roles import RIGHTS, Right
from gouvernail.rules.staffing import shown_fte
from gouvernail.staffing.models import StaffingSettings, ThemeShare

FEWEST = 3
TOLERANCE = Decimal(10)
MINUTES_IN_HOUR = 60
# The line of those that too few noted: no theme and no mission has this number.
GROUPED = 0
OTHER_THEMES = "Autres thèmes, réunis"
OTHER_MISSIONS = "Autres missions, réunies"


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A theme or a mission: the minutes of the team, and those of the reader."""

    label: str
    team: int
    own: int


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A year of the team. `hides` tells that too few noted their time to give the sums."""

    year: int
    people: int
    hides: bool
    team: int
    own: int
    by_theme: tuple[TeamLine, ...]
    by_mission: tuple[TeamLine, ...]
    logs: tuple[LogShare, ...]
    annual_hours: int

    @property
    def full_time(self) -> Decimal:
        """The time of the team as a share of one full time over the year."""
        return shown_fte(Decimal(self.team) / (self.annual_hours * MINUTES_IN_HOUR))


@dataclass(frozen=True, slots=True)
class GapLine:
    """A theme whose noted share is far from the declared one, in whole percents."""

    theme: str
    declared: int
    noted: int


@dataclass(frozen=True, slots=True)
class ReadersPage:
    """Who may read a log, and who did."""

    shares: tuple[LogShare, ...]
    readings: tuple[LogReading, ...]


def team_page(convention: Convention, user: User, year: int) -> TeamPage:
    """Return the sums of the team over a year, and the reader's own. Five queries."""
    days = (date(year, 1, 1), date(year, 12, 31))
    rows = Activity.objects.of(convention).filter(day__range=days)
    counted = list(
        rows.values("user", "theme", "mission")
        .annotate(spent=Sum("minutes"))
        .values_list("user", "theme", "mission", "spent")
        .order_by("user", "theme", "mission")
    )
    people = len({owner for owner, *_ in counted})
    hides = hides_people(people, FEWEST)
    words = log_words(convention)
    logs = LogShare.objects.filter(convention=convention, reader=user)
    settings = StaffingSettings.objects.filter(convention=convention).first()
    own = [row for row in counted if row[0] == user.pk]
    shown = [] if hides else counted
    return TeamPage(
        year=year,
        people=people,
        hides=hides,
        team=sum(row[3] for row in shown),
        own=sum(row[3] for row in own),
        by_theme=_lines(words, shown, own, place=1),
        by_mission=_lines(words, shown, own, place=2),
        logs=tuple(logs.select_related("owner").order_by("owner__full_name", "pk")),
        annual_hours=(settings or StaffingSettings()).annual_hours or 1,
    )


def readers_page(convention: Convention, user: User) -> ReadersPage:
    """Return who may read somebody's log and who did, latest first. Two queries."""
    shares = LogShare.objects.filter(convention=convention, owner=user)
    readings = LogReading.objects.filter(convention=convention, owner=user)
    return ReadersPage(
        tuple(shares.select_related("reader").order_by("reader__full_name", "pk")),
        tuple(readings.order_by("-day", "-pk")[:50]),
    )


def colleagues(convention: Convention, user: User) -> list[tuple[int, str]]:
    """Return the members of the team to whom a log can be shared. One query."""
    roles = [role.value for role, rights in RIGHTS.items() if Right.EDIT_TEAM in rights]
    rows = Membership.objects.filter(convention=convention, role__in=roles, user__is_active=True)
    rows = rows.exclude(user=user).exclude(user__logs_read__in=_given(convention, user))
    return list(rows.order_by("user__full_name").values_list("user_id", "user__full_name"))


def declared_gaps(
    convention: Convention, user: User, minutes: Mapping[int | None, int], day: date
) -> tuple[GapLine, ...]:
    """Return where a log is far from the shares declared for somebody on a day. Two queries."""
    persons = Person.objects.of(convention.pk).filter(is_account_of(user))
    rows = ThemeShare.objects.filter(
        holding__post__convention=convention, holding__person__in=persons
    ).select_related("theme", "holding")
    declared: defaultdict[int, Decimal] = defaultdict(Decimal)
    for row in rows:
        if _runs(row, day):
            # Somebody on two posts: the shares of each weigh what the post does.
            declared[row.theme_id] += row.percent * row.holding.fte
    total = sum(declared.values(), Decimal(0))
    if not total:
        return ()
    shares = {theme: percent * 100 / total for theme, percent in declared.items()}
    labels = dict(log_words(convention).themes) if minutes else {}
    return tuple(
        GapLine(labels.get(gap.theme, NO_THEME), round(gap.declared), round(gap.noted))
        for gap in share_gaps(shares, minutes, TOLERANCE)
    )


def _given(convention: Convention, user: User) -> Iterable[LogShare]:
    return LogShare.objects.filter(convention=convention, owner=user)


def _runs(row: ThemeShare, day: date) -> bool:
    for period in (row, row.holding):
        if period.starts_on > day or (period.ends_on and period.ends_on < day):
            return False
    return True


_Counted = tuple[int, int | None, int | None, int]


def _lines(
    words: Words, team: Sequence[_Counted], own: Sequence[_Counted], *, place: int
) -> tuple[TeamLine, ...]:
    is_theme = place == 1
    said: dict[int | None, str] = dict(words.themes if is_theme else words.missions)
    said[None] = NO_THEME if is_theme else NO_MISSION
    said[GROUPED] = OTHER_THEMES if is_theme else OTHER_MISSIONS
    people: defaultdict[int | None, set[int]] = defaultdict(set)
    for row in team:
        people[row[place]].add(row[0])
    few = grouped_together({key: frozenset(who) for key, who in people.items()}, FEWEST)
    sums: tuple[defaultdict[int | None, int], ...] = (defaultdict(int), defaultdict(int))
    for found, rows in zip(sums, (team, own), strict=True):
        for row in rows:
            found[GROUPED if row[place] in few else row[place]] += row[3]
    keys = [key for key in said if key in sums[0] or key in sums[1]]
    return tuple(TeamLine(said[key], sums[0][key], sums[1][key]) for key in keys)
