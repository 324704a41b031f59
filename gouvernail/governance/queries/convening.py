"""What the pages of those who are called read: whom to write to, who answered, what left."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from gouvernail.directory.models import Person
from gouvernail.governance.mail_words import FACT_LABELS, facts_of
from gouvernail.governance.models import (
    Answer,
    Invitee,
    InviteeKind,
    InviteeMail,
    Mandate,
    Occasion,
    Sitting,
)
from gouvernail.governance.models.invitees import ANSWER_LABELS, INVITEE_LABELS
from gouvernail.history.operations import Change
from gouvernail.mailing.models import Mail
from gouvernail.rules.convening import Called, Holder, called, changed_facts
from gouvernail.rules.mail import NOT_GONE, MailState
from gouvernail.rules.sittings import PLANNED, SittingState

# What makes of somebody one who was told of the sitting.
TELLING = (Occasion.CONVOCATION.value, Occasion.REVISION.value)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody that a mail may go to, and whether it usually does."""

    person: Person
    seat_id: int | None
    function: str
    kind: InviteeKind
    is_usual: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class InviteeLine:
    """One of those who are called: their answer, and the last mail that they were sent."""

    invitee: Invitee
    last: InviteeMail | None

    @property
    def mail(self) -> Mail | None:
        """The last mail."""
        return self.last.mail if self.last else None


@dataclass(frozen=True, slots=True)
class AnswersTally:
    """How many are called, and what they answered."""

    invited: int
    tally: tuple[tuple[str, int], ...]
    silent: int


@dataclass(frozen=True, slots=True)
class ConveningPage:
    """Those who are called to a sitting. `untold` is what changed since they were told."""

    sitting: Sitting
    lines: tuple[InviteeLine, ...]
    untold: tuple[Change, ...]
    to_copy: int
    waiting: int
    answers: AnswersTally
    is_told: bool
    next_occasion: Occasion | None


def answers_to(sitting: Sitting) -> AnswersTally:
    """Return what those who are called answered. One query."""
    return _tally(sitting.invitees.values_list("answer", flat=True))


def _tally(given: Iterable[str]) -> AnswersTally:
    answers = Counter(given)
    said = tuple((ANSWER_LABELS[key], answers[key.value]) for key in Answer if answers[key.value])
    return AnswersTally(sum(answers.values()), said, answers[""])


def changes_since_told(sitting: Sitting) -> list[Change]:
    """Return what those who were told of a sitting do not know yet. One query at most."""
    if not sitting.told:
        return []
    now = facts_of(sitting)
    names = changed_facts(sitting.told, now)
    return [Change(FACT_LABELS[name], sitting.told[name], now[name]) for name in names]


def convening_page(sitting: Sitting, today: date) -> ConveningPage:
    """Return who is called to a sitting and what they were sent. Four queries."""
    lines = tuple(_lines(sitting))
    states = Counter(line.mail.state for line in lines if line.mail)
    untold = tuple(changes_since_told(sitting))
    return ConveningPage(
        sitting=sitting,
        lines=lines,
        untold=untold,
        to_copy=states[MailState.TO_COPY.value],
        waiting=states[MailState.WAITING.value] + states[MailState.TO_RETRY.value],
        answers=_tally(line.invitee.answer for line in lines),
        is_told=sitting.told is not None,
        next_occasion=_next_occasion(sitting, lines, untold, today),
    )


def _lines(sitting: Sitting) -> list[InviteeLine]:
    kept = InviteeMail.objects.exclude(mail__state=MailState.WITHDRAWN.value)
    mails = kept.select_related("mail").order_by("pk")
    rows = sitting.invitees.select_related("person").order_by("kind", "pk")
    return [
        InviteeLine(row, list(row.mails.all())[-1] if row.mails.all() else None)
        for row in rows.prefetch_related(Prefetch("mails", mails))
    ]


def _next_occasion(
    sitting: Sitting, lines: Sequence[InviteeLine], untold: Sequence[Change], today: date
) -> Occasion | None:
    """Return the mail that is to be written next, None when all are told."""
    state = SittingState(sitting.state)
    if state in {SittingState.CANCELLED, SittingState.POSTPONED}:
        last = [line.last for line in lines if line.last and _was_told(line.invitee)]
        is_known = all(sent.occasion == Occasion.CANCELLATION.value for sent in last)
        return None if is_known or not sitting.told else Occasion.CANCELLATION
    if state not in PLANNED or timezone.localtime(sitting.starts_at).date() < today:
        return None
    if sitting.told is None:
        return Occasion.CONVOCATION
    return Occasion.REVISION if untold else None


def recipients_of(sitting: Sitting, occasion: Occasion) -> list[Recipient]:
    """Return whom a mail about a sitting may go to. Five queries at most."""
    known = {row.person_id: row for row in _lines_with_persons(sitting)}
    find = {
        Occasion.POLL: _everybody,
        Occasion.CONVOCATION: _everybody,
        Occasion.REVISION: _everybody,
        Occasion.REMINDER: _silent,
        Occasion.CANCELLATION: _told,
        Occasion.MINUTES: _everybody,
    }[occasion]
    return find(sitting, known)


Known = dict[int | None, Invitee]


def _lines_with_persons(sitting: Sitting) -> list[Invitee]:
    rows = sitting.invitees.exclude(person=None).select_related("person__organisation")
    return list(rows.prefetch_related("mails__mail").order_by("kind", "pk"))


def _everybody(sitting: Sitting, known: Known) -> list[Recipient]:
    """Return those who hold a seat that day, then those who were called besides."""
    seated = [
        _of_seat(person, one, function, known.get(person.pk))
        for person, one, function in _seat_holders(sitting)
    ]
    there = {recipient.person.pk for recipient in seated}
    return seated + [_of_invitee(row) for key, row in known.items() if key not in there]


def _seat_holders(sitting: Sitting) -> list[tuple[Person, Called, str]]:
    day = timezone.localtime(sitting.starts_at).date()
    rows = list(
        Mandate.objects.on(day)
        .filter(seat__body=sitting.body_id, seat__closed_on=None)
        .select_related("person__organisation", "seat__organisation")
        .order_by("seat__position", "seat_id", "is_deputy", "pk")
    )
    persons = {row.person_id: row.person for row in rows}
    functions = {row.seat_id: str(row.seat) for row in rows}
    holders = [Holder(row.person_id, row.seat_id, row.is_deputy) for row in rows]
    return [(persons[one.person_id], one, functions[one.seat_id]) for one in called(holders)]


def _of_seat(person: Person, one: Called, function: str, row: Invitee | None) -> Recipient:
    kind = InviteeKind.COURTESY if one.is_courtesy else InviteeKind.CONVOCATION
    is_closed = row is not None and row.revoked_at is not None
    return Recipient(person, one.seat_id, function, kind, not is_closed, _note_of(row))


def _note_of(row: Invitee | None) -> str:
    return "lien éteint" if row and row.revoked_at else ""


def _of_invitee(row: Invitee, *, is_usual: bool = True, note: str = "") -> Recipient:
    if row.person is None:
        raise ValueError("a recipient is somebody of the directory")
    kind, is_closed = InviteeKind(row.kind), row.revoked_at is not None
    words = _note_of(row) or note
    return Recipient(row.person, row.seat_id, row.function, kind, is_usual and not is_closed, words)


def _silent(_: Sitting, known: Known) -> list[Recipient]:
    """Return those who were told; those who have answered usually need no reminder."""
    return [
        _of_invitee(row, is_usual=not row.answer, note=row.get_answer_display())
        for row in _keep(known, lambda row: _was_told(row))
    ]


def _told(_: Sitting, known: Known) -> list[Recipient]:
    return [_of_invitee(row) for row in _keep(known, _was_told)]


def _keep(known: Known, is_kept: Callable[[Invitee], bool]) -> list[Invitee]:
    return [row for row in known.values() if is_kept(row)]


def _was_told(row: Invitee) -> bool:
    return any(
        sent.occasion in TELLING and sent.mail.state != MailState.WITHDRAWN.value
        for sent in row.mails.all()
    )


def told_invitees(sitting: Sitting) -> list[Invitee]:
    """Return those of the directory who were told of a sitting, in the order in which they were.

    Three queries.
    """
    return [row for row in _lines_with_persons(sitting) if _was_told(row)]


def kind_label(kind: InviteeKind) -> str:
    """Return as what somebody is called, in words."""
    return INVITEE_LABELS[kind]


def mails_of(invitee: Invitee) -> list[InviteeMail]:
    """Return the mails that one of those who are called was sent, the last first. One query."""
    return list(invitee.mails.select_related("mail").order_by("-pk"))


def to_copy(sitting: Sitting) -> list[InviteeMail]:
    """Return the mails of a sitting that are to be handed over by hand. One query."""
    rows = InviteeMail.objects.filter(invitee__sitting=sitting, mail__state=MailState.TO_COPY.value)
    return list(rows.select_related("mail", "invitee").order_by("pk"))


def persons_to_invite(sitting: Sitting) -> list[tuple[int, str]]:
    """Return those of the directory who are not called yet. One query."""
    rows = Person.objects.of(sitting.convention_id).exclude(invitations__sitting=sitting)
    rows = rows.select_related("organisation").order_by("full_name", "pk")
    return [
        (row.pk, f"{row.full_name}, {row.organisation}" if row.organisation else row.full_name)
        for row in rows
    ]


def can_be_withdrawn(mail: Mail) -> bool:
    """Tell whether a mail has not left yet."""
    return MailState(mail.state) in NOT_GONE
