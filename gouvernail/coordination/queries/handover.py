"""The file of a handover: everything somebody carries, what was passed already, last notes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gouvernail.accounts.models import User
from gouvernail.action_plan.models import ActionPart
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.models import Convention, Membership
from gouvernail.coordination.carried import (
    CLOSED,
    KIND_TITLES,
    KIND_WORDS,
    LEFT_ELSEWHERE,
    Carried,
    Kind,
)
from gouvernail.coordination.models import Activity, LogShare, Relay
from gouvernail.coordination.queries.action_briefs import ActionBrief, action_briefs
from gouvernail.coordination.queries.board import ComingSeat, coming_seats
from gouvernail.coordination.queries.carried import carried
from gouvernail.directory.models import Organisation, Person

LAST_NOTES = 10


@dataclass(frozen=True, slots=True)
class CarriedGroup:
    """What somebody carries of one kind."""

    kind: Kind
    title: str
    rows: tuple[Carried, ...]

    @property
    def is_passed(self) -> bool:
        """Does it go to somebody else?"""
        return self.kind not in CLOSED | LEFT_ELSEWHERE

    @property
    def is_closed(self) -> bool:
        """Is it only closed?"""
        return self.kind in CLOSED


@dataclass(frozen=True, slots=True)
class StructureContact:
    """Somebody, by their professional contact, at a structure that leads or helps an action.

    Nobody is named when the directory has no person of it: its own contact is given then.
    """

    structure: str
    name: str
    function: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """The file of a handover.

    `notes` are the last words of the log, in one's own file alone: that of a colleague who shares
    it is read at `log`, where its reading is recorded. `actions` tell where each stands, `sittings`
    what is coming in the bodies where they sit, `unreachable` how many structures have no contact.
    """

    person: Person
    groups: tuple[CarriedGroup, ...]
    relays: tuple[Relay, ...]
    actions: tuple[ActionBrief, ...]
    sittings: tuple[ComingSeat, ...]
    contacts: tuple[StructureContact, ...]
    unreachable: int
    notes: tuple[Activity, ...]
    log: LogShare | None
    has_account: bool
    is_own: bool

    @property
    def open_count(self) -> int:
        """How many things are still open."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def to_pass(self) -> int:
        """How many of them can be passed on or closed here."""
        return sum(len(group.rows) for group in self.groups if group.kind not in LEFT_ELSEWHERE)

    @property
    def told(self) -> str:
        """Say what is open, kind by kind."""
        return ", ".join(counted(len(group.rows), KIND_WORDS[group.kind]) for group in self.groups)


def handover_page(person: Person, reader: User, today: date) -> HandoverPage:
    """Return the file of somebody's handover. Twenty-one queries at most, whatever they carry."""
    convention = person.convention
    relays = Relay.objects.filter(convention=convention, person=person)
    member = _member_of(convention, person)
    rows = carried(convention, today, person)
    actions = [row.pk for row in rows if row.kind is Kind.ACTION]
    contacts = _contacts(person, actions)
    reached = tuple(one for one in contacts if one.name or one.email or one.phone)
    return HandoverPage(
        person=person,
        groups=_groups(rows),
        relays=tuple(relays.prefetch_related("items").order_by("-made_at", "-pk")),
        actions=action_briefs(actions),
        sittings=tuple(coming_seats(convention, person)),
        contacts=reached,
        unreachable=len(contacts) - len(reached),
        notes=_notes(convention, member, reader),
        log=_shared_log(convention, member, reader),
        has_account=member is not None,
        is_own=member is not None and member.pk == reader.pk,
    )


def person_choices(convention: Convention, besides: int = 0) -> list[tuple[int, str]]:
    """Return the persons of the directory by name, with their structure. One query."""
    rows = Person.objects.of(convention.pk).exclude(pk=besides).order_by("full_name", "pk")
    columns = ("pk", "full_name", "organisation__name")
    return [
        (pk, f"{name} ({structure})" if structure else name)
        for pk, name, structure in rows.values_list(*columns)
    ]


def _groups(rows: Iterable[Carried]) -> tuple[CarriedGroup, ...]:
    found: defaultdict[Kind, list[Carried]] = defaultdict(list)
    for row in rows:
        found[row.kind].append(row)
    return tuple(
        CarriedGroup(kind, KIND_TITLES[kind], tuple(found[kind])) for kind in Kind if found[kind]
    )


def _contacts(person: Person, actions: Sequence[int]) -> tuple[StructureContact, ...]:
    """Return who can be called about some actions, by structure. One query; none without any."""
    if not actions:
        return ()
    parts = ActionPart.objects.filter(action__in=actions).values("organisation")
    rows = Organisation.objects.of(person.convention_id).filter(pk__in=parts)
    columns = ("full_name", "function", "email", "phone")
    of_persons = [f"persons__{column}" for column in columns]
    found = rows.order_by("name", "pk", "persons__full_name", "persons__pk").values_list(
        "name", "email", "phone", "persons__pk", *of_persons
    )
    return tuple(
        StructureContact(structure, *(own if pk else ("", "", email, phone)))
        for structure, email, phone, pk, *own in found
        if pk != person.pk
    )


def _member_of(convention: Convention, person: Person) -> User | None:
    rows = Membership.objects.filter(convention=convention).select_related("user")
    if person.user_id:
        rows = rows.filter(user=person.user_id)
    elif person.email:
        rows = rows.filter(user__email__iexact=person.email)
    else:
        return None
    found = rows.first()
    return found.user if found else None


def _notes(convention: Convention, owner: User | None, reader: User) -> tuple[Activity, ...]:
    """Return the last words of one's own log: they go into one's own file, and no other."""
    if owner is None or owner.pk != reader.pk:
        return ()
    rows = Activity.objects.of(convention).filter(user=owner).exclude(words="")
    rows = rows.select_related("action", "sitting__body").order_by("-day", "-pk")
    return tuple(rows[:LAST_NOTES])


def _shared_log(convention: Convention, owner: User | None, reader: User) -> LogShare | None:
    if owner is None:
        return None
    return LogShare.objects.filter(convention=convention, owner=owner, reader=reader).first()
