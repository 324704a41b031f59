"""Retours: what each commission, lead and partner is told after a sitting, and nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Prefetch
from django.utils import timezone

from gouvernail.action_plan.models import Action, ActionPart, PartRole
from gouvernail.directory.models import Organisation, Person
from gouvernail.governance.models import Mandate, Seat, Sitting
from gouvernail.mailing.addresses import usable_address
from gouvernail.rules.mail import MailState
from gouvernail.rules.returns import Part, Stake, concerns, part_of
from gouvernail.steering.models import ReturnMail
from gouvernail.steering.queries.reach import bodies_below, reach_of
from gouvernail.steering.queries.settled import Settled, settled_at


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the mail goes to; without an address it is handed over by hand."""

    name: str
    address: str
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """A commission, an organisation or a person, with what concerns it.

    `told_at` is when it was last told of this sitting; `unreached` names those whose last mail
    failed. One of the three numbers is there.
    """

    key: str
    name: str
    part: Part
    settled: tuple[Settled, ...]
    coming: tuple[Sitting, ...]
    contacts: tuple[Contact, ...]
    body_id: int | None = None
    organisation_id: int | None = None
    person_id: int | None = None
    told_at: datetime | None = None
    unreached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnsPage:
    """Everyone who is told of a sitting; `untouched` are those whom nothing concerns."""

    sitting: Sitting
    recipients: tuple[Recipient, ...]
    untouched: tuple[str, ...]
    mails: tuple[ReturnMail, ...]

    @property
    def to_copy(self) -> int:
        """How many mails are to be handed over by hand."""
        return self._in(MailState.TO_COPY)

    @property
    def waiting(self) -> int:
        """How many mails have not left yet."""
        return self._in(MailState.WAITING) + self._in(MailState.TO_RETRY)

    def _in(self, state: MailState) -> int:
        return len({row.mail_id for row in self.mails if row.mail.state == state.value})


@dataclass(slots=True)
class _Known:
    """What is read once: who takes part in which action, who works where, who sits where."""

    settled: list[Settled]
    led: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    joined: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    in_charge: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    people: dict[int, list[Person]] = field(default_factory=lambda: defaultdict(list))
    alone: list[Person] = field(default_factory=list)
    holders: dict[int, list[Person]] = field(default_factory=lambda: defaultdict(list))
    sits: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    person_sits: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    coming: dict[int, Sitting] = field(default_factory=dict)


def returns_page(sitting: Sitting) -> ReturnsPage:
    """Return who is told what after a sitting. Eighteen queries."""
    known = _known(sitting)
    mails = list(
        ReturnMail.objects.filter(sitting=sitting)
        .exclude(mail__state=MailState.WITHDRAWN.value)
        .select_related("mail")
        .order_by("made_at", "pk")
    )
    written: dict[str, list[ReturnMail]] = defaultdict(list)
    for row in mails:
        written[recipient_key(row.body_id, row.organisation_id, row.person_id)].append(row)
    found, untouched = [], []
    for candidate in (*_bodies(sitting, known), *_organisations(sitting, known), *_persons(known)):
        if candidate.settled:
            found.append(_written_to(candidate, written[candidate.key]))
        else:
            untouched.append(candidate.name)
    return ReturnsPage(sitting, tuple(found), tuple(untouched), tuple(mails))


def recipient_key(body: int | None, organisation: int | None, person: int | None) -> str:
    """Return the name of a recipient in a form and an address."""
    if body:
        return f"instance-{body}"
    return f"structure-{organisation}" if organisation else f"personne-{person}"


def _known(sitting: Sitting) -> _Known:
    convention = sitting.convention
    known = _Known(settled_at(sitting))
    current = Action.objects.of(convention).current()
    parts = ActionPart.objects.filter(action__in=current)
    for action, organisation, role in parts.values_list("action_id", "organisation_id", "role"):
        side = known.led if role == PartRole.LEAD.value else known.joined
        side[organisation].add(action)
    charges = current.exclude(lead_person=None).values_list("pk", "lead_person_id")
    for action, person in charges:
        known.in_charge[person].add(action)
    for row in Person.objects.of(convention.pk).order_by("full_name", "pk"):
        if row.organisation_id:
            known.people[row.organisation_id].append(row)
        else:
            known.alone.append(row)
    _know_seats(known, sitting)
    coming = Sitting.objects.of(convention).planned().filter(starts_at__gte=timezone.now())
    for one in coming.select_related("body").order_by("-starts_at", "-pk"):
        known.coming[one.body_id] = one
    return known


def _know_seats(known: _Known, sitting: Sitting) -> None:
    """Read who holds the seats today, titulars alone. Two queries."""
    running = Mandate.objects.on(timezone.localdate()).filter(is_deputy=False)
    seats = Seat.objects.filter(body__convention=sitting.convention_id, closed_on=None)
    running = running.select_related("person").order_by("pk")
    held = seats.prefetch_related(Prefetch("mandates", running)).order_by("position", "pk")
    for seat in held:
        if seat.organisation_id:
            known.sits[seat.organisation_id].add(seat.body_id)
        for mandate in seat.mandates.all():
            known.person_sits[mandate.person_id].add(seat.body_id)
            if mandate.person not in known.holders[seat.body_id]:
                known.holders[seat.body_id].append(mandate.person)


def _bodies(sitting: Sitting, known: _Known) -> Iterator[Recipient]:
    rows = bodies_below(sitting.body)
    reach = reach_of(sitting.convention, rows)
    for row in rows:
        held = reach[row.pk]
        stake = Stake(followed=held.actions, nodes=held.nodes, bodies=frozenset({row.pk}))
        members = known.holders[row.pk]
        yield Recipient(
            recipient_key(row.pk, None, None),
            row.name,
            Part.COMMISSION,
            _for(stake, known),
            _coming(known, {row.pk}),
            tuple(_contact(person) for person in members) or (Contact(row.name, ""),),
            body_id=row.pk,
        )


def _organisations(sitting: Sitting, known: _Known) -> Iterator[Recipient]:
    rows = Organisation.objects.of(sitting.convention_id).current().order_by("folded_name", "pk")
    for row in rows:
        people = known.people[row.pk]
        charge = set[int]().union(*(known.in_charge.get(one.pk, set()) for one in people))
        stake = Stake(
            led=frozenset(known.led[row.pk] | charge),
            joined=frozenset(known.joined[row.pk]),
            people=frozenset(one.pk for one in people),
        )
        settled = _for(stake, known)
        if not (stake.actions or settled):
            continue  # it has no part in the plan
        yield Recipient(
            recipient_key(None, row.pk, None),
            row.name,
            part_of(stake, (one.matter for one in settled)),
            settled,
            _coming(known, known.sits[row.pk]),
            tuple(_who_answers(row, known, settled)),
            organisation_id=row.pk,
        )


def _persons(known: _Known) -> Iterator[Recipient]:
    """Tell those who answer for something in nobody else's name."""
    for row in known.alone:
        led = frozenset(known.in_charge.get(row.pk, set()))
        stake = Stake(led=led, people=frozenset({row.pk}))
        settled = _for(stake, known)
        if not (led or settled):
            continue
        yield Recipient(
            recipient_key(None, None, row.pk),
            row.full_name,
            part_of(stake, (one.matter for one in settled)),
            settled,
            _coming(known, known.person_sits[row.pk]),
            (_contact(row),),
            person_id=row.pk,
        )


def _for(stake: Stake, known: _Known) -> tuple[Settled, ...]:
    return tuple(one for one in known.settled if concerns(stake, one.matter))


def _coming(known: _Known, bodies: Iterable[int]) -> tuple[Sitting, ...]:
    rows = [known.coming[pk] for pk in bodies if pk in known.coming]
    return tuple(sorted(rows, key=lambda row: (row.starts_at, row.pk)))


def _who_answers(row: Organisation, known: _Known, settled: Iterable[Settled]) -> Iterator[Contact]:
    """Name those who answer for what is told; else the organisation; else whoever sits for it."""
    about = [one.matter for one in settled]
    actions = frozenset[int]().union(*(one.actions for one in about))
    owners = {one.owner for one in about}
    people = known.people[row.pk]
    named = [
        one for one in people if one.pk in owners or known.in_charge.get(one.pk, set()) & actions
    ]
    if not named and row.email:
        yield Contact(row.name, usable_address(row.email))
        return
    if not named:
        named = [one for one in people if one.pk in known.person_sits][:1] or people[:1]
    yield from (_contact(one) for one in named)
    if not named:
        yield Contact(row.name, "")


def _contact(person: Person) -> Contact:
    return Contact(person.full_name, usable_address(person.email), person.pk)


def _written_to(one: Recipient, rows: Iterable[ReturnMail]) -> Recipient:
    """Tell when a recipient was told: a mail that failed told nothing to anybody."""
    last = {row.mail.name: row for row in rows}
    failed = tuple(name for name, row in last.items() if row.mail.state == MailState.FAILED.value)
    reached = [row.made_at for name, row in last.items() if name not in failed]
    return replace(one, told_at=max(reached, default=None), unreached=failed)
