"""What people do to bodies, their seats, and who holds them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person
from gouvernail.directory.operations import (
    PersonData,
    create_person,
    find_or_create_organisations,
)
from gouvernail.directory.row_changes import set_values
from gouvernail.governance.models import Body, Mandate, Seat
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.rules.names import fold_name


@dataclass(frozen=True, slots=True)
class SeatDraft:
    """A seat as people write it: the organisation by its name, the rest as columns."""

    organisation: str
    values: Mapping[str, Any]


@transaction.atomic
def create_body(convention: Convention, values: Mapping[str, Any], *, by: By) -> Body:
    """Add a body. Errors: Refusal when its name is taken."""
    _refuse_taken(convention, values["name"])
    body = Body(convention=convention, position=convention.bodies.count(), **values)
    sign(body, by)
    body.save()
    note("body.created", body, convention_id=convention.pk, by=by)
    return body


@transaction.atomic
def change_body(body: Body, values: Mapping[str, Any], version: int, *, by: By) -> None:
    """Change a body. Errors: EditConflict; Refusal when its name is taken."""
    if values.get("name", body.name) != body.name:
        _refuse_taken(body.convention, values["name"])
    body.claim(version)
    changes = set_values(body, values)
    if changes:
        sign(body, by)
        body.save()
        note("body.changed", body, convention_id=body.convention_id, by=by, changes=changes)


@transaction.atomic
def add_seat(body: Body, draft: SeatDraft, *, by: By) -> Seat:
    """Add a seat, vacant. Errors: Refusal when it is neither for a structure nor a function."""
    organisation = _organisation(body.convention_id, draft, by)
    seat = Seat(body=body, organisation=organisation, position=body.seats.count(), **draft.values)
    sign(seat, by)
    seat.save()
    note("seat.added", seat, convention_id=body.convention_id, by=by)
    return seat


@transaction.atomic
def change_seat(seat: Seat, draft: SeatDraft, version: int, *, by: By) -> None:
    """Change a seat. Errors: EditConflict; Refusal as in `add_seat`."""
    convention_id = seat.body.convention_id
    organisation = _organisation(convention_id, draft, by)
    seat.claim(version)
    changes = set_values(seat, {"organisation": organisation, **draft.values})
    if changes:
        sign(seat, by)
        seat.save()
        note("seat.changed", seat, convention_id=convention_id, by=by, changes=changes)


@transaction.atomic
def close_seat(seat: Seat, on: date, *, by: By) -> None:
    """Close a seat and end its mandates on a day; past sittings keep it."""
    for mandate in seat.mandates.filter(ends_on=None):
        _end(mandate, on, by)
    seat.closed_on = on
    sign(seat, by)
    seat.save()
    note("seat.closed", seat, convention_id=seat.body.convention_id, by=by)


@transaction.atomic
def seat_person(
    seat: Seat, full_name: str, since: date, *, by: By, is_deputy: bool = False
) -> Mandate:
    """Give a seat to somebody from a day on; the mandate before ends the day before.

    The person is found in the directory by name, or added to it.

    Errors: Refusal without a name, or when the mandate before began on that day or later.
    """
    person = _person(seat, full_name, by)
    for former in seat.mandates.filter(is_deputy=is_deputy, ends_on=None):
        if former.starts_on and former.starts_on >= since:
            raise Refusal(
                f"Le mandat de {former.person} a commencé le {former.starts_on:%d/%m/%Y} : "
                "donnez une date plus tardive."
            )
        _end(former, since - timedelta(days=1), by)
    mandate = Mandate(seat=seat, person=person, is_deputy=is_deputy, starts_on=since)
    sign(mandate, by)
    mandate.save()
    part = "Suppléant" if is_deputy else "Titulaire"
    changes = [Change(part, "", person.full_name)]
    note("seat.held", seat, convention_id=seat.body.convention_id, by=by, changes=changes)
    return mandate


@transaction.atomic
def hand_seat(mandate: Mandate, person: Person, version: int, *, by: By) -> None:
    """Give a seat to the next one from today on; a mandate not yet begun simply changes hands.

    Whoever holds the seat already keeps it: the other mandate ends.

    Errors: EditConflict; Refusal for a person of another directory.
    """
    seat, today = mandate.seat, timezone.localdate(by.at)
    if person.convention_id != seat.body.convention_id:
        raise Refusal("Cette personne n’est pas dans l’annuaire de cette convention.")
    mandate.claim(version)
    before = mandate.person.full_name
    held = seat.mandates.on(today).filter(person=person, is_deputy=mandate.is_deputy)
    if mandate.starts_on and mandate.starts_on >= today:
        mandate.person = person
    else:
        if not held.exists():
            following = Mandate(
                seat=seat, person=person, is_deputy=mandate.is_deputy, starts_on=today
            )
            # A mandate that had an end keeps it: the next one goes on until then.
            following.ends_on = mandate.ends_on
            sign(following, by)
            following.save()
        mandate.ends_on = today - timedelta(days=1)
    sign(mandate, by)
    mandate.save()
    part = "Suppléant" if mandate.is_deputy else "Titulaire"
    changes = [Change(part, before, person.full_name)]
    note("seat.held", seat, convention_id=seat.body.convention_id, by=by, changes=changes)


@transaction.atomic
def end_mandate(mandate: Mandate, on: date, *, by: By) -> None:
    """End a mandate on a day, included; the seat is then vacant."""
    if mandate.starts_on and on < mandate.starts_on:
        raise Refusal("La fin du mandat doit suivre son début : donnez une date plus tardive.")
    _end(mandate, on, by)
    changes = [Change("Mandat", mandate.person.full_name, f"fini le {on:%d/%m/%Y}")]
    convention_id = mandate.seat.body.convention_id
    note("seat.left", mandate.seat, convention_id=convention_id, by=by, changes=changes)


@transaction.atomic
def replace_elected(seats: list[Seat], names: Mapping[int, str], on: date, *, by: By) -> int:
    """Replace the elected people of some seats at a day; a seat without a name becomes vacant.

    Returns how many seats have a new holder. All or nothing.

    Errors: Refusal as in `seat_person`.
    """
    seated = 0
    for seat in seats:
        name = names.get(seat.pk, "").strip()
        for mandate in seat.mandates.filter(ends_on=None).select_related("person"):
            if not (name and fold_name(mandate.person.full_name) == fold_name(name)):
                end_mandate(mandate, on - timedelta(days=1), by=by)
        if name and not seat.mandates.filter(ends_on=None, is_deputy=False).exists():
            seat_person(seat, name, on, by=by)
            seated += 1
    return seated


def _end(mandate: Mandate, on: date, by: By) -> None:
    mandate.claim(mandate.version)
    mandate.ends_on = on
    sign(mandate, by)
    mandate.save()


def _person(seat: Seat, full_name: str, by: By) -> Person:
    wanted = fold_name(full_name)
    if not wanted:
        raise Refusal("Nommez la personne qui tient ce siège.")
    convention_id = seat.body.convention_id
    known = Person.objects.of(convention_id).order_by("pk")
    found = [person for person in known if fold_name(person.full_name) == wanted]
    own = [person for person in found if person.organisation_id == seat.organisation_id]
    if own or found:
        return (own or found)[0]
    data = PersonData(" ".join(full_name.split()), seat.function, organisation=seat.organisation)
    return create_person(convention_id, data, by=by)


def _organisation(convention_id: int, draft: SeatDraft, by: By) -> Any:
    if not draft.organisation.strip() and not draft.values.get("function"):
        raise Refusal(
            "Donnez une structure ou une fonction : un siège représente l’une ou l’autre."
        )
    found = find_or_create_organisations(convention_id, [draft.organisation], by=by)
    return next(iter(found.values()), None)


def _refuse_taken(convention: Convention, name: str) -> None:
    if Body.objects.of(convention).filter(name=name).exists():
        raise Refusal(f"Une instance s’appelle déjà « {name} » : choisissez un autre nom.")
