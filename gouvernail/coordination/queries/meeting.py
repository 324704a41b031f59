"""A meeting of the coordinators: what changed since the last one, what is coming, as points."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from gouvernail.common.templatetags.french import day
from gouvernail.conventions.models import Convention
from gouvernail.coordination.carried import Carried, Kind
from gouvernail.coordination.models import Absence, Relay
from gouvernail.coordination.queries.board import SHOWN
from gouvernail.coordination.queries.carried import carried
from gouvernail.coordination.queries.changes import Changes, changes_since
from gouvernail.coordination.queries.orphans import orphans
from gouvernail.governance.models import Sitting
from gouvernail.governance.queries.sittings import last_held
from gouvernail.staffing.queries.presence import presence_of

AHEAD = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Point:
    """A point that can be put on the agenda, and what is said of it."""

    key: str
    title: str
    lines: tuple[str, ...] = ()
    action_ids: tuple[int, ...] = ()
    is_there: bool = False


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting and its points. `since` is the day of the last one, None for the first."""

    sitting: Sitting
    since: date | None
    changes: Changes
    points: tuple[Point, ...]


def meeting_page(sitting: Sitting, today: date) -> MeetingPage:
    """Return what a meeting of coordinators could speak of. Seventeen queries at most."""
    convention = sitting.convention
    on = timezone.localtime(sitting.starts_at).date()
    before = last_held(sitting)
    last = before.starts_at if before else None
    rows = carried(convention, today, kinds=SHOWN)
    changes = changes_since(convention, last) if last else Changes()
    since = timezone.localtime(last).date() if last else None
    points = [
        *_changed(changes, since),
        *_orphan_points(rows, presence_of(convention, today).left),
        *_absences(convention, today, on + AHEAD),
        *_due(rows, on + AHEAD),
        *_to_prepare(sitting, on + AHEAD),
        *_relays(convention, last, on + AHEAD),
    ]
    there = set(sitting.items.values_list("title", flat=True))
    return MeetingPage(
        sitting,
        since,
        changes,
        tuple(
            Point(one.key, one.title, one.lines, one.action_ids, one.title in there)
            for one in points
        ),
    )


def _changed(changes: Changes, since: date | None) -> list[Point]:
    if since is None or not changes.groups:
        return []
    title = f"Ce qui a changé depuis le {day(since)}"
    return [Point("changements", title, changes.lines, changes.action_ids)]


def _orphan_points(rows: Sequence[Carried], left: Mapping[int, date]) -> list[Point]:
    return [
        Point(
            f"sans-personne-{group.key}",
            f"À répartir : {group.what}",
            tuple(_left_words(row) for row in group.rows),
            tuple(row.pk for row in group.rows) if group.kind is Kind.ACTION else (),
        )
        for group in orphans(rows, left)
    ]


def _left_words(row: Carried) -> str:
    return f"{row.label} ({row.detail})" if row.person_id else row.label


def _absences(convention: Convention, today: date, until: date) -> list[Point]:
    rows = Absence.objects.filter(
        convention=convention, ends_on__gte=today, starts_on__lte=until
    ).select_related("person")
    lines = tuple(
        f"{row.person}, du {day(row.starts_on)} au {day(row.ends_on)}"
        + (f" : {row.words}" if row.words else "")
        for row in rows.order_by("starts_on", "pk")
    )
    return [Point("absences", "Absences à venir", lines)] if lines else []


def _due(rows: Iterable[Carried], until: date) -> list[Point]:
    due = [row for row in rows if row.kind is Kind.DECISION and row.due_on and row.due_on <= until]
    lines = tuple(
        f"{row.label} ({row.person or 'sans responsable'}, avant le {day(row.due_on)})"
        for row in due
    )
    title = f"Décisions à exécuter avant le {day(until)}"
    return [Point("decisions", title, lines)] if lines else []


def _to_prepare(sitting: Sitting, until: date) -> list[Point]:
    rows = Sitting.objects.of(sitting.convention).planned().exclude(pk=sitting.pk)
    rows = rows.filter(starts_at__gte=timezone.now(), starts_at__date__lte=until)
    lines = tuple(
        f"{row}, {row.get_state_display()}"
        for row in rows.select_related("body").order_by("starts_at", "pk")
    )
    return [Point("seances", "Séances à préparer", lines)] if lines else []


def _relays(convention: Convention, since: datetime | None, until: date) -> list[Point]:
    rows = Relay.objects.filter(convention=convention).order_by("made_at", "pk")
    lines = []
    for row in rows:
        if row.until and row.closed_on is None and row.until <= until:
            lines.append(f"{row.name} reprend le {day(row.until)} ce qui a été passé")
        elif since and row.made_at > since:
            lines.append(f"{row.name} a passé le relais le {day(row.made_at)}")
    return [Point("relais", "Relais passés et retours", tuple(lines))] if lines else []
