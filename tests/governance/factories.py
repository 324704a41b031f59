"""Rows of the governance for tests, written past the operations: the journal says nothing of them,
so that what a page kept until its next line is forgotten.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from gouvernail.governance.models import Body, Mandate, Obligation, Seat, Sitting
from gouvernail.governance.operations.attendance import Noted, note_attendance
from gouvernail.history.memory import forget_all
from gouvernail.rules.sittings import SittingState
from tests.factories import make_organisation


def make_body(convention, name="Comité de pilotage", **details):
    """Make a body."""
    return Body.objects.create(convention=convention, name=name, **details)


def make_seat(body, function="", organisation="", holder=None, **details):
    """Make a seat; `organisation` is a name, `holder` a person of the directory."""
    named = make_organisation(body.convention, organisation) if organisation else None
    seat = Seat.objects.create(body=body, function=function, organisation=named, **details)
    if holder:
        Mandate.objects.create(seat=seat, person=holder)
    return seat


def make_sitting(body, on=None, state=SittingState.PREPARING, **details):
    """Make a sitting at 14 h on a day (in 30 days by default), in any state."""
    forget_all()
    on = on or timezone.localdate() + timedelta(days=30)
    starts_at = timezone.make_aware(datetime.combine(on, time(14)))
    return Sitting.objects.create(
        convention=body.convention, body=body, starts_at=starts_at, state=state.value, **details
    )


def make_obligation(convention, body=None, text="Se réunit a minima 1 fois par an.", **details):
    """Make an obligation; a yearly rhythm unless said otherwise."""
    forget_all()
    values = {
        "key": f"engagement-{Obligation.objects.count() + 1}",
        "kind": "rhythm",
        "source": "annexe 4, § 2.1.5",
        **details,
    }
    return Obligation.objects.create(convention=convention, body=body, text=text, **values)


def record_attendance(sitting, presences, names, *, by, guests=()):
    """Note how seats were held, by their number, and who came without one."""
    note_attendance(sitting, Noted(presences, names, come=guests), by=by)
