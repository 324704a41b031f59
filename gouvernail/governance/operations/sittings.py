"""What people do to sittings: date them, take their steps, note what was said and who came."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gouvernail.common.errors import Refusal
from gouvernail.directory.row_changes import set_values
from gouvernail.governance.models import AgendaItem, Attendance, Body, Presence, Seat, Sitting
from gouvernail.governance.sitting_words import OBSTACLE_SENTENCES, STATE_LABELS
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.rules.sittings import SittingFacts, SittingState, obstacles

GUEST_PRESENCE = Presence.PRESENT.value


@transaction.atomic
def plan_sitting(body: Body, values: Mapping[str, Any], *, by: By) -> Sitting:
    """Date a sitting of a body; its agenda starts with the body's standing items."""
    sitting = Sitting(convention=body.convention, body=body, changed_at=by.at, **values)
    sign(sitting, by)
    sitting.save()
    _write_agenda(sitting, body.agenda.splitlines())
    note("sitting.planned", sitting, convention_id=sitting.convention_id, by=by)
    return sitting


@transaction.atomic
def change_sitting(sitting: Sitting, values: Mapping[str, Any], version: int, *, by: By) -> None:
    """Change the hour, the place or the words of a sitting.

    Errors: EditConflict; Refusal once its minutes are approved.
    """
    _refuse_approved(sitting)
    sitting.claim(version)
    changes = set_values(sitting, values)
    if changes:
        _save(sitting, "sitting.changed", changes, by)


@transaction.atomic
def move_sitting(sitting: Sitting, to: SittingState, *, by: By) -> None:
    """Take a step of the life of a sitting; the reason is that of `by`.

    Errors: Refusal, whose sentences say what to do first.
    """
    facts = SittingFacts(
        state=SittingState(sitting.state),
        starts_on=timezone.localtime(sitting.starts_at).date(),
        has_place=bool(sitting.place or sitting.video_url),
        agenda_items=sitting.items.count(),
        attendances=sitting.attendances.count(),
        has_minutes=bool(sitting.minutes.strip()),
        reason=by.reason,
    )
    today = timezone.localtime(by.at).date()
    found = obstacles(facts, to, today)
    if found:
        raise Refusal(" ".join(OBSTACLE_SENTENCES[obstacle] for obstacle in found))
    sitting.claim(sitting.version)
    before = STATE_LABELS[facts.state]
    sitting.state = to.value
    sitting.state_reason = by.reason
    sitting.approved_on = today if to is SittingState.APPROVED else None
    _save(sitting, "sitting.moved", [Change("État", before, STATE_LABELS[to])], by)


@transaction.atomic
def postpone_sitting(sitting: Sitting, starts_at: datetime, *, by: By) -> Sitting:
    """Postpone a sitting to another moment: a new one takes its place, with its agenda.

    Errors: Refusal without a reason, when the step cannot be taken, or for the same moment.
    """
    if starts_at == sitting.starts_at:
        raise Refusal("La nouvelle date est celle de la séance : donnez-en une autre.")
    move_sitting(sitting, SittingState.POSTPONED, by=by)
    kept = ("title", "duration", "place", "video_url", "validates_elements")
    values = {name: getattr(sitting, name) for name in kept}
    fresh = plan_sitting(sitting.body, {**values, "starts_at": starts_at}, by=by)
    _write_agenda(fresh, [item.title for item in sitting.items.order_by("position", "pk")])
    sitting.replaced_by = fresh
    sign(sitting, by)
    sitting.save(update_fields=["replaced_by"])
    return fresh


@transaction.atomic
def set_agenda(sitting: Sitting, titles: list[str], version: int, *, by: By) -> None:
    """Write the agenda again, an item per line; items that stay keep their minutes.

    Errors: EditConflict; Refusal once the minutes are approved.
    """
    _refuse_approved(sitting)
    sitting.claim(version)
    before = [item.title for item in sitting.items.order_by("position", "pk")]
    _write_agenda(sitting, titles)
    told = Change("Ordre du jour", " ; ".join(before), " ; ".join(titles))
    _save(sitting, "sitting.agenda", [told], by)


@transaction.atomic
def record_attendance(
    sitting: Sitting,
    presences: Mapping[int, str],
    names: Mapping[int, str],
    *,
    by: By,
    guests: Sequence[str] = (),
) -> None:
    """Note how each seat was held, by the number of the seat; names are kept as they were.

    Guests came without a seat; the list is whole each time.

    Errors: Refusal once the minutes are approved.
    """
    _refuse_approved(sitting)
    seats = Seat.objects.filter(body=sitting.body, pk__in=presences).select_related("organisation")
    sitting.attendances.filter(Q(seat__in=seats) | Q(seat=None)).delete()
    Attendance.objects.bulk_create(
        Attendance(sitting=sitting, name=name[:150], function="invité", presence=GUEST_PRESENCE)
        for name in guests
    )
    Attendance.objects.bulk_create(
        Attendance(
            sitting=sitting,
            seat=seat,
            organisation=seat.organisation,
            name=names.get(seat.pk, ""),
            function=str(seat),
            presence=presences[seat.pk],
        )
        for seat in seats
        if presences[seat.pk]
    )
    note("sitting.attended", sitting, convention_id=sitting.convention_id, by=by)


def _write_agenda(sitting: Sitting, titles: list[str]) -> None:
    known = {item.title: item for item in sitting.items.all()}
    kept = [title.strip() for title in titles if title.strip()]
    sitting.items.exclude(title__in=kept).delete()
    for place, title in enumerate(kept):
        item = known.get(title) or AgendaItem(sitting=sitting, title=title)
        item.position = place
        item.save()


def _refuse_approved(sitting: Sitting) -> None:
    if sitting.state == SittingState.APPROVED.value:
        raise Refusal("Le compte rendu est approuvé : cette séance ne change plus.")


def _save(sitting: Sitting, verb: str, changes: list[Change], by: By) -> None:
    sitting.changed_at = by.at
    sign(sitting, by)
    sitting.save()
    note(verb, sitting, convention_id=sitting.convention_id, by=by, changes=changes)
