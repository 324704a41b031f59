"""The board of the team: what nobody carries, who carries what, who is away."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.common.templatetags.french import counted, day, etp
from gouvernail.conventions.models import Convention
from gouvernail.coordination.carried import KIND_WORDS, Carried, Kind
from gouvernail.coordination.models import Absence, Relay
from gouvernail.coordination.queries.carried import carried
from gouvernail.coordination.queries.orphans import Orphans, orphans
from gouvernail.directory.models import Person
from gouvernail.directory.queries import account_among
from gouvernail.governance.models import Body, Sitting
from gouvernail.rules.names import fold_name
from gouvernail.rules.roles import RIGHTS, Right
from gouvernail.staffing.queries.presence import presence_of

NEXT = 4
SHOWN = (Kind.ACTION, Kind.NODE, Kind.DECISION, Kind.SENTENCE, Kind.ASK)


@dataclass(frozen=True, slots=True)
class ComingSeat:
    """A sitting to come in which somebody sits."""

    sitting_id: int
    name: str
    starts_at: datetime
    person_id: int

    @property
    def day(self) -> date:
        """The day of the sitting."""
        return timezone.localtime(self.starts_at).date()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody and what they carry; `load` weighs it against their ETP, in words.

    `left_on` is the last day of somebody who left the team.
    """

    pk: int
    name: str
    fte: Decimal | None
    counts: Mapping[str, int]
    sittings: int
    load: str
    is_of_team: bool
    left_on: date | None = None

    @property
    def total(self) -> int:
        """How many things are open."""
        return sum(self.counts.values()) + self.sittings


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """An absence and what falls in it, in words."""

    absence: Absence
    is_now: bool
    falls: str


@dataclass(frozen=True, slots=True)
class Board:
    """The board; `items` are those that the filters of the address keep."""

    orphans: tuple[Orphans, ...]
    people: tuple[PersonLine, ...]
    absences: tuple[AbsenceLine, ...]
    relays: tuple[Relay, ...]
    items: tuple[Carried, ...]
    sittings: tuple[Sitting, ...]

    @property
    def team(self) -> tuple[PersonLine, ...]:
        """Those who hold a post or keep the convention."""
        return tuple(line for line in self.people if line.is_of_team)

    @property
    def others(self) -> tuple[PersonLine, ...]:
        """Partners and élus who carry something."""
        return tuple(line for line in self.people if not line.is_of_team and not line.left_on)

    @property
    def departed(self) -> tuple[PersonLine, ...]:
        """Those who left the team, and still carry something."""
        return tuple(line for line in self.people if line.left_on)


@dataclass(frozen=True, slots=True)
class BoardFilters:
    """What the address keeps: one person, one kind; nothing shows no list."""

    person_id: int | None = None
    kind: Kind | None = None

    def __bool__(self) -> bool:
        return self.person_id is not None or self.kind is not None


def board(convention: Convention, filters: BoardFilters, today: date) -> Board:
    """Return the board. Eleven queries, whatever is carried."""
    rows = carried(convention, today, kinds=SHOWN)
    seats = coming_seats(convention)
    left = presence_of(convention, today).left
    team = {pk: own for pk, own in _team(convention, today).items() if pk not in left}
    absences = Absence.objects.filter(convention=convention, ends_on__gte=today)
    relays = Relay.objects.filter(convention=convention, closed_on=None, until__isnull=False)
    return Board(
        orphans=orphans(rows, left),
        people=tuple(_people(rows, seats, team, left)),
        absences=tuple(
            _absence(row, rows, seats, today)
            for row in absences.select_related("person").order_by("starts_on", "pk")
        ),
        relays=tuple(relays.prefetch_related("items").order_by("until", "pk")),
        items=tuple(_kept(rows, filters)) if filters else (),
        sittings=_to_prepare(convention),
    )


def _to_prepare(convention: Convention) -> tuple[Sitting, ...]:
    """Return the next meeting of the coordinators, then the other sittings to come. One query."""
    rows = Sitting.objects.of(convention).planned().filter(starts_at__gte=timezone.now())
    coming = list(rows.select_related("body").order_by("starts_at", "pk"))
    own = next((row for row in coming if gathers_coordinators(row.body)), None)
    others = [row for row in coming if own is None or row.pk != own.pk]
    return (*([own] if own else []), *others)[:NEXT]


def gathers_coordinators(body: Body) -> bool:
    """Tell whether a body is the coordinators' own, by what its kit or its people call it."""
    return fold_name(body.kind) == "rencontre" or "charges de cooperation" in fold_name(body.name)


def coming_seats(convention: Convention, person: Person | None = None) -> list[ComingSeat]:
    """Return the sittings to come, once for each person who sits in them. One query.

    With a person, those in which this one sits.
    """
    now = timezone.now()
    day = timezone.localdate(now)
    ends = Q(body__seats__mandates__ends_on=None) | Q(body__seats__mandates__ends_on__gte=day)
    whose = Q(body__seats__mandates__person=person) if person else Q()
    rows = (
        Sitting.objects.of(convention)
        .planned()
        .filter(ends, whose, starts_at__gte=now, body__seats__closed_on=None)
    )
    columns = ("pk", "body__name", "starts_at", "body__seats__mandates__person")
    found = rows.order_by("starts_at", "pk").values_list(*columns)
    return [ComingSeat(*row) for row in dict.fromkeys(found) if row[3] is not None]


def _team(convention: Convention, today: date) -> dict[int, tuple[str, Decimal | None]]:
    """Return those who hold a post, with their ETP, and those who keep the convention."""
    roles = [role.value for role, rights in RIGHTS.items() if Right.EDIT_TEAM in rights]
    members = User.objects.filter(memberships__convention=convention, memberships__role__in=roles)
    runs = Q(holdings__starts_on__lte=today, holdings__post__convention=convention) & (
        Q(holdings__ends_on=None) | Q(holdings__ends_on__gte=today)
    )
    rows = Person.objects.of(convention.pk).annotate(fte=Sum("holdings__fte", filter=runs))
    rows = rows.filter(Q(fte__isnull=False) | account_among(members))
    return {pk: (name, fte) for pk, name, fte in rows.values_list("pk", "full_name", "fte")}


def _people(
    rows: Iterable[Carried],
    seats: Iterable[ComingSeat],
    team: Mapping[int, tuple[str, Decimal | None]],
    left: Mapping[int, date],
) -> list[PersonLine]:
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    names = {pk: name for pk, (name, _) in team.items()}
    for row in rows:
        if row.person_id is not None:
            counts[row.person_id][row.kind.value] += 1
            names.setdefault(row.person_id, row.person)
    sittings = Counter(seat.person_id for seat in seats)
    lines = []
    for pk, name in names.items():
        fte = team[pk][1] if pk in team else None
        total = sum(counts[pk].values()) + sittings[pk]
        load, gone = _load(total, fte), left.get(pk)
        if gone:
            load = f"{load}, à confier : départ le {day(gone)}"
        lines.append(PersonLine(pk, name, fte, counts[pk], sittings[pk], load, pk in team, gone))
    # By name: the board says who to talk to, it ranks nobody.
    return sorted(lines, key=lambda line: fold_name(line.name))


def _load(total: int, fte: Decimal | None) -> str:
    if not total:
        return "rien d’ouvert"
    told = counted(total, "chose ouverte,choses ouvertes")
    if not fte:
        return told
    by_fte = (Decimal(total) / fte).quantize(Decimal(1))
    return f"{told} pour {etp(fte)} ETP, soit {by_fte} par ETP"


def _absence(
    row: Absence, rows: Iterable[Carried], seats: Iterable[ComingSeat], today: date
) -> AbsenceLine:
    def falls(day: date | None) -> bool:
        return day is not None and row.starts_on <= day <= row.ends_on

    told = [seat.name for seat in seats if seat.person_id == row.person_id and falls(seat.day)]
    due = Counter(one.kind for one in rows if one.person_id == row.person_id and falls(one.due_on))
    told += [f"{counted(number, KIND_WORDS[kind])} à échéance" for kind, number in due.items()]
    return AbsenceLine(row, row.starts_on <= today, ", ".join(told))


def _kept(rows: Iterable[Carried], filters: BoardFilters) -> list[Carried]:
    return [
        row
        for row in rows
        if (filters.person_id is None or row.person_id == filters.person_id)
        and (filters.kind is None or row.kind is filters.kind)
    ]
