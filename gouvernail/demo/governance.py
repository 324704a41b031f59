"""Two years of governance of the demo: who sits, what was held, what was missed. All invented."""

from datetime import date, datetime, time

from django.utils import timezone

from gouvernail.action_plan.models import PlanNode
from gouvernail.conventions.models import Convention
from gouvernail.demo.circuit import decide_and_adjust
from gouvernail.demo.convening import convene_and_ask
from gouvernail.demo.minutes import Told, approve, circulate, write_down
from gouvernail.directory.models import Person
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.governance.models import Body, Mandate, Obligation, Seat, Sitting
from gouvernail.governance.operations.attendance import Noted, note_attendance
from gouvernail.governance.operations.furniture import Coverage, set_coverage
from gouvernail.governance.operations.obligations import hand_in
from gouvernail.governance.operations.sittings import (
    move_sitting,
    plan_sitting,
)
from gouvernail.governance.queries.sittings import SeatLine, seat_lines
from gouvernail.history.operations import By, sign
from gouvernail.rules.sittings import SittingState
from gouvernail.territories.models import Commune

PLACE = "Salle du conseil (exemple fictif)"
HOLDERS = {
    "Représentant de la Caf": "Alix Spécimen",
    "Responsable à la Caf": "Alix Spécimen",
    "Chargé de mission Caf": "Alix Spécimen",
    "Direction de la commune": "Camille Exemple",
    "Chargé de coopération": "Dominique Fictif",
    "Élu de la commune": "Andrée Inventée",
}


_DONE, _HELD = SittingState.APPROVED, SittingState.HELD
_GROUP = [date(2025, month, 14) for month in (1, 2, 3, 4, 5, 6, 9, 10, 11)]
_GROUP_NOW = [date(2026, month, 13) for month in (1, 2, 3, 4, 5, 6, 7, 9, 10, 11)]
_MEETINGS = [date(2025, month, 20) for month in (2, 4, 6, 9, 11)]
_MEETINGS_NOW = [date(2026, month, 19) for month in (2, 4, 6, 9, 11)]
STORY: tuple[Told, ...] = (
    Told("Comité technique", date(2025, 5, 22), _DONE, validates=True),
    Told("Comité de pilotage", date(2025, 6, 19), _DONE),
    Told("Comité technique", date(2026, 6, 4), _DONE, validates=True),
    Told(
        "Comité de pilotage",
        date(2026, 9, 24),
        SittingState.CANCELLED,
        reason="Trop peu d’élus disponibles (exemple fictif)",
    ),
    Told("Comité technique", date(2026, 12, 3), SittingState.PREPARING),
    Told("Comité de pilotage", date(2026, 12, 17), SittingState.PREPARING),
    *(Told("Groupe projet", on, _DONE) for on in _GROUP),
    *(Told("Groupe projet", on, _HELD) for on in _GROUP_NOW),
    Told("Groupe projet", date(2026, 12, 15), SittingState.PREPARING),
    *(Told("Rencontre des chargés de coopération", on, _HELD) for on in _MEETINGS),
    *(Told("Rencontre des chargés de coopération", on, _HELD) for on in _MEETINGS_NOW),
    Told("Rencontre des chargés de coopération", date(2027, 1, 19), SittingState.PREPARING),
    Told("Commission enfance et jeunesse", date(2026, 3, 17), _HELD),
    Told("Commission petite enfance et inclusion", date(2026, 10, 6), _HELD),
)
SIGNED_ON = date(2025, 1, 20)
COTECH = "Comité technique"
# The axis that each commission follows, by its rank in the plan.
COMMISSIONS = {
    "Commission petite enfance et inclusion": 0,
    "Commission enfance et jeunesse": 1,
    "Commission numérique, interventions sociales, logement": 3,
    "Commission animation de la vie sociale": 4,
}
REPORT_ON = date(2026, 3, 2)
PREPARED_ON = date(2026, 11, 20)


def govern(convention: Convention, by: By) -> None:
    """Tell two years: sittings, those who sat, decisions, adjustments, the report of 2025."""
    _fill_seats(convention, by)
    bodies = {body.name: body for body in Body.objects.of(convention)}
    _cover(bodies, by)
    for told in STORY:
        _hold(bodies[told.body], told, by)
    _sign_convention(convention, by)
    decide_and_adjust(convention, by)
    circulate(bodies, by)
    convene_and_ask(convention, by)
    report = Obligation.objects.get(convention=convention, key="rapport-annuel")
    hand_in(report, "Rapport d’activités 2025 (fictif)", REPORT_ON, by=_on(by, REPORT_ON))


def approve_minutes(convention: Convention, by: By) -> None:
    """Approve the minutes of the story: the reviews that they validate are told before."""
    bodies = {body.name: body for body in Body.objects.of(convention)}
    approve(bodies, [told for told in STORY if told.state is _DONE], by)


def _sign_convention(convention: Convention, by: By) -> None:
    convention.signed_on = SIGNED_ON
    sign(convention, _on(by, SIGNED_ON))
    convention.save(update_fields=["signed_on"])


def _cover(bodies: dict[str, Body], by: By) -> None:
    """Say which axes the commissions follow; one axis and one commune are left out."""
    nodes = PlanNode.objects.of(bodies[COTECH].convention).filter(rank=1)
    axes = list(nodes.order_by("position"))
    partial = list(Commune.objects.filter(name="Istres"))
    for name, rank in COMMISSIONS.items():
        body = bodies[name]
        coverage = Coverage(
            themes=list(body.themes.all()),
            feeds=list(body.feeds.all()),
            objectives=axes[rank : rank + 1],
            communes=partial if rank == 1 else [],
        )
        set_coverage(body, coverage, body.version, by=by)


def _fill_seats(convention: Convention, by: By) -> None:
    elected = PersonData("Andrée Inventée", "Élue (exemple fictif)")
    create_person(convention.pk, elected, by=by)
    persons = {person.full_name: person for person in Person.objects.of(convention.pk)}
    for seat in Seat.objects.filter(body__convention=convention, function__in=HOLDERS):
        holder = persons.get(HOLDERS[seat.function])
        is_vacant = str(seat.organisation) == "Ville de Fos-sur-Mer"
        if holder and not is_vacant:
            mandate = Mandate(seat=seat, person=holder, starts_on=convention.starts_on)
            sign(mandate, by)
            mandate.save()


def _hold(body: Body, told: Told, by: By) -> None:
    moment = timezone.make_aware(datetime.combine(told.on, time(14)))
    values = {
        "starts_at": moment,
        "place": PLACE,
        "duration": body.duration,
        "validates_elements": told.validates,
    }
    then = _on(by, min(told.on, PREPARED_ON), told.reason)
    sitting = plan_sitting(body, values, by=then)
    if told.state in (_HELD, _DONE):
        _attend(sitting, then)
        move_sitting(sitting, _HELD, by=then)
        write_down(sitting, then)
    elif told.state is not SittingState.PREPARING:
        move_sitting(sitting, told.state, by=then)


def _attend(sitting: Sitting, by: By) -> None:
    """Note who came: most did, some from afar; the Caf was excused at times."""
    lines = [line for line in seat_lines(sitting) if line.holder]
    presences = {line.seat.pk: _presence(line, sitting) for line in lines}
    names = {line.seat.pk: line.holder for line in lines}
    note_attendance(sitting, Noted(presences, names), by=by)


def _presence(line: SeatLine, sitting: Sitting) -> str:
    month = timezone.localtime(sitting.starts_at).month
    if "Caf" in str(line.seat) and month % 4 == 1:
        return "excused"
    return "remote" if (line.seat.pk + month) % 5 == 0 else "present"


def _on(by: By, day: date, reason: str = "") -> By:
    at = timezone.make_aware(datetime.combine(day, time(18)))
    return By(by.actor, reason, at)
