"""What somebody did, from which their time may be guessed: sittings, changes made on actions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import F, Q
from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.action_plan.models import Action
from gouvernail.common.days import moments_of
from gouvernail.conventions.models import Convention
from gouvernail.coordination.models import CoordinationSettings
from gouvernail.governance.models import Attendance, Presence, Sitting
from gouvernail.history.models import Entry
from gouvernail.rules.inferred_time import (
    GuessedTime,
    MadeChange,
    SatSitting,
    Trace,
    TypedTime,
    Yardstick,
    guessed_time,
)
from gouvernail.rules.names import fold_name
from gouvernail.staffing.models import AfasTheme, StaffingSettings

# Who wrote these of a sitting organised it; who only answered or signed did not.
ORGANISES = ("sitting.agenda", "sitting.told", "sitting.words", "minutes.sent", "minutes.frozen")
CHANGES = (
    "action.created",
    "action.changed",
    "action.confirmed",
    "action.moved",
    "action.archived",
    "action.restored",
    "action.duplicated",
)
CAME = (Presence.PRESENT.value, Presence.REMOTE.value)


@dataclass(frozen=True, slots=True)
class TimeSettings:
    """What the team counts, and how long a log is kept. Nothing is written until it is changed."""

    yardstick: Yardstick
    months_kept: int
    missions: Mapping[Trace, int | None]


@dataclass(frozen=True, slots=True)
class Themes:
    """The lines of the declaration in their order, and what leads to each: words, bodies."""

    labels: Mapping[int, str]
    by_term: Mapping[str, tuple[int, ...]]
    by_body: Mapping[int, tuple[int, ...]]

    def of_action(self, said: str) -> tuple[int, ...]:
        """Return the lines that the themes written on a sheet are counted in."""
        words = (fold_name(word) for word in said.replace(";", ",").split(","))
        found = (theme for word in words for theme in self.by_term.get(word, ()))
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Traces:
    """What may be guessed of somebody's days, and the names of the sittings behind."""

    rows: tuple[GuessedTime, ...]
    sittings: Mapping[int, str]


def time_settings(convention: Convention) -> TimeSettings:
    """Return what the team counts. One query."""
    usual, team = CoordinationSettings(), StaffingSettings()
    row = Convention.objects.filter(pk=convention.pk).values(
        factor=F("staffing_settings__preparation_factor"),
        minutes=F("coordination_settings__minutes_per_change"),
        months=F("coordination_settings__months_kept"),
        sitting=F("coordination_settings__sitting_mission"),
        change=F("coordination_settings__change_mission"),
    )
    said = row.get()
    minutes = usual.minutes_per_change if said["minutes"] is None else said["minutes"]
    factor = team.preparation_factor if said["factor"] is None else said["factor"]
    return TimeSettings(
        Yardstick(Decimal(factor), minutes),
        said["months"] or usual.months_kept,
        {Trace.SITTING: said["sitting"], Trace.CHANGE: said["change"]},
    )


def themes_of(convention: Convention) -> Themes:
    """Return the lines of the declaration and what leads to them. One query."""
    rows = AfasTheme.objects.filter(convention=convention).order_by("position", "pk")
    labels: dict[int, str] = {}
    by_term: defaultdict[str, dict[int, None]] = defaultdict(dict)
    by_body: defaultdict[int, dict[int, None]] = defaultdict(dict)
    for pk, label, term, body in rows.values_list("pk", "label", "terms__label", "terms__bodies"):
        labels[pk] = label
        if term:
            by_term[fold_name(term)][pk] = None
        if body:
            by_body[body][pk] = None
    return Themes(
        labels,
        {term: tuple(found) for term, found in by_term.items()},
        {body: tuple(found) for body, found in by_body.items()},
    )


def traces_of(
    convention: Convention, user: User, days: tuple[date, date], context: "TraceContext"
) -> Traces:
    """Return what may be guessed of somebody from a day to a day, both included. Four queries."""
    entries = _entries(convention, user, days)
    organised = {pk for kind, pk, _ in entries if kind == Sitting._meta.label_lower}
    attended = _attended(convention, user, days)
    held = Sitting.objects.of(convention).held().select_related("body")
    since, until = moments_of(*days)
    held = held.filter(pk__in=organised | attended, starts_at__gte=since, starts_at__lt=until)
    sittings = [
        (row, SatSitting(row.pk, _day(row.starts_at), row.duration, _themes_of(row, context)))
        for row in held.order_by("starts_at", "pk")
    ]
    changes = _changes(entries, context.themes)
    return Traces(
        tuple(
            guessed_time(
                (sat for _, sat in sittings), changes, context.typed, context.settings.yardstick
            )
        ),
        {row.pk: str(row) for row, _ in sittings},
    )


@dataclass(frozen=True, slots=True)
class TraceContext:
    """What guessing needs besides the days: what is typed, the themes, what the team counts."""

    settings: TimeSettings
    themes: Themes
    typed: tuple[TypedTime, ...]


_Entry = tuple[str, int, datetime]


def _entries(convention: Convention, user: User, days: tuple[date, date]) -> list[_Entry]:
    """Return what the journal tells that somebody did to sittings, and to actions in the days."""
    rows = Entry.objects.of(convention.pk).filter(actor=user)
    to_sittings = Q(subject_kind=Sitting._meta.label_lower, verb__in=ORGANISES)
    since, until = moments_of(*days)
    to_actions = Q(
        subject_kind=Action._meta.label_lower, verb__in=CHANGES, at__gte=since, at__lt=until
    )
    columns = ("subject_kind", "subject_id", "at")
    return list(rows.filter(to_sittings | to_actions).order_by("at", "pk").values_list(*columns))


def _attended(convention: Convention, user: User, days: tuple[date, date]) -> set[int]:
    """Return the sittings of the days to which somebody came, by their entry or their name."""
    since, until = moments_of(*days)
    rows = Attendance.objects.filter(
        sitting__convention=convention,
        sitting__starts_at__gte=since,
        sitting__starts_at__lt=until,
        presence__in=CAME,
    )
    name = fold_name(str(user))
    columns = ("sitting_id", "name", "person__user_id", "person__email")
    return {
        sitting
        for sitting, said, account, email in rows.values_list(*columns)
        if account == user.pk
        or (email or "").casefold() == user.email.casefold()
        or fold_name(said) == name
    }


def _changes(entries: Iterable[_Entry], themes: Themes) -> list[MadeChange]:
    made = [(pk, at) for kind, pk, at in entries if kind == Action._meta.label_lower]
    rows = Action.objects.filter(pk__in={pk for pk, _ in made}).values_list("pk", "themes")
    said = {pk: themes.of_action(text) for pk, text in rows}
    return [MadeChange(pk, at, _day(at), said.get(pk, ())) for pk, at in made]


def _themes_of(sitting: Sitting, context: TraceContext) -> tuple[int, ...]:
    return context.themes.by_body.get(sitting.body_id, ())


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
