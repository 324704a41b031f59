"""What the pages of sittings read."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, Subquery
from django.utils import timezone

from gouvernail.conventions.models import Convention, Signatory
from gouvernail.governance.models import (
    AgendaItem,
    Attendance,
    Body,
    CompositionRule,
    Mandate,
    Seat,
    Sitting,
)
from gouvernail.governance.queries.composition import rule_of, seat_facts
from gouvernail.history.queries import JournalLine, journal_of
from gouvernail.rules.attendance import THERE
from gouvernail.rules.composition import check
from gouvernail.rules.sittings import PLANNED, STEPS, SittingState, is_live, next_step

JOURNAL_LENGTH = 20


@dataclass(frozen=True, slots=True)
class SittingsPage:
    """The sittings of a convention over a year, those to come first."""

    year: int
    years: tuple[int, ...]
    coming: tuple[Sitting, ...]
    past: tuple[Sitting, ...]


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat at a sitting: who holds it, and how it was held."""

    seat: Seat
    holder: str
    presence: str
    presence_label: str
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RuleMark:
    """A rule of composition, and whether those who came met it."""

    text: str
    source: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class SittingPage:
    """One sitting. `steps` are the states it may go to; `main` the usual one."""

    sitting: Sitting
    items: tuple[AgendaItem, ...]
    seats: tuple[SeatLine, ...]
    attended: int
    steps: tuple[SittingState, ...]
    main: SittingState | None
    journal: tuple[JournalLine, ...]
    may_change: bool
    guests: tuple[str, ...] = ()
    composition: tuple[RuleMark, ...] = ()
    replaces: Sitting | None = None

    @property
    def planned_minutes(self) -> int:
        """How long the points last together, those whose length is known."""
        return sum(item.duration or 0 for item in self.items)

    @property
    def is_live(self) -> bool:
        """May what is said be written now?"""
        return is_live_on(self.sitting, timezone.localdate())

    @property
    def is_written(self) -> bool:
        """Was something written of what was said?"""
        return bool(self.sitting.minutes.strip()) or any(item.minutes for item in self.items)


def is_live_on(sitting: Sitting, today: date) -> bool:
    """Tell whether what is said in a sitting may be written on a day. No query."""
    starts_on = timezone.localtime(sitting.starts_at).date()
    return is_live(SittingState(sitting.state), starts_on, today)


def sittings_page(convention: Convention, year: int | None, today: date) -> SittingsPage:
    """Return the sittings of a year. Two queries."""
    shown = year or today.year
    every = Sitting.objects.of(convention)
    years = {moment.year for moment in every.datetimes("starts_at", "year")} | {today.year}
    rows = list(every.filter(starts_at__year=shown).select_related("body").order_by("starts_at"))
    coming = [row for row in rows if _is_coming(row, today)]
    kept = {row.pk for row in coming}
    past = [row for row in reversed(rows) if row.pk not in kept]
    return SittingsPage(shown, tuple(sorted(years, reverse=True)), tuple(coming), tuple(past))


def _is_coming(sitting: Sitting, today: date) -> bool:
    is_open = SittingState(sitting.state) in PLANNED
    return is_open and timezone.localtime(sitting.starts_at).date() >= today


def sitting_page(sitting: Sitting, *, may_edit: bool) -> SittingPage:
    """Return one sitting with its agenda, its seats and its history. Five queries at most.

    Nothing changes any more once the minutes are approved.
    """
    state = SittingState(sitting.state)
    seats = tuple(seat_lines(sitting))
    main = next_step(state)
    return SittingPage(
        sitting=sitting,
        items=tuple(
            sitting.items.annotate(
                document_count=Count("documents", distinct=True),
                action_count=Count("actions", distinct=True),
            ).order_by("position", "pk")
        ),
        seats=seats,
        attended=sum(line.presence in THERE for line in seats),
        steps=tuple(step for step in SittingState if step in STEPS[state] and step is not main),
        main=main,
        journal=tuple(journal_of(sitting, JOURNAL_LENGTH)),
        may_change=may_edit and state is not SittingState.APPROVED,
        guests=tuple(guests_of(sitting)),
        composition=tuple(_composition(sitting, seats)),
        replaces=getattr(sitting, "replaces", None),
    )


def guests_of(sitting: Sitting) -> list[str]:
    """Return who came without a seat, in the order in which they were noted. One query."""
    return [row.name for row in guest_rows(sitting)]


def guest_rows(sitting: Sitting) -> list[Attendance]:
    """Return the presence of those who came without a seat, as they were noted. One query."""
    rows = sorted(sitting.attendances.all(), key=lambda row: row.pk)
    return [row for row in rows if row.seat_id is None]


def _composition(sitting: Sitting, lines: tuple[SeatLine, ...]) -> list[RuleMark]:
    """Judge the rules of the body by those who came; nothing before somebody was noted."""
    if not any(line.presence for line in lines):
        return []
    rules = CompositionRule.objects.filter(body=sitting.body_id).order_by("position", "pk")
    signatories = Signatory.objects.filter(convention=sitting.convention_id)
    signing = frozenset(signatories.values_list("organisation_id", flat=True))
    came = [
        seat_facts(line.seat, is_filled=True, is_present=line.presence in THERE) for line in lines
    ]
    return [
        RuleMark(row.text, row.source, check(rule_of(row), came, signing, for_sitting=True).is_met)
        for row in rules
    ]


def last_held(sitting: Sitting) -> Sitting | None:
    """Return the last sitting of the same body that was held before this one. One query."""
    rows = Sitting.objects.filter(body=sitting.body_id, starts_at__lt=sitting.starts_at).held()
    return rows.exclude(pk=sitting.pk).select_related("body").order_by("-starts_at").first()


def seat_lines(sitting: Sitting) -> list[SeatLine]:
    """Return the seats of a sitting's body with their holders of that day. One query.

    A name noted at the sitting is kept, whoever holds the seat since.
    """
    day = timezone.localtime(sitting.starts_at).date()
    running = Mandate.objects.on(day).filter(seat=OuterRef("pk"), is_deputy=False)
    noted: dict[int | None, Attendance] = {row.seat_id: row for row in sitting.attendances.all()}
    seats = (
        Seat.objects.filter(body=sitting.body_id)
        .select_related("organisation")
        .annotate(holder=Subquery(running.order_by("pk").values("person__full_name")[:1]))
        .order_by("position", "pk")
    )
    return [
        _line(seat, noted.get(seat.pk), seat.holder or "")
        for seat in seats
        if seat.closed_on is None or seat.pk in noted
    ]


def _line(seat: Seat, noted: Attendance | None, holder: str) -> SeatLine:
    if noted is None:
        return SeatLine(seat, holder, "", "")
    label = noted.get_presence_display()
    return SeatLine(seat, noted.name or holder, noted.presence, label, noted.signed_at)


def body_choices(convention: Convention) -> list[tuple[int, str]]:
    """Return the bodies that may sit, with their identifiers. One query."""
    rows = Body.objects.of(convention).current().order_by("position", "pk")
    return [(body.pk, body.name) for body in rows]
