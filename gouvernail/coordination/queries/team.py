"""Who reads a log, and what the shares declared say beside it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gouvernail.accounts.models import User
from gouvernail.conventions.models import Convention, Membership
from gouvernail.coordination.models import LogReading, LogShare
from gouvernail.coordination.queries.log_lines import NO_THEME, YearPage
from gouvernail.directory.models import Person
from gouvernail.directory.queries import account_is
from gouvernail.rules.inferred_time import share_gaps
from gouvernail.rules.roles import RIGHTS, Right
from gouvernail.staffing.models import ThemeShare

TOLERANCE = Decimal(10)


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
    convention: Convention, user: User, page: YearPage, day: date
) -> tuple[GapLine, ...]:
    """Return where a year of a log is far from the shares declared on a day. One query."""
    persons = Person.objects.of(convention.pk).filter(account_is(user))
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
    return tuple(
        GapLine(page.themes.get(gap.theme, NO_THEME), round(gap.declared), round(gap.noted))
        for gap in share_gaps(shares, page.minutes, TOLERANCE)
    )


def _given(convention: Convention, user: User) -> Iterable[LogShare]:
    return LogShare.objects.filter(convention=convention, owner=user)


def _runs(row: ThemeShare, day: date) -> bool:
    for period in (row, row.holding):
        if period.starts_on > day or (period.ends_on and period.ends_on < day):
            return False
    return True
