"""Five years of governance to measure with, built through the operations that people use."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gouvernail.accounts.models import User
    from gouvernail.conventions.models import Convention
    from gouvernail.governance.models import Body, Sitting

YEARS = 5
SITTINGS_A_YEAR = 2
DECISIONS = 60
INVITED = 40


class Assembly(NamedTuple):
    """What the bench opens: a body, its last sitting, its next one, somebody's link to that."""

    body_id: int
    sitting_id: int
    coming_id: int
    link: str


def govern(convention: "Convention", user: "User") -> Assembly:
    """Fill the seats, hold sittings of every body over five years, decide, call the next one."""
    from django.utils import timezone

    from gouvernail.governance.models import Body, Seat
    from gouvernail.governance.operations.bodies import seat_person
    from gouvernail.history.operations import By

    today = timezone.localdate()
    first = today - timedelta(days=365 * YEARS)
    convention.starts_on, convention.ends_on = first, today + timedelta(days=365)
    convention.save(update_fields=["starts_on", "ends_on"])
    by = By(user)
    seats = Seat.objects.filter(body__convention=convention).select_related("body")
    for rank, seat in enumerate(seats):
        if rank % 9 != 8:
            seat_person(seat, f"Personne Fictive {rank}", first, by=by)
    last: dict[int, Sitting] = {}
    bodies = list(Body.objects.of(convention).order_by("position", "pk"))
    for place, body in enumerate(bodies):
        for rank in range(YEARS * SITTINGS_A_YEAR):
            on = first + timedelta(days=17 + place + rank * 365 // SITTINGS_A_YEAR)
            last[body.pk] = _held(body, on, user)
    _decide(convention, [last[body.pk] for body in bodies], user)
    coming, link = _convened(bodies[0], user)
    return Assembly(bodies[0].pk, last[bodies[0].pk].pk, coming, link)


def _held(body: "Body", on: date, user: "User") -> "Sitting":
    from django.utils import timezone

    from gouvernail.governance.operations.agenda import ItemDraft, set_agenda
    from gouvernail.governance.operations.attendance import Noted, note_attendance
    from gouvernail.governance.operations.sittings import (
        change_sitting,
        move_sitting,
        plan_sitting,
    )
    from gouvernail.governance.queries.sittings import seat_lines
    from gouvernail.history.operations import By
    from gouvernail.rules.sittings import SittingState

    moment = timezone.make_aware(datetime.combine(on, time(14)))
    by = By(user, at=moment)
    sitting = plan_sitting(body, {"starts_at": moment, "place": "Salle fictive"}, by=by)
    points = [ItemDraft(f"Point {n}") for n in range(1, 7)]
    set_agenda(sitting, points, sitting.version, by=by)
    lines = seat_lines(sitting)
    words = {line.seat.pk: "excused" if line.seat.pk % 4 == 0 else "present" for line in lines}
    names = {line.seat.pk: line.holder for line in lines}
    note_attendance(sitting, Noted(words, names), by=by)
    move_sitting(sitting, SittingState.HELD, by=by)
    change_sitting(sitting, {"minutes": "Dit et décidé. " * 40}, sitting.version, by=by)
    return sitting


def _convened(body: "Body", user: "User") -> tuple[int, str]:
    """Call the members and INVITED others to a sitting in three weeks; some have answered."""
    from django.utils import timezone

    from gouvernail.directory.models import Person
    from gouvernail.governance.mail_words import body_of, subject_of
    from gouvernail.governance.models import Answer, Occasion
    from gouvernail.governance.operations.agenda import ItemDraft, set_agenda
    from gouvernail.governance.operations.convening import write_to_invitees
    from gouvernail.governance.operations.invitees import (
        answer_convocation,
        invite_besides,
        secret_of,
    )
    from gouvernail.governance.operations.mails import Letter
    from gouvernail.governance.operations.sittings import plan_sitting
    from gouvernail.governance.queries.convening import recipients_of
    from gouvernail.history.operations import By

    by = By(user)
    moment = timezone.now() + timedelta(days=21)
    sitting = plan_sitting(body, {"starts_at": moment, "place": "Salle fictive"}, by=by)
    points = [ItemDraft(f"Point {n}", duration=15) for n in range(1, 7)]
    set_agenda(sitting, points, sitting.version, by=by)
    for rank in range(INVITED):
        person = Person.objects.create(
            convention=body.convention,
            full_name=f"Convié Fictif {rank}",
            email=f"convie-{rank}@example.org",
        )
        invite_besides(sitting, person, by=by)
    people = frozenset(one.person.pk for one in recipients_of(sitting, Occasion.CONVOCATION))
    words = body_of(sitting, Occasion.CONVOCATION)
    letter = Letter(subject_of(sitting, Occasion.CONVOCATION), words, people, (7, 1))
    write_to_invitees(sitting, Occasion.CONVOCATION, letter, sitting.version, by=by)
    invitees = list(sitting.invitees.select_related("sitting"))
    for invitee in invitees[::2]:
        answer_convocation(invitee, Answer.PRESENT, by=By(None))
    return sitting.pk, f"/seance/{secret_of(invitees[0])}/"


def _decide(convention: "Convention", sittings: "list[Sitting]", user: "User") -> None:
    from django.utils import timezone

    from gouvernail.directory.models import Person
    from gouvernail.governance.operations.decisions import DecisionDraft, record_decision
    from gouvernail.history.operations import By
    from gouvernail.rules.decisions import DecisionState

    people = list(Person.objects.of(convention.pk)[:20])
    for rank in range(DECISIONS):
        sitting = sittings[rank % len(sittings)]
        on = timezone.localtime(sitting.starts_at).date()
        values = {
            "body": sitting.body,
            "sitting": sitting if rank >= DECISIONS // 2 else None,
            "text": f"Réunir les gestionnaires autour du point {rank + 1}.",
            "decided_on": on - timedelta(days=20 * (DECISIONS - rank - 1)),
            "due_on": on + timedelta(days=rank - 30),
            "owner": people[rank % len(people)] if people else None,
        }
        draft = DecisionDraft(values)
        record_decision(convention, draft, by=By(user), state=DecisionState.ADOPTED)
