"""What the page of a sitting that goes on reads: its points, who is there, what is decided."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from gouvernail.common.templatetags.french import hour
from gouvernail.directory.models import Person
from gouvernail.governance.models import Adjustment, AgendaItem, Attendance, Sitting
from gouvernail.governance.models.sittings import PRESENCE_LABELS
from gouvernail.governance.queries.adjustments import awaiting
from gouvernail.governance.queries.decisions import DecisionLine, decisions_at
from gouvernail.governance.queries.sittings import SeatLine, guest_rows, seat_lines
from gouvernail.rules.attendance import THERE
from gouvernail.rules.sittings import PLANNED, SittingState

PRESENCES = tuple((key.value, label) for key, label in PRESENCE_LABELS.items())


@dataclass(frozen=True, slots=True)
class LivePoint:
    """A point of the agenda, or the rest of the sitting: `key` is 0 then."""

    key: int
    title: str
    text: str
    rank: int = 0
    item: AgendaItem | None = None
    decided: tuple[DecisionLine, ...] = ()
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class LiveAttendance:
    """Who is there: the seats, and those who came without one."""

    seats: tuple[SeatLine, ...]
    guests: tuple[Attendance, ...]

    @property
    def there(self) -> int:
        """How many seats are held now."""
        return sum(line.presence in THERE for line in self.seats)

    @property
    def unnoted(self) -> tuple[SeatLine, ...]:
        """The seats of somebody whose presence is not noted yet."""
        return tuple(line for line in self.seats if line.holder and not line.presence)

    @property
    def names(self) -> dict[int, str]:
        """The name of whoever holds each seat."""
        return {line.seat.pk: line.holder for line in self.seats}


@dataclass(frozen=True, slots=True)
class LivePage:
    """A sitting that goes on."""

    sitting: Sitting
    points: tuple[LivePoint, ...]
    attendance: LiveAttendance
    followed: tuple[DecisionLine, ...]
    awaiting: tuple[Adjustment, ...]
    persons: tuple[str, ...]

    @property
    def item_count(self) -> int:
        """How many points the agenda has, without the rest of the sitting."""
        return len(self.points) - 1


def live_page(sitting: Sitting, today: date) -> LivePage:
    """Return a sitting that goes on. Six queries.

    What comes to the agenda by itself comes first, and counts: points have the numbers they have on
    the agenda that was sent.
    """
    followed, decided = decisions_at(sitting, today)
    waiting = awaiting(sitting) if SittingState(sitting.state) in PLANNED else []
    first = 1 + bool(followed) + bool(waiting)
    return LivePage(
        sitting=sitting,
        points=tuple(live_points(sitting, decided, first)),
        attendance=live_attendance(sitting),
        followed=tuple(followed),
        awaiting=tuple(waiting),
        persons=tuple(person_words(person) for person in _persons(sitting)),
    )


def live_points(sitting: Sitting, decided: list[DecisionLine], first: int = 1) -> list[LivePoint]:
    """Return the points in their order from number `first`, then the rest. One query."""
    items = list(sitting.items.order_by("position", "pk"))
    by_item = defaultdict(list)
    for line in decided:
        by_item[line.decision.item_id or 0].append(line)
    keys = [*(item.pk for item in items), 0]
    points = []
    for rank, key in enumerate(keys):
        item = items[rank] if key else None
        points.append(
            LivePoint(
                key=key,
                title=item.title if item else "Le reste de la séance",
                text=item.minutes if item else sitting.minutes,
                rank=first + rank,
                item=item,
                decided=tuple(by_item[key]),
                before=keys[rank - 1] if rank else None,
                after=keys[rank + 1] if key else None,
            )
        )
    return points


def live_attendance(sitting: Sitting) -> LiveAttendance:
    """Return who is there. One query, and the presences of the sitting."""
    return LiveAttendance(tuple(seat_lines(sitting)), tuple(guest_rows(sitting)))


def live_words(sitting: Sitting) -> dict[str, str]:
    """Return what is written of each point, by its number; of the rest under « 0 ». One query."""
    items = sitting.items.values_list("pk", "minutes")
    return {"0": sitting.minutes, **{str(pk): text for pk, text in items}}


def presence_facts(sitting: Sitting) -> dict[str, object]:
    """Return who is noted, as the live page reads it. No query but the presences."""
    rows = list(sitting.attendances.all())
    seated = [row for row in rows if row.seat_id]
    return {
        "presences": {str(row.seat_id): row.presence for row in seated},
        "signed": {str(row.seat_id): hour(row.signed_at) for row in seated if row.signed_at},
        "guests": [
            [row.name, hour(row.signed_at) if row.signed_at else ""] for row in guest_rows(sitting)
        ],
        "there": sum(row.presence in THERE for row in seated),
    }


def person_words(person: Person) -> str:
    """Write a person as the list of owners does: « Inès Exemple, Caf 13 »."""
    return f"{person.full_name}, {person.organisation}" if person.organisation else person.full_name


def persons_called(sitting: Sitting, words: str) -> list[Person]:
    """Return the persons of the directory that these words name. One query."""
    wanted = " ".join(words.split()).casefold()
    rows = _persons(sitting)
    return [row for row in rows if person_words(row).casefold() == wanted] or [
        row for row in rows if row.full_name.casefold() == wanted
    ]


def decisions_of_point(sitting: Sitting, item: AgendaItem | None, today: date) -> LivePoint:
    """Return a point with what it decided. Three queries."""
    _, decided = decisions_at(sitting, today)
    key = item.pk if item else 0
    return next(point for point in live_points(sitting, decided) if point.key == key)


def _persons(sitting: Sitting) -> list[Person]:
    rows = Person.objects.of(sitting.convention_id).select_related("organisation")
    return list(rows.order_by("full_name", "pk"))
