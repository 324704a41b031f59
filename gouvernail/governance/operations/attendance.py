"""Who is there, noted one by one while a sitting goes on; and people who sign in by themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.common.secrets import derived_secret, digest_of
from gouvernail.governance.models import Attendance, Presence, Seat, Sitting
from gouvernail.governance.models.sittings import PRESENCE_LABELS
from gouvernail.governance.operations.words import locked_sitting
from gouvernail.history.operations import By, Change, note

MOST_SIGN_INS = 300
GUEST = "invité"
UNNOTED = "non noté"


@dataclass(frozen=True, slots=True)
class Noted:
    """What changes in the attendance: presences by seat, guests who come, guests struck out.

    `names` are those of the holders, by seat. An empty presence takes back what was noted.
    """

    presences: Mapping[int, str]
    names: Mapping[int, str] = field(default_factory=dict)
    come: Sequence[str] = ()
    gone: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody who signs in: for a seat, or as a guest; `name` with their organisation."""

    name: str
    seat: Seat | None = None


@transaction.atomic
def note_attendance(sitting: Sitting, noted: Noted, *, by: By) -> None:
    """Note how some seats are held and who comes or goes without one; the others stay as they are.

    Whoever signed and is then noted otherwise has not signed any more.

    Errors: Refusal once the minutes are approved.
    """
    row = locked_sitting(sitting)
    changes = [*_note_seats(row, noted), *_note_guests(row, noted)]
    if changes:
        note("sitting.attended", row, convention_id=row.convention_id, by=by, changes=changes)


@transaction.atomic
def open_sign_in(sitting: Sitting, *, by: By) -> str:
    """Open the sign-in sheet of a sitting and return its secret, the same each time.

    Errors: Refusal once the minutes are approved.
    """
    row = locked_sitting(sitting)
    secret = sign_in_secret(row)
    digest = digest_of(secret)
    if row.sign_in_digest != digest:
        Sitting.objects.filter(pk=row.pk).update(sign_in_digest=digest)
        sitting.sign_in_digest = digest
        note("sitting.sign_in_opened", row, convention_id=row.convention_id, by=by)
    return secret


def sign_in_secret(sitting: Sitting) -> str:
    """Return the secret of the sign-in sheet of a sitting, kept nowhere."""
    return derived_secret("sign-in", f"{sitting.uid}")


@transaction.atomic
def sign_in(sitting: Sitting, told: SignIn, *, by: By) -> None:
    """Note somebody present who says so; a guest who sends their name twice is noted once.

    Errors: Refusal for a place that is already noted, once the minutes are approved, beyond 300.
    """
    row = locked_sitting(sitting)
    there = row.attendances
    if told.seat and there.filter(seat=told.seat).exists():
        raise Refusal(
            "Cette place est déjà notée. Si ce n’est pas par vous, "
            "dites-le à la personne qui tient la séance."
        )
    if not told.seat and there.filter(seat=None, name=told.name[:150]).exists():
        return
    if there.exclude(signed_at=None).count() >= MOST_SIGN_INS:
        raise Refusal(
            f"{MOST_SIGN_INS} personnes ont déjà signé : "
            "adressez-vous à la personne qui tient la séance."
        )
    signed = _guest(row, told.name) if told.seat is None else _seated(row, told.seat, told.name)
    signed.presence, signed.signed_at = Presence.PRESENT.value, by.at
    signed.save()
    told_so = [Change("Présent", "", f"{signed.name} ({signed.function})")]
    note("sitting.signed_in", row, convention_id=row.convention_id, by=by, changes=told_so)


def _note_seats(sitting: Sitting, noted: Noted) -> list[Change]:
    seats = Seat.objects.filter(body=sitting.body_id, pk__in=noted.presences)
    known = {row.seat_id: row for row in sitting.attendances.exclude(seat=None)}
    changes = []
    for seat in seats.select_related("organisation").order_by("position", "pk"):
        presence = noted.presences[seat.pk]
        row = known.get(seat.pk)
        before = row.presence if row else ""
        if presence == before:
            continue
        if row and not presence:
            row.delete()
        else:
            row = row or _seated(sitting, seat, noted.names.get(seat.pk, ""))
            row.presence, row.signed_at = presence, None
            row.save()
        changes.append(Change(str(seat), _label(before), _label(presence)))
    return changes


def _note_guests(sitting: Sitting, noted: Noted) -> list[Change]:
    guests = sitting.attendances.filter(seat=None)
    names = set(guests.values_list("name", flat=True))
    changes = []
    gone = [name for name in noted.gone if name in names]
    if gone:
        guests.filter(name__in=gone).delete()
        changes += [Change("Invité", name, "") for name in gone]
    for name in dict.fromkeys(name[:150] for name in noted.come):
        if name not in names:
            row = _guest(sitting, name)
            row.save()
            changes.append(Change("Invité", "", name))
    return changes


def _seated(sitting: Sitting, seat: Seat, name: str) -> Attendance:
    return Attendance(
        sitting=sitting,
        seat=seat,
        organisation=seat.organisation,
        name=name[:150],
        function=str(seat)[:300],
    )


def _guest(sitting: Sitting, name: str) -> Attendance:
    present = Presence.PRESENT.value
    return Attendance(sitting=sitting, name=name[:150], function=GUEST, presence=present)


def _label(presence: str) -> str:
    return PRESENCE_LABELS[Presence(presence)] if presence else UNNOTED
